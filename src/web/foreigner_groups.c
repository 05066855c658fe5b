/* The cards of a foreign national's application: person, document, stay, visa. */
#include "foreigner.h"

#include <string.h>

static const char *const sexes[] = {"M", "F", "X"};
static const char *const passports[] = {"ordinary", "diplomatic", "service", "other"};
static const char *const purposes[] = {
    "private", "tourism", "business", "work", "study", "transit", "other"};
static const char *const categories[] = {"none", "tourist", "business", "private", "work", "study",
    "missionary", "transit", "investor", "service", "diplomatic", "other"};

/* ---- what is likely ---- */

static day_t day_in(const struct foreigner *f, const char *name, day_t latest)
{
	day_t d;

	return text_date_parse(screen_get(&f->s, name), latest, &d) ? d : DAY_NONE;
}

/* The row of the pack by which he enters without a visa; NULL: there is none. */
static const struct visa_free *row_of(const struct foreigner *f)
{
	const struct visit *v = f->s.v;
	day_t entry = day_in(f, "entry_date", v->env.today);

	return pack_visa_free(v->env.pack, screen_get(&f->s, "document.citizenship"),
	    entry != DAY_NONE ? entry : v->env.today);
}

bool foreigner_visa_proposed(const struct foreigner *f)
{
	return row_of(f) == NULL;
}

static bool visa_needed(const struct foreigner *f)
{
	struct str said = screen_get(&f->s, "visa.required");

	return said.n > 0 ? str_is(said, "true") : foreigner_visa_proposed(f);
}

/* The visa's last day, or the last of the days without a visa: of the pack, or fewer of the list. */
static day_t likely_until(const struct foreigner *f)
{
	const struct visit *v = f->s.v;
	day_t entry = day_in(f, "entry_date", v->env.today);
	day_t visa = day_in(f, "visa.until", v->env.today + 60 * 365), days;
	const struct visa_free *free = row_of(f);

	if (visa_needed(f) && visa != DAY_NONE)
		return visa;
	if (entry == DAY_NONE)
		return DAY_NONE;
	days = (day_t)pack_value(v->env.pack, PARAM_VISA_FREE_DAYS, v->env.today)->value;
	if (free != NULL && free->days > 0 && free->days < days)
		days = free->days;
	return entry + days;
}

static void default_of(struct foreigner *f, const char *name, const char *value)
{
	if (screen_get(&f->s, name).n == 0)
		screen_set(&f->s, name, str_of(value));
}

void foreigner_defaults(struct foreigner *f)
{
	struct screen *s = &f->s;
	struct str until = screen_get(s, "stay_until"), ours = screen_get(s, "proposed.until");
	day_t likely;

	if (screen_get(s, "entry_date").n == 0)
		screen_set(s, "entry_date", date_words(s->v, s->v->env.today));
	default_of(f, "document.type", "ordinary");
	default_of(f, "purpose", "private");
	default_of(f, "visa.category", "none");
	likely = likely_until(f);
	if ((until.n > 0 && !str_eq(until, ours)) || likely == DAY_NONE)
		return;
	screen_set(s, "stay_until", date_words(s->v, likely));
	screen_set(s, "proposed.until", date_words(s->v, likely));
}

/* ---- who ---- */

static struct html_field *part(
    struct foreigner *f, struct group_view *g, enum input kind, const char *name, const char *css)
{
	struct html_field *x = screen_input(&f->s, g, kind, name);

	x->css = css;
	strip_mark(&f->s, f->zone, x);
	return x;
}

static void row(struct group_view *g)
{
	g->in.v[g->in.n - 1].new_row = true;
}

static void latin(struct html_field *x)
{
	x->mono = x->upper = true;
	x->lang = "en";
}

void foreigner_person_group(struct foreigner *f)
{
	struct visit *v = f->s.v;
	struct group_view *g = group_add(v->a, &f->s.w->left, SAY(v, FOREIGNER_PERSON));
	struct html_field *x;

	g->id = "f-person";
	latin(part(f, g, INPUT_TEXT, "document.surname_latin", NULL));
	latin(part(f, g, INPUT_TEXT, "document.given_latin", NULL));
	x = part(f, g, INPUT_TEXT, "document.surname", NULL);
	x->label = SAY(v, FOREIGNER_SURNAME);
	x->optional = true;
	row(g);
	x = part(f, g, INPUT_TEXT, "document.given", NULL);
	x->label = SAY(v, FOREIGNER_GIVEN);
	x->optional = true;
	x = part(f, g, INPUT_TEXT, "document.patronymic", NULL);
	x->optional = true;
	(void)part(f, g, INPUT_DATE, "document.birth_date", "app-w-m");
	row(g);
	g->in.v[g->in.n - 1].f.latest = v->env.today;
	x = screen_select(&f->s, g, "document.sex", "sex", sexes, ARRAY_LEN(sexes));
	x->css = "app-w-s";
	strip_mark(&f->s, f->zone, x);
	x = part(f, g, INPUT_TEXT, "document.citizenship", "app-w-s");
	latin(x);
	x->max = 3;
	x = part(f, g, INPUT_TEXT, "document.iin", "app-w-m");
	x->mono = x->numeric = x->optional = true;
	if (screen_get(&f->s, "person").n > 0)
		input_add(v->a, &g->in, INPUT_HIDDEN, "person", screen_get(&f->s, "person"));
	if (screen_get(&f->s, "new").n > 0)
		input_add(v->a, &g->in, INPUT_HIDDEN, "new", STR("true"));
}

