/*
 * What desk readers and people type, as lines of a format: line ends, padding, prefixes
 * and keyboard layouts differ from device to device (icao-facts section 12).
 */
#include "mrz_impl.h"
#include "utf8.h"

#include <string.h>

#define STREAM_MAX 400 /* symbols; three lines need 90 */
#define ROWS_MAX   8
#define PREFIX_MAX 8 /* symbols that a reader may send before the first line */
#define END        '\n'
#define OTHER      '?'

/* The text as symbols, blanks, END and OTHER. */
struct stream {
	int n;
	char c[STREAM_MAX + 1];
	unsigned marks;
};

/* Which layout was active: Cyrillic letters outnumber Latin ones; the Kazakh one types
 * letters and stops for digits. */
struct layouts {
	bool cyrillic, kazakh;
};

static char key_symbol(int32_t cp)
{
	static const struct {
		int32_t cp;
		char symbol;
	} keys[] = {
#define MRZ_KEY(cp, symbol) {cp, symbol},
#include "keyboard.def"
#undef MRZ_KEY
	};

	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		if (keys[i].cp == cp)
			return keys[i].symbol;
	return '\0';
}

/* Stops on the Kazakh number row: 1 6 7, plain and with Shift. */
static char kazakh_stop(int32_t cp)
{
	switch (cp) {
	case '"':
	case '!': return '1';
	case ',':
	case ';': return '6';
	case '.':
	case ':': return '7';
	default: return '\0';
	}
}

static bool between(int32_t cp, int32_t low, int32_t high)
{
	return cp >= low && cp <= high;
}

static struct layouts layouts_of(struct str text)
{
	size_t cyrillic = 0, latin = 0, digits = 0, kazakh = 0;
	int32_t cp;

	while ((cp = utf8_next(&text)) >= 0) {
		char symbol = key_symbol(cp);

		cyrillic += symbol != '\0';
		kazakh += symbol >= '0' && symbol <= '9';
		latin += between(cp, 'A', 'Z') || between(cp, 'a', 'z');
		digits += between(cp, '0', '9');
	}
	return (struct layouts){.cyrillic = cyrillic > latin, .kazakh = kazakh > 0 || digits == 0};
}

static char ascii_symbol(int32_t cp, unsigned *marks)
{
	if (between(cp, 'a', 'z')) {
		*marks |= MRZ_MARK_FOLDED;
		return (char)(cp - 'a' + 'A');
	}
	if (between(cp, 'A', 'Z') || between(cp, '0', '9') || cp == '<')
		return (char)cp;
	if (cp == '_')
		return '<';
	return '\0';
}

/* One symbol of the stream; 0: nothing stands for it. */
static char symbol_of(int32_t cp, struct layouts l, unsigned *marks)
{
	char symbol = '\0';

	if (l.cyrillic)
		symbol = key_symbol(cp);

	if (symbol == '\0' && l.cyrillic && l.kazakh)
		symbol = kazakh_stop(cp);
	if (symbol != '\0')
		return symbol;
	if (cp == '\r' || cp == '\n' || cp == '\t' || cp == '\v' || cp == '\f')
		return END;
	symbol = ascii_symbol(cp, marks);
	if (symbol != '\0')
		return symbol;
	if (utf8_white(cp))
		return ' ';
	return (char)(utf8_control(cp) ? '\0' : OTHER);
}

/* False: more than any reader sends. */
static bool stream_of(struct str text, struct stream *s)
{
	struct layouts l = layouts_of(text);
	int32_t cp;

	s->n = 0;
	s->marks = l.cyrillic ? MRZ_MARK_LAYOUT : 0;
	while ((cp = utf8_next(&text)) >= 0) {
		char symbol = symbol_of(cp, l, &s->marks);

		if (symbol == '\0')
			continue;
		if (s->n == STREAM_MAX)
			return false;
		s->c[s->n++] = symbol;
	}
	s->c[s->n] = '\0';
	return true;
}

struct row {
	const char *p;
	int n;
};

/* Signs and blanks in front belong to a device; behind, blanks may be fillers. */
static struct row trimmed(const char *p, int n)
{
	while (n > 0 && (*p == ' ' || *p == OTHER)) {
		p++;
		n--;
	}
	while (n > 0 && p[n - 1] == OTHER)
		n--;
	while (n > 0 && p[n - 1] == ' ' && n != 30 && n != 36 && n != 44)
		n--;
	return (struct row){p, n};
}

static int rows_of(const struct stream *s, struct row rows[ROWS_MAX])
{
	int n = 0, start = 0;

	for (int i = 0; i <= s->n; i++) {
		struct row r;

		if (i < s->n && s->c[i] != END)
			continue;
		r = trimmed(s->c + start, i - start);
		start = i + 1;
		if (r.n > 0 && n < ROWS_MAX)
			rows[n++] = r;
	}
	return n;
}

