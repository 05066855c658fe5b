/* sqlgen: going through the text of one statement for one engine. */
#include "sqlgen.h"

#include <ctype.h>
#include <stdarg.h>

void die(struct place at, const char *fmt, ...)
{
	va_list ap;

	(void)fprintf(stderr, "%s:%d: ", at.file, at.line);
	va_start(ap, fmt);
	(void)vfprintf(stderr, fmt, ap);
	va_end(ap);
	(void)fputc('\n', stderr);
	_Exit(1);
}

/* Words that would let an engine decide what the program has to decide. */
static const struct {
	const char *word, *instead;
} banned[] = {
    {"now", "give the time as a parameter"},
    {"current_timestamp", "give the time as a parameter"},
    {"current_date", "give the day as a parameter"},
    {"current_time", "give the time as a parameter"},
    {"datetime", "give the time as a parameter"},
    {"strftime", "give the time as a parameter"},
    {"julianday", "give the day as a parameter"},
    {"clock_timestamp", "give the time as a parameter"},
    {"random", "chance is made in C"},
    {"lower", "store a key made in C: SQLite folds ASCII only"},
    {"upper", "store a key made in C: SQLite folds ASCII only"},
    {"like", "compare a key made in C: SQLite ignores the case of ASCII here"},
    {"ilike", "compare a key made in C: SQLite does not know this"},
};

static const char *const writers[] = {"insert", "update", "delete", "replace"};
static const char *const openers[] = {"select", "with", "values", "insert", "update", "delete"};

static bool word_is(struct str w, const char *z)
{
	return w.n == strlen(z) && strncasecmp(w.p, z, w.n) == 0;
}

static bool in_words(struct str w, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (word_is(w, words[i]))
			return true;
	return false;
}

struct scan {
	const struct stmt *s;
	int engine;
	bool own; /* the text is this engine's alone */
	struct str in;
	struct place at;
	struct buf *out;
	uint64_t params;
	bool ended; /* a semicolon was seen */
	size_t words;
};

static void copy(struct scan *c, size_t n)
{
	for (size_t i = 0; i < n; i++)
		c->at.line += c->in.p[i] == '\n';
	buf_put(c->out, c->in.p, n);
	c->in.p += n;
	c->in.n -= n;
}

static void skip(struct scan *c, size_t n)
{
	for (size_t i = 0; i < n; i++)
		c->at.line += c->in.p[i] == '\n';
	c->in.p += n;
	c->in.n -= n;
}

/* A quoted text or name; a doubled quote is part of it, as two quoted texts are. */
static void scan_quoted(struct scan *c)
{
	const char *end = memchr(c->in.p + 1, c->in.p[0], c->in.n - 1);

	if (end == NULL)
		die(c->at, "a quote that does not end");
	copy(c, (size_t)(end - c->in.p) + 1);
}

/* True where a comment was skipped. */
static bool scan_comment(struct scan *c)
{
	const char *end;

	if (str_starts(c->in, "--")) {
		end = memchr(c->in.p, '\n', c->in.n);
		skip(c, end ? (size_t)(end - c->in.p) : c->in.n);
		return true;
	}
	if (!str_starts(c->in, "/*"))
		return false;
	end = memmem(c->in.p + 2, c->in.n - 2, "*/", 2);
	if (end == NULL)
		die(c->at, "a comment that does not end");
	skip(c, (size_t)(end - c->in.p) + 2);
	buf_char(c->out, ' ');
	return true;
}

static void scan_param(struct scan *c)
{
	size_t n = 1;
	unsigned no = 0;

	while (n < c->in.n && n < 4 && isdigit((unsigned char)c->in.p[n]))
		no = no * 10 + (unsigned)(c->in.p[n++] - '0');
	if (no < 1 || no > PARAMS_MAX)
		die(c->at, "parameters are $1 to $%d", PARAMS_MAX);
	c->params |= (uint64_t)1 << no;
	copy(c, n);
}

static void scan_word(struct scan *c)
{
	struct str w = {c->in.p, 0};

	while (w.n < c->in.n && (isalnum((unsigned char)w.p[w.n]) || w.p[w.n] == '_'))
		w.n++;
	if (c->words++ == 0 && !in_words(w, openers, ARRAY_LEN(openers)))
		die(c->at,
		    "a statement begins with SELECT, WITH, VALUES, INSERT, UPDATE or "
		    "DELETE, not with %.*s",
		    STR_FMT(w));
	for (size_t i = 0; i < ARRAY_LEN(banned); i++)
		if (word_is(w, banned[i].word))
			die(c->at, "%s: %s", banned[i].word, banned[i].instead);
	/* replace() is a function as well */
	if (!c->s->writes && in_words(w, writers, ARRAY_LEN(writers)) &&
	    !(w.n < c->in.n && c->in.p[w.n] == '('))
		die(c->at, "%.*s in a statement that does not say `writes'", STR_FMT(w));
	copy(c, w.n);
}

static void scan_other(struct scan *c)
{
	char ch = c->in.p[0];

	if (ch == ';') {
		c->ended = true;
		skip(c, 1);
		return;
	}
	if (ch == '?' || ch == '@')
		die(c->at, "%c: parameters are $1, $2 ...", ch);
	if (ch == ':' && !(c->own && c->engine == 1 && str_starts(c->in, "::")))
		die(c->at, ": is PostgreSQL's own; write CAST(... AS ...)");
	copy(c, ch == ':' ? 2 : 1);
}

static void scan_text(struct scan *c)
{
	while (c->in.n > 0) {
		unsigned char ch = (unsigned char)c->in.p[0];

		if (scan_comment(c))
			continue;
		if (isspace(ch)) {
			copy(c, 1);
			continue;
		}
		if (c->ended)
			die(c->at, "a second statement after the semicolon");
		if (ch == '\'' || ch == '"')
			scan_quoted(c);
		else if (ch == '$')
			scan_param(c);
		else if (isalpha(ch) || ch == '_')
			scan_word(c);
		else
			scan_other(c);
	}
}

/* Without the blank lines and ends of lines that comments leave. */
static void tidy(struct buf *b)
{
	struct str left = buf_text(b);
	struct buf out = {0};

	while (left.n > 0) {
		const char *nl = memchr(left.p, '\n', left.n);
		struct str line = {left.p, nl ? (size_t)(nl - left.p) : left.n};

		left.p += line.n + (nl != NULL);
		left.n -= line.n + (nl != NULL);
		while (line.n > 0 && isspace((unsigned char)line.p[line.n - 1]))
			line.n--;
		if (line.n == 0)
			continue;
		if (out.n > 0)
			buf_char(&out, '\n');
		buf_str(&out, line);
	}
	buf_free(b);
	*b = out;
}

uint64_t scan(const struct stmt *s, int engine, enum part p, struct buf *out)
{
	struct scan c = {.s = s,
	    .engine = engine,
	    .own = p != COMMON,
	    .in = buf_text(&s->raw[p]),
	    .at = s->part_at[p],
	    .out = out};

	scan_text(&c);
	tidy(out);
	return c.params;
}
