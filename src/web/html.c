/* Escaping, links, and the little that pages compute. */
#include "html.h"

#include <assert.h>
#include <string.h>

void out_str(struct buf *b, struct str s)
{
	static const struct str escaped[256] = {
	    ['&'] = STR_INIT("&amp;"),
	    ['<'] = STR_INIT("&lt;"),
	    ['>'] = STR_INIT("&gt;"),
	    ['"'] = STR_INIT("&#34;"),
	    ['\''] = STR_INIT("&#39;"),
	};
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		const struct str *e = &escaped[(unsigned char)s.p[i]];

		if (e->n == 0)
			continue;
		buf_put(b, s.p + from, i - from);
		buf_str(b, *e);
		from = i + 1;
	}
	if (from < s.n)
		buf_put(b, s.p + from, s.n - from);
}

void out_cstr(struct buf *b, const char *z)
{
	out_str(b, str_of(z));
}

void out_int(struct buf *b, long long v)
{
	buf_int(b, v);
}

void out_uint(struct buf *b, unsigned long long v)
{
	buf_printf(b, "%llu", v);
}

void out_html(struct buf *b, struct html h)
{
	buf_str(b, h.s);
}

void out_day(struct buf *b, struct day d)
{
	int y;
	int m;
	int day;

	if (d.d == DAY_NONE)
		return;
	date_civil(d.d, &y, &m, &day);
	buf_printf(b, "%02d.%02d.%04d", day, m, y);
}

void out_url(struct buf *b, struct url u)
{
	out_str(b, u.s);
}

/* RFC 3986: all but the unreserved is encoded. */
static void encode(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
			     (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';

		if (plain)
			buf_char(b, (char)c);
		else
			buf_printf(b, "%%%02X", (unsigned)c);
	}
}

static struct url finish(struct arena *a, struct buf *b)
{
	struct url u = {arena_str(a, buf_text(b))};

	buf_free(b);
	return u;
}

struct url url_path(struct arena *a, struct str one, struct str two, struct str three)
{
	const struct str part[] = {one, two, three};
	struct buf b = {0};

	for (size_t i = 0; i < ARRAY_LEN(part) && part[i].n > 0; i++) {
		buf_char(&b, '/');
		encode(&b, part[i]);
	}
	if (b.n == 0)
		buf_char(&b, '/');
	return finish(a, &b);
}

struct url url_query(struct arena *a, struct url u, const char *name, struct str value)
{
	struct buf b = {0};

	buf_str(&b, u.s);
	buf_char(&b, memchr(u.s.p, '?', u.s.n) == NULL ? '?' : '&');
	encode(&b, str_of(name));
	buf_char(&b, '=');
	encode(&b, value);
	return finish(a, &b);
}

struct url url_at(struct arena *a, struct url u, struct str id)
{
	struct buf b = {0};

	buf_str(&b, u.s);
	buf_char(&b, '#');
	encode(&b, id);
	return finish(a, &b);
}

/* The query less its lang=, each byte outside the query's alphabet encoded. */
static void keep_query(struct buf *b, struct str query)
{
	static const char plain[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~=%+:,";

	while (query.n > 0) {
		const char *end = memchr(query.p, '&', query.n);
		size_t n = end == NULL ? query.n : (size_t)(end - query.p);

		if (n > 0 && !str_starts((struct str){query.p, n}, "lang=")) {
			for (size_t i = 0; i < n; i++) {
				if (query.p[i] != '\0' && strchr(plain, query.p[i]) != NULL)
					buf_char(b, query.p[i]);
				else
					encode(b, (struct str){query.p + i, 1});
			}
			buf_char(b, '&');
		}
		n += end != NULL;
		query = (struct str){query.p + n, query.n - n};
	}
}

struct url ui_in_language(const struct ui *ui, enum lang lang)
{
	struct buf b = {0};

	/* Two slashes at the start would name another host. */
	if (ui->path.n == 0 || ui->path.p[0] != '/' || (ui->path.n > 1 && ui->path.p[1] == '/'))
		buf_char(&b, '/');
	else
		buf_str(&b, ui->path);
	buf_char(&b, '?');
	keep_query(&b, ui->query);
	buf_printf(&b, "lang=%s", lang_code(lang));
	return finish(ui->arena, &b);
}

struct str ui_word(const struct ui *ui, const char *group, struct str value)
{
	const char *word = text_word(ui->lang, group, value);

	return word == NULL ? value : str_of(word);
}
