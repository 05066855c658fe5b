/* What is wrong with a request, and the answers that are no verdicts. */
#include "task.h"

#include "utf8.h"

#include <string.h>

/* The first part of a path. */
static const char *root_of(struct task *t, const char *field)
{
	return arena_strn(t->a, field, strcspn(field, "."));
}

/* The field as the caller knows it: facts have their own names for some. */
static const char *path_of(struct task *t, const char *field)
{
	const char *root;

	if (strcmp(field, "person.emancipated") == 0)
		field = "emancipated";
	if (str_is(t->kind, "register_foreigner") && strncmp(field, "person.", 7) == 0 &&
	    !json_is_object(json_object_get(t->request, "person")))
		field = arena_printf(t->a, "document.%s", field + 7).p;
	if (t->own == NULL)
		return field;
	root = root_of(t, field);
	if (strcmp(root, "person") != 0 && strcmp(root, "holder_relation") != 0 &&
	    json_object_get(t->own, root) == NULL)
		return field;
	return arena_printf(t->a, "%.*s.%s", STR_FMT(t->prefix), field).p;
}

/* Is there an issue inside this object?  Then it is not missing, whatever the rules say. */
static bool issue_inside(const struct issues *l, const char *field)
{
	size_t n = strlen(field);

	for (const struct issue *i = l->first; i != NULL; i = i->next)
		if (i->field.n > n && memcmp(i->field.p, field, n) == 0 && i->field.p[n] == '.')
			return true;
	return false;
}

/* What is said of a value in the light of a day that nobody named. */
static bool rests_on_date(enum problem p)
{
	return p == PROBLEM_CONSENTS_NEEDED || p == PROBLEM_OWNERS_WORD || p == PROBLEM_CASE_OPEN ||
	       p == PROBLEM_BEFORE_ACT || p == PROBLEM_TOO_LATE || p == PROBLEM_TOO_EARLY;
}

/* The point of the Rules that the field is there for; also of a person's own in a group. */
static struct str point_of(const struct task *t, const char *field)
{
	int act = word_find(WORDS_act, t->kind);
	int point = 0;
	size_t digits;

	if (strncmp(field, "persons.", 8) == 0) {
		digits = strspn(field + 8, "0123456789");
		field += field[8 + digits] == '.' ? 8 + digits + 1 : 0;
	}
	if (act >= 0)
		point = rules_field_point((enum ruled_act)act, str_of(field));
	return point > 0 ? arena_printf(t->a, "%d", point) : STR("");
}

#define ARG_MAX 200 /* bytes of a foreign value that an answer says back */

static struct str shown(struct task *t, struct str arg)
{
	size_t n = ARG_MAX;

	if (arg.n <= ARG_MAX)
		return arena_str(t->a, arg);
	while (n > 0 && ((unsigned char)arg.p[n] & 0xc0) == 0x80)
		n--;
	return arena_printf(t->a, "%.*s…", (int)n, arg.p);
}

static int stronger(int a, int b)
{
	if (a == 403 || b == 403)
		return 403;
	return a > b ? a : b;
}

void task_bad_status(struct task *t, const char *field, enum problem p, struct str arg, int status)
{
	const char *path = path_of(t, field);

	if ((t->date_bad && rests_on_date(p)) || issue_at(t->bad, str_of(path)) ||
	    (p == PROBLEM_MISSING && issue_inside(t->bad, path)))
		return;
	t->bad_status = t->bad->n == 0 ? status : stronger(t->bad_status, status);
	issue_add(t->bad, str_of(path), p, shown(t, arg));
	if (p != PROBLEM_UNKNOWN_FIELD)
		t->bad->last->point = point_of(t, field);
}

void task_bad(struct task *t, const char *field, enum problem p, struct str arg)
{
	task_bad_status(t, field, p, arg, 400);
}

void task_bad_all(struct task *t, const struct issues *l)
{
	for (const struct issue *i = l->first; i != NULL; i = i->next)
		task_bad(t, arena_z(t->a, i->field), i->problem, i->arg);
}

void task_contradicts(struct task *t, const char *field, enum problem p)
{
	if (!t->again && !t->date_bad)
		task_bad(t, field, p, STR(""));
}

bool task_bare_claims(const struct task *t)
{
	return t->again || t->env->who.role == ROLE_OWNER;
}

const char *task_under(struct task *t, const char *path, const char *name)
{
	return path[0] == '\0' ? name : arena_printf(t->a, "%s.%s", path, name).p;
}

bool task_forbidden(const struct task *t)
{
	return t->bad->n > 0 && t->bad_status == 403;
}

void task_more(struct task *t, const char *key, json_t *v)
{
	if (t->more == NULL)
		t->more = json_keep(t->a, json_object());
	json_put(t->more, key, v);
}

json_t *issues_json(struct arena *a, const struct issues *l, const struct wording *w)
{
	json_t *list = json_keep(a, json_array());

	for (const struct issue *i = l->first; i != NULL; i = i->next) {
		json_t *o = json_object();

		json_put(o, "field", json_text(i->field));
		json_put(o, "code", json_text(str_of(problem_code(i->problem))));
		json_put(o, "error", json_text(issue_worded(a, w, i)));
		if (i->point.n > 0)
			json_put(o, "point", json_text(i->point));
		if (i->arg.n > 0)
			json_put(o, "arg", json_text(i->arg));
		(void)json_array_append_new(list, o);
	}
	return list;
}

/* A verdict on what is wrong cannot be more than open (decide.md section 1). */
static void keep_open(json_t *verdict)
{
	if (!str_is(json_get_str(verdict, "outcome"), "refuse"))
		json_put(verdict, "outcome", json_text(STR("open")));
}

/* A draft: what could be judged was, and what is wrong is listed. */
static enum rc draft(struct task *t)
{
	json_t *o = t->answer->json;
	json_t *list = json_object_get(o, "verdicts");

	if (o == NULL) {
		o = json_keep(t->a, json_object());
		json_put(o, "reasons", json_array());
		json_put(o, "open", json_array());
	}
	if (list == NULL)
		keep_open(o);
	for (size_t i = 0; i < json_array_size(list); i++)
		keep_open(json_array_get(list, i));
	json_put(o, "errors", shared(issues_json(t->a, t->bad, t->env->words)));
	(void)json_object_update_missing(o, t->more);
	t->answer->json = o;
	t->answer->status = 200;
	return RC_OK;
}

enum rc task_invalid(struct task *t)
{
	json_t *o;

	if (t->env->preview && json_is_object(t->request) && !task_forbidden(t))
		return draft(t);
	o = json_keep(t->a, json_object());
	json_put(o, "outcome", json_text(STR("invalid")));
	json_put(o, "reasons", json_array());
	json_put(o, "errors", shared(issues_json(t->a, t->bad, t->env->words)));
	(void)json_object_update_missing(o, t->more);
	t->answer->json = o;
	t->answer->status = t->bad_status;
	return RC_OK;
}

int outcome_status(struct str outcome)
{
	if (str_is(outcome, "grant"))
		return 201;
	if (str_is(outcome, "review"))
		return 202;
	return str_is(outcome, "refuse") ? 422 : 200;
}

enum rc task_done(struct task *t, int64_t act, json_t *more)
{
	json_t *o = json_keep(t->a, json_object());

	json_put(o, "outcome", json_text(STR("grant")));
	json_put(o, "reasons", json_array());
	if (act != 0)
		json_put(o, "act", json_integer(act));
	(void)json_object_update(o, more);
	t->answer->json = o;
	t->answer->status = act != 0 ? 201 : 200;
	return RC_OK;
}