void foreigner_document_group(struct foreigner *f)
{
	struct visit *v = f->s.v;
	struct group_view *g = group_add(v->a, &f->s.w->left, SAY(v, FOREIGNER_DOCUMENT));
	struct html_field *x;

	g->id = "f-document";
	(void)screen_select(&f->s, g, "document.type", "passport", passports, ARRAY_LEN(passports));
	x = part(f, g, INPUT_TEXT, "document.number", NULL);
	latin(x);
	x->max = 40;
	x = part(f, g, INPUT_TEXT, "document.country", "app-w-s");
	latin(x);
	row(g);
	x->max = 3;
	x = part(f, g, INPUT_DATE, "document.expires", "app-w-m");
	x->latest = v->env.today + 60 * 365;
	x = screen_input(&f->s, g, INPUT_TEXT, "note");
	x->optional = true;
	x->css = "app-w-full";
	x->hint = SAY(v, FOREIGNER_NOTE_HINT);
	row(g);
}

/* ---- the stay ---- */

void foreigner_stay_group(struct foreigner *f)
{
	struct visit *v = f->s.v;
	struct group_view *g = group_add(v->a, &f->s.w->right, SAY(v, FOREIGNER_STAY));
	struct html_field *x = screen_input(&f->s, g, INPUT_DATE, "entry_date");

	if (str_eq(x->value, date_words(v, v->env.today)))
		x->hint = SAY(v, FOREIGNER_ENTRY_PROPOSED);
	x = screen_input(&f->s, g, INPUT_DATE, "stay_until");
	x->latest = v->env.today + 60 * 365;
	if (x->value.n > 0 && str_eq(x->value, screen_get(&f->s, "proposed.until")))
		x->hint = visa_needed(f) && screen_get(&f->s, "visa.until").n > 0
			      ? SAY(v, FOREIGNER_UNTIL_VISA)
			      : SAY(v, FOREIGNER_UNTIL_PROPOSED);
	x = screen_select(&f->s, g, "purpose", "purpose", purposes, ARRAY_LEN(purposes));
	x->label = SAY(v, FOREIGNER_PURPOSE);
	row(g);
	x->css = "app-w-m";
	x = screen_input(&f->s, g, INPUT_DATE, "date");
	if (x->value.n == 0)
		x->value = date_words(v, v->env.today);
	screen_input(&f->s, g, INPUT_CHECKBOX, "card_mark")->css = "app-w-full";
	row(g);
	screen_input(&f->s, g, INPUT_CHECKBOX, "investor_confirmed")->css = "app-w-full";
	input_add(
	    v->a, &g->in, INPUT_HIDDEN, "proposed.until", screen_get(&f->s, "proposed.until"));
}

void foreigner_visa_group(struct foreigner *f)
{
	struct visit *v = f->s.v;
	struct group_view *g = group_add(v->a, &f->s.w->left, SAY(v, FOREIGNER_VISA));
	struct option *o = ARENA_ARRAY(v->a, struct option, 3);
	struct html_field *x = screen_input(&f->s, g, INPUT_SELECT, "visa.required");
	bool known = screen_get(&f->s, "document.citizenship").n > 0;

	o[0] = (struct option){
	    STR(""), str_of(!known                       ? SAY(v, FOREIGNER_VISA_LIST)
			    : foreigner_visa_proposed(f) ? SAY(v, FOREIGNER_VISA_LIST_YES)
							 : SAY(v, FOREIGNER_VISA_LIST_NO))};
	o[1] = (struct option){STR("true"), str_of(SAY(v, FOREIGNER_VISA_YES))};
	o[2] = (struct option){STR("false"), str_of(SAY(v, FOREIGNER_VISA_NO))};
	x->options = o;
	x->n_options = 3;
	x->hint = SAY(v, FOREIGNER_VISA_PROXY);
	x->css = "app-w-full";
	(void)screen_select(&f->s, g, "visa.category", "visa", categories, ARRAY_LEN(categories));
	row(g);
	x = screen_input(&f->s, g, INPUT_TEXT, "visa.number");
	latin(x);
	x->optional = true;
	x->max = 40;
	x = screen_input(&f->s, g, INPUT_DATE, "visa.until");
	x->latest = v->env.today + 60 * 365;
	x->optional = true;
}

void foreigner_buttons(struct foreigner *f)
{
	struct visit *v = f->s.v;
	struct case_view *w = f->s.w;

	w->button[w->n_buttons++] = (struct button){.label = SAY(v, FOREIGNER_DECIDE),
	    .name = "do",
	    .value = "decide",
	    .key = "ctrl+enter",
	    .action = URL_LIT("foreigners/new/decide")};
	w->button[w->n_buttons++] = (struct button){
	    .label = SAY(v, REGISTER_CHECK), .name = "do", .value = "check", .kind = "secondary"};
	w->button[w->n_buttons++] = (struct button){.label = SAY(v, REGISTER_SAVE),
	    .name = "do",
	    .value = "save",
	    .kind = "secondary",
	    .key = "ctrl+s",
	    .action = URL_LIT("foreigners/new/draft")};
}
