/* The little arithmetic of the shared parts, and putting pages together. */
#include "parts.h"

#include "case_view.h"

int bar_at(const struct bar_view *v, int64_t hundredths)
{
	int64_t most = v->value > v->norm ? v->value : v->norm;

	if (most <= 0 || hundredths <= 0)
		return 0;
	if (hundredths > most)
		hundredths = most;
	return (int)(hundredths * 800 / most);
}

const char *sign_of(struct str effect)
{
	if (str_is(effect, "refuse") || str_is(effect, "invalid"))
		return "bad";
	if (str_is(effect, "review") || str_is(effect, "open"))
		return "warn";
	return str_is(effect, "note") || str_is(effect, "not_required") ? "info" : "ok";
}

struct cell_view *table_row(struct arena *a, struct table_view *t)
{
	struct cell_view *row;

	for (size_t i = 0; i < t->n_head; i++) {
		t->cell = ARENA_GROW(a, t->cell, t->n, &t->cap);
		t->cell[t->n++] = (struct cell_view){0};
	}
	row = t->cell + (t->n - t->n_head);
	return row;
}

void summary_link(
    struct arena *a, struct summary_view *s, struct str name, struct str value, struct url url)
{
	if (value.n == 0)
		return;
	s->v = ARENA_GROW(a, s->v, s->n, &s->cap);
	s->v[s->n++] = (struct fact_view){.name = name, .value = value, .url = url};
}

void summary_add(struct arena *a, struct summary_view *s, struct str name, struct str value)
{
	summary_link(a, s, name, value, (struct url){0});
}

struct html_field *input_add(
    struct arena *a, struct inputs_view *l, enum input kind, const char *name, struct str value)
{
	struct input_view *x;

	l->v = ARENA_GROW(a, l->v, l->n, &l->cap);
	x = &l->v[l->n++];
	*x = (struct input_view){.kind = kind, .f = {.name = name, .value = value}};
	return &x->f;
}

void input_put(const struct html_form *f, const struct input_view *x)
{
	switch (x->kind) {
	case INPUT_TEXT: form_text(f, &x->f); break;
	case INPUT_DATE: form_date(f, &x->f); break;
	case INPUT_SELECT: form_select(f, &x->f); break;
	case INPUT_RADIOS: form_radios(f, &x->f); break;
	case INPUT_CHECKBOX: form_checkbox(f, &x->f); break;
	case INPUT_AREA: form_area(f, &x->f); break;
	case INPUT_PASSWORD: form_password(f, &x->f); break;
	case INPUT_FILE: form_file(f, &x->f); break;
	case INPUT_HIDDEN: form_hidden(f, x->f.name, x->f.value); break;
	}
}

struct block *block_add(struct arena *a, struct blocks *l, enum block_kind kind, const char *title)
{
	struct block *x = ARENA_NEW(a, struct block);

	*x = (struct block){.kind = kind, .title = title};
	if (l->last == NULL)
		l->first = x;
	else
		l->last->next = x;
	l->last = x;
	return x;
}

void action_add(
    struct plain_view *v, const char *label, struct url url, const char *key, const char *kind)
{
	if (v->n_actions < sizeof(v->action) / sizeof(v->action[0]))
		v->action[v->n_actions++] =
		    (struct action_view){.label = label, .url = url, .key = key, .kind = kind};
}

struct group_view *group_add(struct arena *a, struct groups_view *l, const char *legend)
{
	struct group_view *g = ARENA_NEW(a, struct group_view);

	g->legend = legend;
	if (l->last == NULL)
		l->first = g;
	else
		l->last->next = g;
	l->last = g;
	return g;
}
