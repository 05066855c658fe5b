/* What the tests of the rules share: files, random numbers, JSON by path, a judgement. */
#ifndef RULES_T_H
#define RULES_T_H

#include "rules.h"
#include "t.h"

#include <stdlib.h>

/* The whole file into b, NUL-terminated behind its end; ends the test where it cannot. */
static inline struct str slurp(struct buf *b, const char *folder, const char *name)
{
	char path[4096];
	FILE *f;
	int c;

	(void)snprintf(path, sizeof(path), "%s%s%s", folder, *name ? "/" : "", name);
	f = fopen(path, "rb");
	if (f == NULL) {
		(void)printf("Bail out! %s\n", path);
		(void)fflush(stdout);
		abort();
	}
	while ((c = getc(f)) != EOF)
		buf_char(b, (char)c);
	(void)fclose(f);
	buf_char(b, '\0');
	return (struct str){b->p, b->n - 1};
}

/* The next line of *s, without its end; false behind the last. */
static inline bool next_line(struct str *s, struct str *line)
{
	const char *nl = s->n > 0 ? memchr(s->p, '\n', s->n) : NULL;

	if (s->n == 0)
		return false;
	*line = (struct str){s->p, nl != NULL ? (size_t)(nl - s->p) : s->n};
	s->p += line->n + (nl != NULL);
	s->n -= line->n + (nl != NULL);
	return true;
}

/* Up to the separator, which *s is moved over. */
static inline struct str cut(struct str *s, const char *separator)
{
	size_t n = strlen(separator);
	const char *at = s->n >= n ? memmem(s->p, s->n, separator, n) : NULL;
	struct str head = {s->p, at != NULL ? (size_t)(at - s->p) : s->n};
	size_t gone = head.n + (at != NULL ? n : 0);

	s->p += gone;
	s->n -= gone;
	return head;
}

/* Set (taking v) or, with NULL, leave out the value at a path of at most two names. */
static inline void put_at(json_t *o, struct str path, json_t *v)
{
	struct arena a = {0};
	struct str name = path;
	struct str object = cut(&name, ".");

	if (name.n > 0) {
		json_t *in = json_object_get(o, arena_z(&a, object));

		if (!json_is_object(in) && v != NULL) {
			in = json_object();
			json_put(o, arena_z(&a, object), in);
		}
		o = in;
	} else {
		name = object;
	}
	if (v != NULL)
		json_put(o, arena_z(&a, name), v);
	else if (json_is_object(o))
		(void)json_object_del(o, arena_z(&a, name));
	arena_free(&a);
}

/* Parse and judge as a whole; false where the request is invalid. */
static inline bool judge(
    const struct pack *pack, const json_t *request, struct arena *a, struct verdict *v)
{
	struct facts f;
	struct issues l = {.arena = a};

	if (!rules_parse(pack, request, RULES_WHOLE, &f, &l))
		return false;
	rules_decide(pack, &f, v);
	return true;
}

/* xorshift: the same numbers in every run. */
static inline uint64_t lot(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed * UINT64_C(0x2545f4914f6cdd1d) >> 16;
}
static inline int lot_below(uint64_t *seed, int n)
{
	return (int)(lot(seed) % (uint64_t)n);
}

#endif
