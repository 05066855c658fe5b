/*
 * The record at the start of the buffer is scanned first and unquoted in place
 * only when it is whole, so that a quote that is never closed costs one record
 * and not the rest of the file.
 */
#include "csv.h"

#include "utf8.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHUNK ((size_t)64 << 10)

struct csv {
	csv_source *source;
	void *from;
	struct str text; /* what csv_from_text has still to give */
	int fd;
	char *p; /* the buffer: the current record starts at `start' */
	size_t start, n, cap;
	uint64_t line; /* of start */
	bool begun, ended, failed;
	struct str field[CSV_FIELDS_MAX];
};

struct csv *csv_new(csv_source *source, void *from)
{
	struct csv *c = xcalloc(1, sizeof(*c));

	c->source = source;
	c->from = from;
	c->line = 1;
	return c;
}

static long from_file(void *from, char *p, size_t n, struct err *e)
{
	FILE *f = from;
	size_t got = fread(p, 1, n, f);

	if (got == 0 && ferror(f)) {
		(void)fail(e, RC_SYS, "read: %s", strerrordesc_np(errno));
		return -1;
	}
	return (long)got;
}

struct csv *csv_from_file(FILE *f)
{
	return csv_new(from_file, f);
}

static long from_fd(void *from, char *p, size_t n, struct err *e)
{
	const struct csv *c = from;
	ssize_t got;

	do
		got = read(c->fd, p, n);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		(void)fail(e, RC_SYS, "read: %s", strerrordesc_np(errno));
	return (long)got;
}

struct csv *csv_from_fd(int fd)
{
	struct csv *c = csv_new(from_fd, NULL);

	c->from = c;
	c->fd = fd;
	return c;
}

static long from_text(void *from, char *p, size_t n, struct err *e)
{
	struct csv *c = from;
	size_t got = n < c->text.n ? n : c->text.n;

	(void)e;
	if (got > 0)
		memcpy(p, c->text.p, got);
	c->text.p += got;
	c->text.n -= got;
	return (long)got;
}

struct csv *csv_from_text(struct str text)
{
	struct csv *c = csv_new(from_text, NULL);

	c->from = c;
	c->text = text;
	return c;
}

void csv_free(struct csv *c)
{
	if (c == NULL)
		return;
	free(c->p);
	free(c);
}

/* More bytes behind those of the current record; false at the end. */
static bool more(struct csv *c, struct err *e)
{
	long got;

	if (c->ended || c->failed)
		return false;
	if (c->start > 0 && c->cap - c->n < CHUNK) {
		memmove(c->p, c->p + c->start, c->n - c->start);
		c->n -= c->start;
		c->start = 0;
	}
	if (c->cap - c->n < CHUNK) {
		c->cap = c->cap == 0 ? 2 * CHUNK : 2 * c->cap;
		c->p = xrealloc(c->p, c->cap);
	}
	got = c->source(c->from, c->p + c->n, CHUNK, e);
	if (got <= 0) {
		c->ended = got == 0;
		c->failed = got < 0;
		return false;
	}
	c->n += (size_t)got;
	return true;
}

/* The byte `at' bytes into the current record, -1 behind the last. */
static inline int byte(struct csv *c, size_t at, struct err *e)
{
	while (c->start + at >= c->n)
		if (!more(c, e))
			return -1;
	return (unsigned char)c->p[c->start + at];
}

/* Step over `bytes' bytes that hold `lines' line ends. */
static void step(struct csv *c, size_t bytes, uint64_t lines)
{
	c->start += bytes;
	c->line += lines;
}

/* Leave the line in which byte `at' of the record stands. */
static void leave_line(struct csv *c, size_t at, uint64_t lines, struct err *e)
{
	int b;

	/* A line without end must not be kept: what is passed is dropped at once. */
	step(c, at, lines);
	do {
		b = byte(c, 0, e);
		if (b >= 0)
			step(c, 1, b == '\n');
	} while (b >= 0 && b != '\n');
}

struct scan {
	size_t at;      /* bytes of the record looked at */
	size_t from;    /* where the current field starts */
	uint64_t lines; /* line ends inside */
	bool bad, unclosed;
	enum problem problem;
	struct str arg;
};

static void spoil(struct scan *s, enum problem p, struct str arg)
{
	s->bad = true;
	s->problem = p;
	s->arg = arg;
}

/* Over a quoted field, from its first quote to behind its last; returns the byte there. */
static int quoted(struct csv *c, struct scan *s, struct err *e)
{
	int b;

	for (s->at++;; s->at++) {
		b = byte(c, s->at, e);
		if (b < 0 || s->at - s->from > 2 * CSV_FIELD_MAX || s->at > CSV_RECORD_MAX) {
			spoil(s, PROBLEM_CSV_QUOTE, STR(""));
			s->unclosed = true;
			return b;
		}
		if (b == '\n')
			s->lines++;
		if (b != '"')
			continue;
		b = byte(c, s->at + 1, e);
		if (b != '"')
			break;
		s->at++;
	}
	s->at++;
	if (b == '\r' && byte(c, s->at + 1, e) == '\n')
		b = byte(c, ++s->at, e);
	if (b >= 0 && b != ',' && b != '\n')
		spoil(s, PROBLEM_CSV_QUOTE, STR(""));
	return b;
}

static int bare(struct csv *c, struct scan *s, struct err *e)
{
	int b;

	for (;; s->at++) {
		b = byte(c, s->at, e);
		if (b < 0 || b == ',' || b == '\n')
			return b;
		if (b == '"')
			spoil(s, PROBLEM_CSV_QUOTE, STR(""));
		if (s->at - s->from > CSV_FIELD_MAX)
			spoil(s, PROBLEM_TOO_LONG, STR("1048576"));
		if (s->bad)
			return b;
	}
}

