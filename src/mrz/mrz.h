/*
 * Machine readable zones of travel documents (ICAO Doc 9303 parts 3 to 7): the two or
 * three lines of OCR-B letters on passports, cards and visas.
 *
 * Three ways in, one document out:
 *   mrz_parse   lines as they were typed, read strictly, nothing mended;
 *   mrz_read    the same, and where a rule is broken, the likeliest lines that a reader
 *               may have confused, if there are any; what was changed is said;
 *   mrz_decode  what a picture shows, as probabilities of each symbol in each cell: of all
 *               lines that satisfy the rules the likeliest, found exactly (of a name's
 *               letters the seven likeliest of each cell are looked at).
 *
 * Pure: no clock (today is an argument), no files, no memory of its own, safe in threads.
 * Lines are text of the 37 symbols 0-9 A-Z <.  Columns and lines count from 0 here, and
 * positions in comments from 1, as in the standard.
 *
 * What no rule can see is never called verified: names, nationality, sex, issuing State
 * and document code have no check digit, and a check digit cannot tell 6 from G, 8 from
 * S, 1 from L, 0 from U, or K from the filler.
 */
#ifndef MRZ_H
#define MRZ_H

#include "base.h"
#include "buf.h"
#include "date.h"

#define MRZ_ROWS    3
#define MRZ_COLUMNS 44
#define MRZ_SYMBOLS 37 /* 0-9, A-Z, < in this order */
#define MRZ_LINE    (MRZ_COLUMNS + 1)
#define MRZ_TEXT    64 /* room for any field, with its NUL */

/* Lines of a document: NUL-terminated, those that a format does not have empty. */
struct mrz_rows {
	char row[MRZ_ROWS][MRZ_LINE];
};

/* 0 to 36, or -1 for anything else. */
int mrz_symbol(char c);
char mrz_symbol_char(int symbol);

/*
 * A picture's cells: natural logarithm of the probability of every symbol.  rows and
 * columns must be those of a format: 3 x 30, 2 x 36 or 2 x 44.
 */
struct mrz_cells {
	int rows, columns;
	float lp[MRZ_ROWS][MRZ_COLUMNS][MRZ_SYMBOLS];
};

/* The lines given, as they came: shown again as `raw'. */
struct mrz_lines {
	int n;
	struct mrz_rows text; /* upper case; cut to MRZ_COLUMNS */
	unsigned marks;       /* MRZ_MARK_*: what had to be done to get here */
};

enum mrz_format {
	MRZ_UNKNOWN,
	MRZ_TD1,
	MRZ_TD2,
	MRZ_TD3,
	MRZ_MRVA,
	MRZ_MRVB,
	MRZ_FRENCH, /* France's identity card until 2021: 2 x 36, not after ICAO */
	MRZ_FORMAT__MAX
};
const char *mrz_format_word(enum mrz_format f); /* "TD1"; NULL for MRZ_UNKNOWN */

enum mrz_field {
#define MRZ_FIELD(name, word) MRZ_F_##name,
#include "fields.def"
#undef MRZ_FIELD
	MRZ_F__MAX
};
const char *mrz_field_word(enum mrz_field f);

/* What can be said of a field. */
enum mrz_verdict {
	MRZ_UNCHECKED, /* nothing confirms it: somebody must look */
	MRZ_OK,        /* a check digit holds and no look-alike slips through it */
	MRZ_REPAIRED,  /* holds after what was changed */
	MRZ_FAILED,    /* its check digit, or its form, is wrong */
	MRZ_VERDICT__MAX
};
const char *mrz_verdict_word(enum mrz_verdict v);

enum mrz_check {
	MRZ_C_NUMBER,
	MRZ_C_BIRTH,
	MRZ_C_EXPIRY,
	MRZ_C_OPTIONAL,
	MRZ_C_COMPOSITE,
	MRZ_C__MAX
};
const char *mrz_check_word(enum mrz_check c);
enum mrz_state { MRZ_ABSENT, MRZ_WRONG, MRZ_RIGHT };

/* What is wrong: a field, or a check, and a word of problems.def. */
enum mrz_problem {
#define MRZ_PROBLEM(name, word, weight) MRZ_P_##name,
#include "problems.def"
#undef MRZ_PROBLEM
	MRZ_P__MAX
};
const char *mrz_problem_word(enum mrz_problem p);
/* Does it merely warn?  Others keep `accept' false as well, and warnings too where noted. */
bool mrz_problem_warns(enum mrz_problem p);

struct mrz_error {
	const char *field; /* of mrz_field_word, mrz_check_word, or "lines" */
	enum mrz_problem problem;
};
#define MRZ_ERRORS_MAX 24