static void put_row(struct mrz_lines *out, int i, struct row r, int columns)
{
	char *to = out->text.row[i];

	for (int k = 0; k < columns; k++) {
		char c = (char)(k < r.n ? r.p[k] : '<');

		to[k] = (char)(c == ' ' ? '<' : c);
		if (c == OTHER)
			out->marks |= MRZ_MARK_SYMBOLS;
	}
	to[columns] = '\0';
	if (r.n < columns)
		out->marks |= MRZ_MARK_COMPLETED;
}

static const struct shape {
	int rows, columns;
} shapes[] = {{3, 30}, {2, 36}, {2, 44}};

static bool put_rows(struct mrz_lines *out, const struct row *r, struct shape s)
{
	out->n = s.rows;
	for (int i = 0; i < s.rows; i++)
		put_row(out, i, r[i], s.columns);
	return true;
}

static bool exact(const struct row *r, struct shape s)
{
	for (int i = 0; i < s.rows; i++)
		if (r[i].n != s.columns)
			return false;
	return true;
}

/*
 * Lines that ended in fillers may have lost them: a name's, and TD1's first.  The line
 * with the check digits has to be whole, and something of the others to be there.
 */
static bool completable(const struct row *r, struct shape s)
{
	for (int i = 0; i < s.rows; i++)
		if (r[i].n > s.columns || r[i].n < 8 || (i == 1 && r[i].n != s.columns))
			return false;
	return true;
}

/* Whole lines, but for a prefix before the first. */
static bool prefixed(struct row *r, struct shape s)
{
	int more = r[0].n - s.columns;

	if (more < 1 || more > PREFIX_MAX)
		return false;
	for (int i = 1; i < s.rows; i++)
		if (r[i].n != s.columns)
			return false;
	r[0].p += more;
	r[0].n -= more;
	return true;
}

typedef bool fit_fn(struct row *r, struct shape s);

static bool fit_exact(struct row *r, struct shape s)
{
	return exact(r, s);
}

static bool fit_completed(struct row *r, struct shape s)
{
	return completable(r, s);
}

/* Neighbouring rows that fit a shape in this way. */
static bool find_rows(struct mrz_lines *out, struct row *rows, int n, fit_fn *fit)
{
	for (size_t k = 0; k < ARRAY_LEN(shapes); k++)
		for (int i = 0; i + shapes[k].rows <= n; i++)
			if (fit(rows + i, shapes[k]))
				return put_rows(out, rows + i, shapes[k]);
	return false;
}

static void cut_at(struct row rows[MRZ_ROWS], const char *p, struct shape s)
{
	for (int i = 0; i < s.rows; i++)
		rows[i] = (struct row){p + (ptrdiff_t)i * s.columns, s.columns};
}

/* Do these rows begin as documents of their shape do? */
static bool opens(const struct row *r, struct shape s)
{
	for (enum mrz_format f = MRZ_TD1; f < MRZ_FORMAT__MAX; f++)
		if (mrz_shape_is(f, s.rows, s.columns) &&
		    mrz_opening(f, r[0].p[0], r[0].p[1]) != MRZ_OPENING_WRONG)
			return true;
	return false;
}

/*
 * One run without line ends, a prefix before it perhaps.  With some prefixes one format's
 * length is another's, and then the document code decides.
 */
static bool cut_run(struct mrz_lines *out, struct row r)
{
	struct row rows[MRZ_ROWS] = {{"", 0}}, first[MRZ_ROWS] = {{"", 0}};
	const struct shape *fits = NULL;

	for (int i = 0; i <= PREFIX_MAX * (int)ARRAY_LEN(shapes); i++) {
		const struct shape *s = &shapes[i % (int)ARRAY_LEN(shapes)];
		int more = i / (int)ARRAY_LEN(shapes);

		if (r.n - more != s->rows * s->columns)
			continue;
		cut_at(rows, r.p + more, *s);
		if (opens(rows, *s))
			return put_rows(out, rows, *s);
		if (fits == NULL) {
			fits = s;
			memcpy(first, rows, sizeof(first));
		}
	}
	return fits != NULL && put_rows(out, first, *fits);
}

/* For showing what was there. */
static void keep_anyway(struct mrz_lines *out, const struct row *rows, int n)
{
	out->n = n < MRZ_ROWS ? n : MRZ_ROWS;
	for (int i = 0; i < out->n; i++) {
		int columns = rows[i].n < MRZ_COLUMNS ? rows[i].n : MRZ_COLUMNS;

		put_row(out, i, rows[i], columns);
	}
	out->marks |= MRZ_MARK_SHAPE;
}

bool mrz_normalise(struct str text, struct mrz_lines *out)
{
	struct stream s;
	struct row rows[ROWS_MAX] = {{"", 0}};
	int n;

	memset(out, 0, sizeof(*out));
	if (!stream_of(text, &s)) {
		out->marks = MRZ_MARK_SHAPE;
		return false;
	}
	out->marks = s.marks;
	n = rows_of(&s, rows);
	if (find_rows(out, rows, n, fit_exact) || (n == 1 && cut_run(out, rows[0])) ||
	    find_rows(out, rows, n, prefixed) || find_rows(out, rows, n, fit_completed))
		return true;
	keep_anyway(out, rows, n);
	return false;
}
