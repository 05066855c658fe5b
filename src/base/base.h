/*
 * What every file of the house stands on: how an operation ends, borrowed
 * text, memory that belongs to a unit of work.
 */
#ifndef BASE_H
#define BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MUST_USE     __attribute__((warn_unused_result))
#define PRINTF(f, a) __attribute__((format(printf, f, a)))
#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

enum rc {
#define RC(name, http, text) RC_##name,
#include "rc.def"
#undef RC
	RC__MAX
};

int rc_http(enum rc rc);
const char *rc_text(enum rc rc);

/* A borrowed run of bytes; never owns, never implies a trailing NUL. */
struct str {
	const char *p;
	size_t n;
};
#define STR_INIT(lit)                   \
	{                               \
		"" lit, sizeof(lit) - 1 \
	}
#define STR(lit)   ((struct str)STR_INIT(lit))
#define STR_FMT(s) (int)(s).n, (s).p /* for "%.*s" */

struct str str_of(const char *z); /* NULL gives the empty text */
bool str_eq(struct str a, struct str b);
bool str_is(struct str a, const char *z);
int str_cmp(struct str a, struct str b); /* by bytes, as both engines sort */
struct str str_trim(struct str s);       /* without ASCII blanks at both ends */
bool str_starts(struct str s, const char *prefix);

/* A to Z and a to z alone; any other byte as it is, whatever the locale. */
static inline char ascii_lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}
static inline char ascii_upper(char c)
{
	return (char)(c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c);
}

/*
 * What went wrong, for the log and for the person who must mend it.  Lives on
 * the caller's stack and needs no memory, so it works when memory is what ran
 * out.  The first failure wins; callers add nothing.
 */
struct err {
	enum rc rc;
	char msg[512];
};
/* Record the first failure in e (which may be NULL) and return rc. */
enum rc fail(struct err *e, enum rc rc, const char *fmt, ...) PRINTF(3, 4);

/*
 * A region freed all at once: one per request, per command, per feed batch.
 * Start with {0}.  Memory is zeroed.  No memory left = abort: it is no error code.
 */
struct arena {
	struct arena_chunk *head;
	size_t used;
	struct arena_keep *keep;
};
void *arena_alloc(struct arena *a, size_t n, size_t align)
    __attribute__((returns_nonnull, alloc_size(2)));
void arena_free(struct arena *a);
/* Call fn(p) when the arena is freed, last kept first: for things of libraries. */
void arena_keep(struct arena *a, void (*fn)(void *), void *p);
#define ARENA_NEW(a, T)      ((T *)arena_alloc((a), sizeof(T), _Alignof(T)))
#define ARENA_ARRAY(a, T, n) ((T *)arena_alloc((a), sizeof(T) * (n), _Alignof(T)))

/* A NUL-terminated copy of n bytes. */
char *arena_strn(struct arena *a, const char *p, size_t n) __attribute__((returns_nonnull));
struct str arena_str(struct arena *a, struct str s); /* a copy, NUL-terminated as well */
char *arena_z(struct arena *a, struct str s) __attribute__((returns_nonnull));
struct str arena_printf(struct arena *a, const char *fmt, ...) PRINTF(2, 3);

/*
 * Room for one more in an array of the arena: v itself, or a larger copy once
 * n == *cap.  Use: v = ARENA_GROW(a, v, n, &cap); v[n++] = x;
 */
void *arena_grow(struct arena *a, void *v, size_t n, size_t *cap, size_t size)
    __attribute__((returns_nonnull));
#define ARENA_GROW(a, v, n, cap) arena_grow((a), (v), (n), (cap), sizeof(*(v)))

/* malloc and friends that abort instead of returning NULL. */
void *xmalloc(size_t n) __attribute__((returns_nonnull, malloc, alloc_size(1)));
void *xcalloc(size_t n, size_t size) __attribute__((returns_nonnull, malloc, alloc_size(1, 2)));
void *xrealloc(void *p, size_t n) __attribute__((returns_nonnull, alloc_size(2)));
char *xstrdup(const char *z) __attribute__((returns_nonnull, malloc));

#endif