struct mrz_repair {
	int line, column;
	char from, to;
};
#define MRZ_REPAIRS_MAX (MRZ_ROWS * MRZ_COLUMNS)

/* A date of six symbols.  An unknown part is 0; an unknown year too. */
struct mrz_date {
	int year, month, day;
	day_t on;             /* DAY_NONE unless wholly known and existing */
	char text[DATE_TEXT]; /* "1974-08-00"; "" where the symbols are no date */
	bool century_sure;    /* no other century is plausible, or a second source says it */
};

/* What some States put behind the standard's fields.  Empty texts: not there. */
struct mrz_national {
	char number[MRZ_TEXT];      /* IIN, PINFL, PIN, national number */
	char full_number[MRZ_TEXT]; /* Russian internal passport: series and number together */
	char issued[DATE_TEXT];     /* Russian internal passport, old French card (day 00) */
	char office[MRZ_TEXT];
	char surname[2 * MRZ_TEXT]; /* Cyrillic, where the print gives it back exactly */
	char given_names[2 * MRZ_TEXT];
	bool
	    number_agrees; /* the personal number is in order, and its birth date and sex are these */
};

struct mrz_document {
	enum mrz_format format;
	int rows, columns;
	struct mrz_rows raw;   /* what was given; of cells, the likeliest symbols */
	struct mrz_rows lines; /* what it was understood as */
	char field[MRZ_F__MAX][MRZ_TEXT];
	enum mrz_verdict verdict[MRZ_F__MAX];
	struct mrz_date birth, expiry;
	enum mrz_state check[MRZ_C__MAX];
	bool name_truncated; /* the last place of the name is a letter: it may go on */
	bool old_belgian;    /* the long number holds only with the filler counted in */
	struct mrz_national national;
	struct mrz_repair repaired[MRZ_REPAIRS_MAX];
	size_t repaired_n;
	struct mrz_error error[MRZ_ERRORS_MAX];
	size_t error_n;
	double score; /* of mrz_decode: log-likelihood of `lines' less what unusual forms cost,
	                    * for choosing between readings of the same size; 0 of typed lines */
	double cost;  /* nats: how much likelier `raw' is than `lines'; 0 where nothing changed */
	double name_least; /* the least probability of a symbol of the name; 1 for typed lines */
	double confidence; /* 0 to 1 */
	bool ok;           /* the format is known, and every check digit that it has is right */
	bool accept;       /* may be taken without a person's look */
};

#define MRZ_MARK_FOLDED    1u  /* lower case letters were typed */
#define MRZ_MARK_COMPLETED 2u  /* fillers at the end of a line had been lost */
#define MRZ_MARK_LAYOUT    4u  /* typed under a Cyrillic or Kazakh layout, and mapped back */
#define MRZ_MARK_SYMBOLS   8u  /* signs that no document bears were there */
#define MRZ_MARK_SHAPE     16u /* no format has lines of this number and length */

/*
 * What a keyboard-wedge reader typed, or a person: text is valid UTF-8 with any line
 * ends, padding, prefix and keyboard layout (icao-facts section 12).  False: no lines of
 * any format can be made of it; `out' then holds what was there, for showing.
 */
bool mrz_normalise(struct str text, struct mrz_lines *out);
/* Lines read strictly; `out' is always whole, with errors where the shape is wrong. */
void mrz_parse(const struct mrz_lines *in, day_t today, struct mrz_document *out);
/* Lines read, and mended where a rule is broken and a confusion of look-alikes explains it. */
void mrz_read(const struct mrz_lines *in, day_t today, struct mrz_document *out);
/*
 * Cells read: `out' always satisfies the grammar and every check digit of its format; a
 * long number of a Belgian card may hold in the old way instead (old_belgian, and not ok).
 * accept by the bounds that stand in decode.c.  Half a millisecond; 200 KiB of stack.
 */
void mrz_decode(const struct mrz_cells *cells, day_t today, struct mrz_document *out);

/* What a reader's line of these symbols may have stood for: look-alikes as probabilities. */
void mrz_channel(const struct mrz_rows *lines, int rows, int columns, struct mrz_cells *out);

/* The check digit of n symbols, 0 to 9; weights 7 3 1 from the first. */
int mrz_check_digit(const char *s, size_t n);

/*
 * The members of an answer (interface.md section 6) from "ok" to "errors", without the
 * braces, so that `mrz' and `scan' put their id or file before it.
 */
void mrz_write(struct buf *b, const struct mrz_document *d);
/* The same members where no document was found: both answers false, and a word for why, of
 * mrz_problem_word or problem_code. */
void mrz_write_nothing(struct buf *b, const char *field, const char *why);

#endif
