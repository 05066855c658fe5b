/* What a foreign national's application begins with: a draft, a person, a dwelling, a guest. */
#include "foreigner.h"

#include "draft.h"
#include "guest.h"
#include "utf8.h"

/* As people write it; what is empty is not put. */
static void put_value(struct screen *s, const char *field, struct str value)
{
	day_t d;

	if (date_parse(value, &d))
		value = date_words(s->v, d);
	if (value.n > 0)
		screen_set(s, field, value);
}

static void from_person(struct screen *s, const struct person *p)
{
	static const char *const taken[][2] = {{"surname_latin", "document.surname_latin"},
	    {"given_latin", "document.given_latin"}, {"surname", "document.surname"},
	    {"given", "document.given"}, {"patronymic", "document.patronymic"},
	    {"birth_date", "document.birth_date"}, {"sex", "document.sex"},
	    {"citizenship", "document.citizenship"}, {"iin", "document.iin"},
	    {"document_number", "document.number"}, {"document_country", "document.country"},
	    {"document_expires", "document.expires"}};

	saw(s->v, p->id, "registration_case");
	for (size_t i = 0; i < ARRAY_LEN(taken); i++)
		put_value(s, taken[i][1], json_get_str(p->data, taken[i][0]));
}

static enum rc from_draft(struct screen *s, struct str id)
{
	struct visit *v = s->v;
	struct draft d;
	const char *name;
	json_t *value;
	enum rc rc = draft_get(v->db, v->a, v->env.who.name, id, &d, &v->e);

	if (rc != RC_OK)
		return rc;
	json_object_foreach(d.body, name, value)
	    screen_set(s, name, str_of(json_string_value(value)));
	screen_set(s, "draft", d.id);
	screen_set(s, "version", int_words(v, d.version));
	return RC_OK;
}

/* ---- a guest whom a host reported ---- */

/* A name in the letters of the zone, or in others. */
static void put_name(struct screen *s, const char *latin, const char *other, struct str name)
{
	bool ascii = true;

	for (size_t i = 0; i < name.n; i++)
		ascii = ascii && (unsigned char)name.p[i] < 0x80;
	if (name.n > 0)
		screen_set(s, ascii ? latin : other, ascii ? utf8_upper(s->v->a, name) : name);
}

static void put_data(struct screen *s, const json_t *data)
{
	static const char *const taken[][2] = {{"birth_date", "document.birth_date"},
	    {"sex", "document.sex"}, {"citizenship", "document.citizenship"},
	    {"document_number", "document.number"}, {"document_country", "document.country"},
	    {"document_type", "document.type"}, {"document_expires", "document.expires"},
	    {"entry_date", "entry_date"}, {"stay_until", "stay_until"}, {"purpose", "purpose"},
	    {"visa_category", "visa.category"}, {"visa_until", "visa.until"}};

	put_name(s, "document.surname_latin", "document.surname", json_get_str(data, "surname"));
	put_name(s, "document.given_latin", "document.given", json_get_str(data, "given"));
	for (size_t i = 0; i < ARRAY_LEN(taken); i++)
		put_value(s, taken[i][1], json_get_str(data, taken[i][0]));
	if (json_get_bool(data, "card_mark"))
		screen_set(s, "card_mark", STR("true"));
}

/* The zone that the host sent, a line a line; what he wrote beside it stays, and is held against it. */
static void put_zone(struct screen *s, struct str lines)
{
	char *p = arena_strn(s->v->a, lines.p, lines.n);

	for (size_t i = 0; i < lines.n; i++)
		if (p[i] == '|')
			p[i] = '\n';
	screen_set(s, "mrz", (struct str){p, lines.n});
	strip_read(s);
}

static enum rc from_guest(struct screen *s, struct str name)
{
	struct visit *v = s->v;
	struct str notice;
	struct guest g;
	bool mine = false;
	int64_t line;
	enum rc rc = RC_NOT_FOUND;

	if (guest_name_parse(name, &notice, &line))
		rc = guest_read(v->db, v->a, notice, line, &g, &v->e);
	if (rc == RC_OK)
		rc = unit_is_mine(v, g.unit, &mine);
	if (rc != RC_OK)
		return rc;
	if (!mine)
		return RC_NOT_FOUND;
	visit_access(v, STR(""), arena_printf(v->a, "guest %.*s", STR_FMT(name)), false);
	screen_set(s, "guest", name);
	screen_set(s, "dwelling", g.dwelling);
	screen_set(s, "host", g.host);
	put_data(s, g.data);
	if (json_get_str(g.data, "mrz").n > 0)
		put_zone(s, json_get_str(g.data, "mrz"));
	return RC_OK;
}

enum rc foreigner_from_query(struct screen *s)
{
	struct visit *v = s->v;
	struct person p;
	enum rc rc = RC_OK;

	if (visit_query(v, "draft").n > 0)
		return from_draft(s, visit_query(v, "draft"));
	if (visit_query(v, "guest").n > 0)
		return from_guest(s, visit_query(v, "guest"));
	if (visit_query(v, "dwelling").n > 0)
		screen_set(s, "dwelling", visit_query(v, "dwelling"));
	if (visit_query(v, "person").n > 0) {
		rc = person_read(v->db, v->a, visit_query(v, "person"), &p, &v->e);
		if (rc == RC_OK)
			from_person(s, &p);
	}
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}
