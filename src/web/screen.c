/* The case screen's fields: reading, changing and showing them. */
#include "register.h"
#include "request.h"

#include <stdio.h>
#include <string.h>

static const char *const sexes[] = {"M", "F", "X"};
static const char *const statuses[] = {
    "citizen", "permanent_resident", "stateless_resident", "foreigner"};
static const char *const documents[] = {"id_card", "passport", "birth_certificate",
    "residence_permit", "stateless_certificate", "refugee_certificate", "foreign_passport",
    "other"};
static const char *const hows[] = {"in_person", "notarised", "electronic"};

/* ---- fields ---- */

struct str screen_get(const struct screen *s, const char *name)
{
	return str_trim(form_get(&s->f, name));
}

const char *path_at(const struct screen *s, const char *list, size_t i, const char *field)
{
	return arena_printf(s->v->a, "%s.%zu.%s", list, i, field).p;
}

struct str screen_at(const struct screen *s, const char *list, size_t i, const char *field)
{
	return screen_get(s, path_at(s, list, i, field));
}

void screen_set(struct screen *s, const char *name, struct str value)
{
	for (size_t i = 0; i < s->f.n; i++)
		if (str_is(s->f.p[i].name, name)) {
			s->f.p[i].value = value;
			return;
		}
	if (s->cap < s->f.n) /* the form as it came: copied before it grows */
		s->cap = s->f.n;
	s->f.p = ARENA_GROW(s->v->a, s->f.p, s->f.n, &s->cap);
	s->f.p[s->f.n++] = (struct pair){str_of(arena_z(s->v->a, str_of(name))), value};
}

void screen_drop(struct screen *s, const char *prefix)
{
	size_t n = 0;

	for (size_t i = 0; i < s->f.n; i++)
		if (!str_starts(s->f.p[i].name, prefix))
			s->f.p[n++] = s->f.p[i];
	s->f.n = n;
	s->f = request_compact(s->v->a, &s->f);
	s->cap = s->f.n;
}

size_t screen_count(const struct screen *s, const char *list)
{
	size_t n = 0;

	for (size_t i = 0; i < s->f.n;) {
		const char *prefix = arena_printf(s->v->a, "%s.%zu.", list, n).p;

		if (str_starts(s->f.p[i].name, prefix)) {
			n++;
			i = 0;
		} else {
			i++;
		}
	}
	return n;
}

struct html_field *screen_input(
    struct screen *s, struct group_view *g, enum input kind, const char *name)
{
	struct html_field *f = input_add(s->v->a, &g->in, kind, name, screen_get(s, name));

	if (kind == INPUT_DATE)
		f->latest = s->v->env.today;
	return f;
}

struct html_field *screen_select(struct screen *s, struct group_view *g, const char *name,
    const char *group, const char *const *words, size_t n)
{
	struct html_field *f = screen_input(s, g, INPUT_SELECT, name);

	f->group = group;
	f->words = words;
	f->n_words = n;
	return f;
}

static void new_row(struct group_view *g)
{
	g->in.v[g->in.n - 1].new_row = true;
}

void screen_paper(struct screen *s, struct group_view *g, const char *path)
{
	struct arena *a = s->v->a;

	(void)screen_input(s, g, INPUT_TEXT, arena_printf(a, "%s.kind", path).p);
	new_row(g);
	screen_input(s, g, INPUT_TEXT, arena_printf(a, "%s.number", path).p)->css = "app-w-s";
	(void)screen_input(s, g, INPUT_DATE, arena_printf(a, "%s.date", path).p);
	(void)screen_input(s, g, INPUT_TEXT, arena_printf(a, "%s.issuer", path).p);
	for (size_t i = g->in.n - 4; i < g->in.n; i++)
		g->in.v[i].f.label = text_field(
		    s->v->lang, arena_printf(a, "paper.%s", strrchr(g->in.v[i].f.name, '.') + 1));
}

/* Where among the consents this holder stands; a new number where he has given none. */
static size_t consent_of(const struct screen *s, struct str holder, size_t *next)
{
	size_t n = screen_count(s, "consents");

	for (size_t i = 0; i < n; i++)
		if (str_eq(screen_at(s, "consents", i, "holder"), holder))
			return i;
	return n + (*next)++;
}

static void consent_inputs(struct screen *s, struct group_view *g, size_t i, struct str name)
{
	struct html_field *f =
	    screen_input(s, g, INPUT_CHECKBOX, path_at(s, "consents", i, "given"));

	f->label = arena_z(s->v->a, name);
	f->css = "app-w-full";
	new_row(g);
	f = screen_input(s, g, INPUT_DATE, path_at(s, "consents", i, "given_on"));
	if (f->value.n == 0)
		f->value = date_words(s->v, s->v->env.today);
	f = screen_select(
	    s, g, path_at(s, "consents", i, "how"), "consent_how", hows, ARRAY_LEN(hows));
	if (f->value.n == 0)
		f->value = STR("in_person");
}

void screen_consents(
    struct screen *s, struct group_view *g, const struct holdings *holders, day_t on)
{
	size_t next = 0, shown = 0;

