/* A file of cases under way, and how its lines are read. */
#ifndef TEST_RUN_H
#define TEST_RUN_H

#include "register.h"

#include <ctype.h>

struct run {
	struct reg reg;
	const char *dir, *file;
	int line;
	json_t *set;    /* what `set' kept: name → value */
	json_t *answer; /* of the last act, as its user sees it */
	int status;
	struct load_job job; /* the last load */
	char *rejected;
	size_t verdict; /* of a group: the next to be looked at */
	char *request;  /* the last act, to be sent again */
	size_t recorded;
};

static inline void check(struct run *r, bool yes, const char *what)
{
	if (!yes && r->answer != NULL)
		note(arena_printf(
		    &r->reg.a, "said %d %s", r->status, json_canonical(&r->reg.a, r->answer).p)
			 .p);
	t_ok(yes, r->file != NULL ? r->file : "", r->line, what);
}

/* ---- reading ---- */

struct source {
	char *text, *at;
};

static inline char *slurp(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "rb");
	size_t cap = 1 << 20;
	char *p = arena_alloc(a, cap, 1);

	if (f == NULL) {
		(void)printf("Bail out! %s is not there\n", path);
		(void)fflush(stdout);
		_Exit(1);
	}
	p[fread(p, 1, cap - 1, f)] = '\0';
	(void)fclose(f);
	return p;
}

/* The next line without its end; NULL at the end of the file. */
static inline char *next_line(struct run *r, struct source *s)
{
	char *line = s->at, *end;

	if (*line == '\0')
		return NULL;
	end = strchr(line, '\n');
	s->at = end != NULL ? end + 1 : line + strlen(line);
	if (end != NULL)
		*end = '\0';
	r->line++;
	return line;
}

/* The next word of a line; "" at its end. */
static inline char *word(char **at)
{
	char *w = *at + strspn(*at, " ");
	char *end = w + strcspn(w, " ");

	*at = *end == '\0' ? end : end + 1;
	*end = '\0';
	return w;
}

static inline day_t day_of(struct run *r, const char *z)
{
	day_t d = DAY_NONE;

	check(r, date_parse(str_of(z), &d), "a date is needed here");
	return d;
}

/* $NAME gives what was kept. */
static inline char *filled(struct run *r, const char *line)
{
	struct buf b = {0};
	char *out;

	for (const char *c = line; *c != '\0';) {
		size_t n = 0;
		const json_t *v;

		if (*c == '$')
			while (isalnum((unsigned char)c[n + 1]))
				n++;
		v = n > 0 ? json_object_get(r->set, arena_strn(&r->reg.a, c + 1, n)) : NULL;
		if (v == NULL) {
			buf_char(&b, *c++);
			continue;
		}
		if (json_is_integer(v))
			buf_int(&b, json_integer_value(v));
		else
			buf_z(&b, json_string_value(v));
		c += n + 1;
	}
	out = arena_z(&r->reg.a, buf_text(&b));
	buf_free(&b);
	return out;
}

#endif