/* The field's text without its quotes, in place. */
static struct str unquote(char *p, size_t n)
{
	size_t out = 0;

	if (n > 0 && p[n - 1] == '\r')
		n--;
	if (n == 0 || p[0] != '"')
		return (struct str){p, n};
	for (size_t i = 1; i + 1 < n; i++) {
		p[out++] = p[i];
		i += p[i] == '"';
	}
	return (struct str){p, out};
}

/* Fields end at ends[]; a CR before LF is none of the last one's text. */
static void take(struct csv *c, const size_t *ends, size_t n, bool line_end, struct scan *s)
{
	size_t from = 0;

	for (size_t i = 0; i < n && !s->bad; i++) {
		char *p = c->p + c->start + from;
		size_t len = ends[i] - from;

		/* only the last field's CR belongs to the line end */
		if ((i + 1 < n || !line_end) && len > 0 && p[len - 1] == '\r' && p[0] != '"')
			c->field[i] = (struct str){p, len};
		else
			c->field[i] = unquote(p, len);
		from = ends[i] + 1;
		if (c->field[i].n > CSV_FIELD_MAX)
			spoil(s, PROBLEM_TOO_LONG, STR("1048576"));
		else if (!utf8_valid(c->field[i]))
			spoil(s, PROBLEM_BAD_UTF8, STR(""));
	}
}

/* The mark at the very start, and empty lines, are no part of any record. */
static bool to_record(struct csv *c, struct err *e)
{
	if (!c->begun) {
		c->begun = true;
		if (byte(c, 0, e) == 0xef && byte(c, 1, e) == 0xbb && byte(c, 2, e) == 0xbf)
			step(c, 3, 0);
	}
	for (;;) {
		int b = byte(c, 0, e);

		if (b == '\n')
			step(c, 1, 1);
		else if (b == '\r' && byte(c, 1, e) == '\n')
			step(c, 2, 1);
		else
			return b >= 0;
	}
}

static enum csv_step give_bad(struct csv *c, struct scan *s, struct csv_record *r, struct err *e)
{
	*r = (struct csv_record){.line = c->line, .problem = s->problem, .arg = s->arg};
	if (s->unclosed)
		leave_line(c, 0, 0, e); /* that quote's line is lost, not what follows */
	else
		leave_line(c, s->at, s->lines, e);
	return c->failed ? CSV_FAILED : CSV_BAD;
}

enum csv_step csv_next(struct csv *c, struct csv_record *r, struct err *e)
{
	size_t ends[CSV_FIELDS_MAX];
	struct scan s = {0};
	size_t n = 0;
	int b = ',';

	if (!to_record(c, e))
		return c->failed ? CSV_FAILED : CSV_END;
	while (b == ',' && !s.bad) {
		s.from = s.at;
		b = byte(c, s.at, e) == '"' ? quoted(c, &s, e) : bare(c, &s, e);
		if (s.bad)
			break;
		if (n == CSV_FIELDS_MAX)
			spoil(&s, PROBLEM_TOO_MANY, STR("256"));
		else if (s.at > CSV_RECORD_MAX)
			spoil(&s, PROBLEM_TOO_LONG, STR("4194304"));
		else
			ends[n++] = s.at++;
	}
	if (c->failed)
		return CSV_FAILED;
	if (!s.bad) {
		take(c, ends, n, b == '\n', &s);
		if (s.bad) /* the whole record is passed: its line end is the last byte seen */
			s.at = ends[n - 1];
	}
	if (s.bad)
		return give_bad(c, &s, r, e);
	*r = (struct csv_record){.line = c->line, .n = n, .field = c->field};
	step(c, ends[n - 1] + (b == '\n'), s.lines + (b == '\n'));
	return CSV_RECORD;
}

static void put_quoted(struct buf *b, struct str s)
{
	buf_char(b, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_char(b, '"');
		buf_char(b, s.p[i]);
	}
	buf_char(b, '"');
}

void csv_write(struct buf *b, const struct str *field, size_t n)
{
	/* an empty line would be no record, and a BOM at the start of a file no text */
	if ((n == 1 && field[0].n == 0) || str_starts(field[0], "\xef\xbb\xbf"))
		put_quoted(b, field[0]);
	else
		buf_csv(b, field[0]);
	for (size_t i = 1; i < n; i++) {
		buf_char(b, ',');
		buf_csv(b, field[i]);
	}
	buf_z(b, "\r\n");
}

bool csv_header_read(struct csv_header *h, const struct csv_record *r, const char *const *column,
    size_t n, enum csv_others others, struct issues *l)
{
	size_t before = l->n;

	*h = (struct csv_header){.n = r->n, .columns = n, .at = ARENA_ARRAY(l->arena, int16_t, n)};
	for (size_t i = 0; i < n; i++)
		h->at[i] = -1;
	for (size_t f = 0; f < r->n; f++) {
		struct str name = str_trim(r->field[f]);
		size_t i = 0;

		while (i < n && !str_is(name, column[i]))
			i++;
		if (i < n && h->at[i] >= 0)
			issue_add(l, name, PROBLEM_TWICE, STR(""));
		else if (i < n)
			h->at[i] = (int16_t)f;
		else if (others == CSV_OTHERS_REFUSED)
			issue_add(l, name, PROBLEM_UNKNOWN_FIELD, STR(""));
	}
	return l->n == before;
}

struct str csv_field(const struct csv_header *h, const struct csv_record *r, size_t i)
{
	if (i >= h->columns || h->at[i] < 0 || (size_t)h->at[i] >= r->n)
		return STR("");
	return r->field[h->at[i]];
}