	for (size_t i = 0; i < holders->n; i++) {
		const struct holding *h = &holders->v[i];
		size_t at;

		if (!holding_live(h, on))
			continue;
		at = consent_of(s, h->holder, &next);
		input_add(
		    s->v->a, &g->in, INPUT_HIDDEN, path_at(s, "consents", at, "holder"), h->holder);
		consent_inputs(s, g, at,
		    SAYF(s->v, CONSENT_OF, {"holder", name_of_holder(s->v, h->holder)},
			{"kind", word(s->v, "holding", h->kind)}));
		shown++;
	}
	if (shown > 0)
		return;
	g->note = str_of(SAY(s->v, CONSENT_NO_HOLDER));
	(void)screen_input(s, g, INPUT_TEXT, path_at(s, "consents", 0, "holder"));
	consent_inputs(s, g, 0, str_of(SAY(s->v, CONSENT_GIVEN)));
}

/* ---- persons ---- */

static struct html_field *person_input(
    struct screen *s, struct inputs_view *in, const char *prefix, const char *name, enum input kind)
{
	const char *path = arena_printf(s->v->a, "%s%s", prefix, name).p;
	struct html_field *f = input_add(s->v->a, in, kind, path, screen_get(s, path));

	if (kind == INPUT_DATE)
		f->latest = s->v->env.today;
	return f;
}

static void choose(struct html_field *f, const char *group, const char *const *words, size_t n)
{
	f->group = group;
	f->words = words;
	f->n_words = n;
}

void screen_person_fields(struct screen *s, struct inputs_view *in, const char *prefix)
{
	struct html_field *f = person_input(s, in, prefix, "iin", INPUT_TEXT);

	f->mono = f->numeric = f->optional = true;
	f->css = "app-w-m";
	in->v[in->n - 1].new_row = true;
	(void)person_input(s, in, prefix, "birth_date", INPUT_DATE);
	f = person_input(s, in, prefix, "sex", INPUT_SELECT);
	choose(f, "sex", sexes, ARRAY_LEN(sexes));
	f->css = "app-w-s";
	(void)person_input(s, in, prefix, "surname", INPUT_TEXT);
	in->v[in->n - 1].new_row = true;
	(void)person_input(s, in, prefix, "given", INPUT_TEXT);
	person_input(s, in, prefix, "patronymic", INPUT_TEXT)->optional = true;
	f = person_input(s, in, prefix, "citizenship", INPUT_TEXT);
	f->mono = f->upper = true;
	f->max = 3;
	f->css = "app-w-s";
	in->v[in->n - 1].new_row = true;
	f = person_input(s, in, prefix, "status", INPUT_SELECT);
	choose(f, "status", statuses, ARRAY_LEN(statuses));
	f = person_input(s, in, prefix, "document_type", INPUT_SELECT);
	choose(f, "document", documents, ARRAY_LEN(documents));
	f->optional = true;
	in->v[in->n - 1].new_row = true;
	f = person_input(s, in, prefix, "document_number", INPUT_TEXT);
	f->mono = f->optional = true;
	f = person_input(s, in, prefix, "document_expires", INPUT_DATE);
	f->optional = true;
	f->latest = s->v->env.today + 60 * 365;
	f = person_input(s, in, prefix, "document_country", INPUT_TEXT);
	f->mono = f->upper = f->optional = true;
	f->max = 3;
	f->css = "app-w-s";
	f = person_input(s, in, prefix, "surname_latin", INPUT_TEXT);
	f->optional = true;
	f->lang = "en";
	in->v[in->n - 1].new_row = true;
	f = person_input(s, in, prefix, "given_latin", INPUT_TEXT);
	f->optional = true;
	f->lang = "en";
}

enum rc screen_resolve(struct screen *s, const char *name)
{
	struct str typed = screen_get(s, name);
	struct person p;
	enum rc rc;

	if (typed.n == 0 || str_starts(typed, "org:"))
		return RC_OK;
	rc = person_typed(s->v, typed, &p);
	if (rc == RC_OK)
		screen_set(s, name, p.id);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

void screen_applicant(struct screen *s, struct group_view *g, const char *name)
{
	struct html_field *f = screen_input(s, g, INPUT_TEXT, name);
	struct str who = name_of_person(s->v, f->value);

	f->hint = SAY(s->v, TYPE_PERSON);
	if (f->value.n > 0 && !str_eq(who, f->value)) {
		saw(s->v, f->value, "applicant");
		f->hint = arena_z(s->v->a, who);
	}
}

/* ---- the rail ---- */

void screen_verdicts(struct screen *s, const struct act_answer *answer)
{
	const json_t *list = json_object_get(answer->json, "verdicts");
	size_t n = list != NULL ? json_array_size(list) : 1;
	struct case_view *w = s->w;

	if (str_is(json_get_str(answer->json, "outcome"), "invalid")) {
		w->wrong = issues_of(s->v, answer->json);
		return;
	}
	w->verdict = ARENA_ARRAY(s->v->a, const struct verdict_view *, n);
	for (size_t i = 0; i < n; i++) {
		struct verdict_view *one =
		    verdict_of(s->v, list != NULL ? json_array_get(list, i) : answer->json);

		if (n > 1)
			one->whose =
			    SAYF(s->v, REGISTER_PERSON_N, {"n", int_words(s->v, (int64_t)i + 1)});
		w->verdict[w->n_verdicts++] = one;
	}
}
