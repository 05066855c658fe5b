/* The list of what is wrong. */
#include "issue.h"

#include "buf.h"

#include <string.h>

static const struct {
	const char *code, *text;
} table[PROBLEM__MAX] = {
#define PROBLEM(name, code_, text_) [PROBLEM_##name] = {code_, text_},
#include "problem.def"
#undef PROBLEM
};

const char *problem_code(enum problem p)
{
	return table[p].code;
}

bool problem_find(struct str code, enum problem *out)
{
	for (int p = 0; p < PROBLEM__MAX; p++)
		if (str_is(code, problem_code((enum problem)p))) {
			*out = (enum problem)p;
			return true;
		}
	return false;
}

const char *problem_text(enum problem p)
{
	return table[p].text;
}

void issue_add(struct issues *l, struct str field, enum problem p, struct str arg)
{
	struct issue *i = ARENA_NEW(l->arena, struct issue);

	i->field = arena_str(l->arena, field);
	i->problem = p;
	i->arg = arena_str(l->arena, arg);
	if (l->last != NULL)
		l->last->next = i;
	else
		l->first = i;
	l->last = i;
	l->n++;
}

bool issue_at(const struct issues *l, struct str field)
{
	for (const struct issue *i = l->first; i != NULL; i = i->next)
		if (str_eq(i->field, field))
			return true;
	return false;
}

struct str issue_fill(struct arena *a, const char *text, struct str arg)
{
	const char *at = strstr(text, "{arg}");

	if (at == NULL)
		return str_of(text);
	return arena_printf(a, "%.*s%.*s%s", (int)(at - text), text, STR_FMT(arg), at + 5);
}

struct str issue_worded(struct arena *a, const struct wording *w, const struct issue *i)
{
	return w != NULL ? w->problem(a, w->lang, i) : issue_english(a, i);
}

struct str issue_english(struct arena *a, const struct issue *i)
{
	return issue_fill(a, problem_text(i->problem), i->arg);
}
