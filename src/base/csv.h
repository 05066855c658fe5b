/*
 * CSV after RFC 4180, a record at a time, from a file of any length in bounded
 * memory: UTF-8 with or without BOM, lines ended by CR LF or LF, quoted fields
 * with doubled quotes and line ends inside.  An empty line is no record.  A
 * record that is malformed is given as such, with its line and problem, and
 * reading goes on at the line after the one where it started (a quote never
 * closed) or ended.
 */
#ifndef CSV_H
#define CSV_H

#include "base.h"
#include "buf.h"
#include "issue.h"

#include <stdio.h>

#define CSV_FIELD_MAX  ((size_t)1 << 20) /* bytes of one field */
#define CSV_RECORD_MAX ((size_t)4 << 20) /* bytes of one record as it stands in the file */
#define CSV_FIELDS_MAX 256               /* fields of one record */

struct csv_record {
	uint64_t line;        /* where it starts, from 1 */
	size_t n;             /* fields */
	struct str *field;    /* valid until the next csv_next */
	enum problem problem; /* of a bad record: CSV_QUOTE, TOO_LONG, TOO_MANY, BAD_UTF8 */
	struct str arg;       /* the problem's {arg} */
};

enum csv_step {
	CSV_RECORD, /* a record */
	CSV_BAD,    /* a malformed record: line, problem and arg alone are set */
	CSV_END,    /* nothing is left */
	CSV_FAILED  /* reading failed: see err */
};

struct csv; /* a reader */

/* Gives up to n bytes into p: how many, 0 at the end, -1 and e on failure. */
typedef long csv_source(void *from, char *p, size_t n, struct err *e);

/* A reader over something; free with csv_free.  None of them closes what it reads. */
struct csv *csv_new(csv_source *source, void *from) __attribute__((returns_nonnull));
struct csv *csv_from_file(FILE *f) __attribute__((returns_nonnull));
struct csv *csv_from_fd(int fd) __attribute__((returns_nonnull));
struct csv *csv_from_text(struct str text) __attribute__((returns_nonnull)); /* text outlives it */
void csv_free(struct csv *c);

enum csv_step csv_next(struct csv *c, struct csv_record *r, struct err *e) MUST_USE;

/*
 * Append a record that csv_next gives back as it is: fields quoted where they
 * must be, CR LF at the end.  n is at least 1.
 */
void csv_write(struct buf *b, const struct str *field, size_t n);

/* Which field of a record belongs to which of the columns that the caller knows. */
struct csv_header {
	size_t n; /* fields that every record must have */
	size_t columns;
	int16_t *at; /* for each known column its place in the record, -1 = not there */
};
enum csv_others { CSV_OTHERS_REFUSED, CSV_OTHERS_IGNORED };

/*
 * The header row against the names in column[0..n-1]: columns may stand in any
 * order and be missing; one that stands there twice or is not known is an issue
 * (TWICE, UNKNOWN_FIELD) at its name.  h lives in l's arena.
 */
bool csv_header_read(struct csv_header *h, const struct csv_record *r, const char *const *column,
    size_t n, enum csv_others others, struct issues *l);
/* The field of known column number i; empty where the file has no such column
 * or the record is too short. */
struct str csv_field(const struct csv_header *h, const struct csv_record *r, size_t i);

#endif
