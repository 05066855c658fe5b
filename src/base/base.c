/* The ground: ways to end, borrowed text, arenas. */
#include "base.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	int http;
	const char *text;
} rc_info[RC__MAX] = {
#define RC(name, http, text) [RC_##name] = {http, text},
#include "rc.def"
#undef RC
};

int rc_http(enum rc rc)
{
	return rc_info[rc].http;
}

const char *rc_text(enum rc rc)
{
	return rc_info[rc].text;
}

struct str str_of(const char *z)
{
	return (struct str){z, z ? strlen(z) : 0};
}

bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool str_is(struct str a, const char *z)
{
	return str_eq(a, str_of(z));
}

int str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n == 0 ? 0 : memcmp(a.p, b.p, n);

	if (c != 0)
		return c;
	return (a.n > b.n) - (a.n < b.n);
}

static bool ascii_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str str_trim(struct str s)
{
	while (s.n > 0 && ascii_blank(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && ascii_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool str_starts(struct str s, const char *prefix)
{
	size_t n = strlen(prefix);

	return s.n >= n && memcmp(s.p, prefix, n) == 0;
}

enum rc fail(struct err *e, enum rc rc, const char *fmt, ...)
{
	va_list ap;

	if (e == NULL || e->rc != RC_OK)
		return rc;
	e->rc = rc;
	va_start(ap, fmt);
	(void)vsnprintf(e->msg, sizeof(e->msg), fmt, ap);
	va_end(ap);
	return rc;
}

#define CHUNK ((size_t)64 * 1024)

struct arena_chunk {
	struct arena_chunk *next;
	size_t cap;
	max_align_t data[];
};

/* Where the next thing of this alignment begins; any power of two, by its address. */
static size_t aligned(const struct arena_chunk *c, size_t used, size_t align)
{
	return used + (-((uintptr_t)c->data + used) & (align - 1));
}

void *arena_alloc(struct arena *a, size_t n, size_t align)
{
	struct arena_chunk *c = a->head;
	size_t off = c == NULL ? 0 : aligned(c, a->used, align);

	if (n > SIZE_MAX / 2)
		abort();
	if (c == NULL || off > c->cap || n > c->cap - off) {
		size_t cap = (n > CHUNK ? n : CHUNK) + align - 1;

		c = xmalloc(sizeof(*c) + cap);
		c->next = a->head;
		c->cap = cap;
		a->head = c;
		off = aligned(c, 0, align);
	}
	a->used = off + n;
	return memset((char *)c->data + off, 0, n);
}

struct arena_keep {
	struct arena_keep *next;
	void (*fn)(void *);
	void *p;
};

void arena_keep(struct arena *a, void (*fn)(void *), void *p)
{
	struct arena_keep *k = ARENA_NEW(a, struct arena_keep);

	*k = (struct arena_keep){a->keep, fn, p};
	a->keep = k;
}

void arena_free(struct arena *a)
{
	for (; a->keep != NULL; a->keep = a->keep->next)
		a->keep->fn(a->keep->p);
	while (a->head != NULL) {
		struct arena_chunk *next = a->head->next;

		free(a->head);
		a->head = next;
	}
	a->used = 0;
}

char *arena_strn(struct arena *a, const char *p, size_t n)
{
	char *z = arena_alloc(a, n + 1, 1);

	if (n > 0)
		memcpy(z, p, n);
	return z;
}

struct str arena_str(struct arena *a, struct str s)
{
	return (struct str){arena_strn(a, s.p, s.n), s.n};
}

char *arena_z(struct arena *a, struct str s)
{
	return arena_strn(a, s.p, s.n);
}

struct str arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	va_list again;
	char *z;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		abort();
	z = arena_alloc(a, (size_t)n + 1, 1);
	(void)vsnprintf(z, (size_t)n + 1, fmt, again);
	va_end(again);
	return (struct str){z, (size_t)n};
}

void *arena_grow(struct arena *a, void *v, size_t n, size_t *cap, size_t size)
{
	void *more;

	if (v != NULL && n < *cap)
		return v;
	*cap = *cap < 8 ? 8 : 2 * *cap;
	more = arena_alloc(a, *cap * size, _Alignof(max_align_t));
	if (v != NULL)
		memcpy(more, v, n * size);
	return more;
}

void *xmalloc(size_t n)
{
	void *p = malloc(n > 0 ? n : 1);

	if (p == NULL)
		abort();
	return p;
}

void *xcalloc(size_t n, size_t size)
{
	void *p = calloc(n > 0 ? n : 1, size > 0 ? size : 1);

	if (p == NULL)
		abort();
	return p;
}

void *xrealloc(void *p, size_t n)
{
	p = realloc(p, n > 0 ? n : 1);
	if (p == NULL)
		abort();
	return p;
}

char *xstrdup(const char *z)
{
	size_t n = strlen(z) + 1;

	return memcpy(xmalloc(n), z, n);
}
