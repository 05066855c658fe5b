/*
 * What a record looks like: the kinds of file that `import' takes and the objects
 * that acts carry (interface.md sections 3, 4 and 7), each a table of columns.  A
 * row of CSV or a JSON object becomes one checked, canonical JSON object: keys are
 * the columns' names, an absent key is an empty field, and every value has one
 * spelling only, so that two records are the same exactly where their canonical
 * texts are.  Spellings:
 *
 *   texts     NFC, no blanks at the ends; names: blanks inside are one space
 *   dates     "YYYY-MM-DD"; where a part may be unknown "YYYY-MM" and "YYYY" too
 *   areas     "45.50"        shares   "1/2", reduced
 *   yes-no    true; what is not so is left out
 *   countries three letters ("D" is kept as "DEU")
 *
 * Whether a referred record exists, whether an IIN has another holder, and
 * whether a date lies in the future is for those to say who know the register and
 * the day.
 */
#ifndef KIND_H
#define KIND_H

#include "csv.h"
#include "issue.h"
#include "json.h"

enum column_form {
	COLUMN_ID,  /* of the record itself: ident.h; not the register's own form in files */
	COLUMN_REF, /* of another record */
	COLUMN_TEXT,
	COLUMN_NAME,  /* name.h */
	COLUMN_LATIN, /* a name in Latin letters */
	COLUMN_IIN,   /* iin.h */
	COLUMN_DATE,
	COLUMN_PARTDATE, /* partdate.h */
	COLUMN_WORD,     /* one of words */
	COLUMN_COUNTRY,  /* country.h */
	COLUMN_KATO,     /* nine digits */
	COLUMN_AREA,     /* area.h; in JSON a text too, never a number */
	COLUMN_SHARE,
	COLUMN_HOLDER, /* a person's id, or `org:' and a name */
	COLUMN_MRZ,    /* the lines of a machine readable zone, kept with | between them */
	COLUMN_YES,    /* in files `yes', `no' or empty; in JSON a boolean */
	COLUMN_OBJECT, /* JSON only: of another kind */
	COLUMN_LIST    /* JSON only: of objects of another kind, at most max */
};

enum needed {
	NEEDED_NO,
	NEEDED_YES,
	NEEDED_COLUMN /* a file must have the column; a row may leave it empty */
};

struct kind;
struct column {
	const char *name;
	enum column_form form;
	enum needed needed;
	unsigned max;             /* code points of a text, items of a list */
	const char *const *words; /* ends with NULL */
	const struct kind *of;
	unsigned flags; /* KIND_… for what is inside an object */
	bool lenient;   /* a wrong value is a warning, and kept as text */
};

struct kind {
	const char *name;
	const struct column *column;
	size_t n;
	/* What two fields have to do with each other; o is canonical so far. */
	void (*cross)(
	    const json_t *o, struct str at, struct issues *errors, struct issues *warnings);
};

/* The kinds of files: units, precincts, dwellings, persons, holdings, residences,
 * wanted, in the order in which they refer to each other; NULL for no such kind. */
const struct kind *kind_find(struct str name);
const struct kind *const *kind_all(size_t *n);

/*
 * The fields that an act has of its own beside those of every act (interface.md
 * section 4): add_person, correct_person, add_dwelling, change_dwelling,
 * record_holding, end_holding, vote, depart; NULL for others.  Read them with
 * KIND_OTHERS, since the fields of every act stand in the same object.
 */
const struct kind *kind_of_act(struct str act);
/* A guest as a host reports him: kind_guest.c says the columns. */
extern const struct kind kind_guest;
extern const struct kind kind_paper;    /* kind*, number, date, issuer */
extern const struct kind kind_document; /* of a foreign national, with its holder */
extern const struct kind kind_consent;  /* holder*, given_on*, how */

const struct column *kind_column(const struct kind *k, struct str name); /* or NULL */

/* The header row of a file of this kind; issues at missing needed columns, unknown
 * and repeated ones.  h lives in l's arena. */
bool kind_header(const struct kind *k, const struct csv_record *r, enum csv_others others,
    struct csv_header *h, struct issues *l);

/*
 * One row.  The canonical object, owned by the caller; NULL where `errors' got
 * something.  `warnings' may be NULL.  Both lists' arenas hold what they
 * name and what is made on the way: free them after each row of a long file.
 */
json_t *kind_from_record(const struct kind *k, const struct csv_header *h,
    const struct csv_record *r, struct issues *errors, struct issues *warnings) MUST_USE;

enum {
	KIND_NO_ID = 1,   /* a field of the form COLUMN_ID is unknown here */
	KIND_PARTIAL = 2, /* a change: what is not there stays as it is, and JSON null
			   * clears a field that is not needed; one thing at least must change */
	KIND_OTHERS = 4   /* fields that the kind does not have are somebody else's */
};

/*
 * One JSON object; `at' is the path under which it stands ("set", or empty), put
 * before the names of faulty fields.  A text that is empty or blank is an absent
 * field, but BLANK in a change, where it might mean both.  null is a wrong value,
 * save in a change: there it is kept as null.  The output read again gives itself.
 */
json_t *kind_from_json(const struct kind *k, struct str at, const json_t *v, unsigned flags,
    struct issues *errors, struct issues *warnings) MUST_USE;

/* A canonical record with a checked change laid over it: a new object.  Check it
 * again with kind_from_json, since a change can break what two fields have to do
 * with each other. */
json_t *kind_changed(const json_t *o, const json_t *change) MUST_USE;

/* The names of the columns in which two canonical records differ, into names
 * (room for k->n); how many. */
size_t kind_differences(const struct kind *k, const json_t *a, const json_t *b, const char **names);
/* "surname, sex": the same for an issue's arg; empty where nothing differs. */
struct str kind_differences_text(
    struct arena *a, const struct kind *k, const json_t *x, const json_t *y);

#endif
