/* What the files of this folder share: layouts, code lists, and the parts of the decoder. */
#ifndef MRZ_IMPL_H
#define MRZ_IMPL_H

#include "mrz.h"

#define MRZ_FILLER 36 /* the symbol < */

/* A run of neighbouring cells of one line.  n 0: the format has no such field. */
struct mrz_span {
	int8_t line, at, n;
};
#define MRZ_COMPOSITE_PIECES 4

struct mrz_layout {
	enum mrz_format format;
	int rows, columns;
	struct mrz_span code, issuer, name, number, number_check, nationality, birth, birth_check,
	    sex, expiry, expiry_check, optional1, optional1_check, optional2, composite_check;
	struct mrz_span composite[MRZ_COMPOSITE_PIECES]; /* joined in this order */
	bool long_number; /* a filler at number_check: the number goes on in optional1 */
};
/* NULL for MRZ_UNKNOWN and MRZ_FRENCH. */
const struct mrz_layout *mrz_layout(enum mrz_format f);
/* 7, 3 or 1; 0 where the composite check digit does not cover this cell. */
int mrz_composite_weight(const struct mrz_layout *l, int line, int column);
int mrz_weight(int i);                 /* of the i-th symbol of a checked text */
int mrz_value(int symbol);             /* what it counts: < is 0 */
bool mrz_shape(int rows, int columns); /* of any format? */
bool mrz_shape_is(enum mrz_format f, int rows, int columns);

/* The line and place of a span, and whether nothing but fillers stand there. */
static inline const char *mrz_at(const struct mrz_rows *lines, struct mrz_span s)
{
	return lines->row[s.line] + s.at;
}
bool mrz_blank(const char *s, int n);

/* How a code of a State or nationality stands. */
enum mrz_code { MRZ_CODE_KNOWN, MRZ_CODE_OLD, MRZ_CODE_UNKNOWN, MRZ_CODE_BLANK };
enum mrz_code mrz_code(const char three[3]);
/* All codes that can be met, for the decoder: three symbols each, padded with <. */
size_t mrz_code_count(void);
const char *mrz_code_at(size_t i, enum mrz_code *standing);

/* Document codes: may these two symbols open this format? */
enum mrz_opening { MRZ_OPENING_USUAL, MRZ_OPENING_ODD, MRZ_OPENING_WRONG };
enum mrz_opening mrz_opening(enum mrz_format f, char first, char second);
/* The Russian internal passport writes Cyrillic letters as digits, and has no expiry. */
bool mrz_russian_internal(enum mrz_format f, const struct mrz_rows *lines);

/* Start a document: empty, its lines those given; format decides rows and columns. */
void mrz_document_start(struct mrz_document *d, enum mrz_format f, const struct mrz_rows *lines);
/* The format of lines of this shape; MRZ_UNKNOWN where there is none. */
enum mrz_format mrz_format_of(int rows, int columns, const struct mrz_rows *lines);
/* List the cells in which lines differ from raw. */
void mrz_compare(struct mrz_document *d);
/*
 * Fill in everything that follows from format and lines: fields, dates, checks, verdicts,
 * errors, ok.  What was repaired must be there already; accept is the caller's.
 */
void mrz_judge(struct mrz_document *d, day_t today);
void mrz_error_add(struct mrz_document *d, const char *field, enum mrz_problem p);
bool mrz_stopped(const struct mrz_document *d); /* is there an error that is no warning? */

/* Parts of judging. */
void mrz_judge_french(struct mrz_document *d, day_t today);
void mrz_judge_number(struct mrz_document *d, const struct mrz_layout *l);
void mrz_judge_name(struct mrz_document *d, const char *s, int n);
/* A birth or an expiry, its century, and afterwards how the two stand to each other. */
void mrz_judge_date(struct mrz_document *d, const char six[6], enum mrz_field f, day_t today);
void mrz_judge_dates(struct mrz_document *d, day_t today);
void mrz_judge_national(struct mrz_document *d);
/* How many digits a personal number of this issuer has, that its optional data begin with; or 0. */
int mrz_personal_digits(enum mrz_format f, const char issuer[3]);
void mrz_judge_verdicts(struct mrz_document *d);

void mrz_check_set(struct mrz_document *d, enum mrz_check c, bool right);
bool mrz_check_right(const char *s, size_t n, char check);
/* Six symbols without a century: year -1 and parts 0 where unknown; false where no date. */
bool mrz_date_read(const char six[6], struct mrz_date *out);
/* With this year (0: unknown), its text and, where whole, its day. */
void mrz_date_settle(struct mrz_date *d, int year);
/* Text of a span: fillers at the end gone, others spaces. */
void mrz_text(char out[MRZ_TEXT], const char *s, int n);
/* The same without fillers at the start, which some States put before optional data. */
void mrz_optional(char out[MRZ_TEXT], const char *s, int n);
void mrz_name_split(const char *s, int n, char surname[MRZ_TEXT], char given[MRZ_TEXT]);
/* Does a check digit that holds leave open which of two look-alikes stands in this field? */
bool mrz_look_alike(const struct mrz_document *d, enum mrz_field f);
bool mrz_in_name(enum mrz_format f, int line, int column);
/* Lines of 2 x 36: is it the old French card, and not a TD2 document of France? */
bool mrz_french(const struct mrz_rows *lines);

#endif
