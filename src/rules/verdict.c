/* A verdict as JSON, written by hand: this is what a bulk run spends its time on. */
#include "rules.h"

#include "utf8.h"

static void put_day(struct buf *b, const char *key, day_t d)
{
	char z[DATE_TEXT];

	buf_put(b, ",\"", 2);
	buf_z(b, key);
	if (d == DAY_NONE) {
		buf_put(b, "\":null", 6);
		return;
	}
	date_print(d, z);
	buf_put(b, "\":\"", 3);
	buf_put(b, z, DATE_TEXT - 1);
	buf_char(b, '"');
}

/* The number of a point, 1 to 99, as text. */
static void put_point(struct buf *b, int point)
{
	if (point >= 10)
		buf_char(b, (char)('0' + point / 10));
	buf_char(b, (char)('0' + point % 10));
}

static void put_reason(struct buf *b, const struct finding *f)
{
	buf_z(b, "{\"point\":\"");
	put_point(b, f->rule->point);
	buf_z(b, "\",\"code\":\"");
	buf_z(b, f->rule->code);
	buf_z(b, "\",\"effect\":\"");
	buf_z(b, effect_word(f->effect));
	buf_char(b, '"');
	if (f->footing.source.n > 0) {
		buf_z(b, ",\"source\":");
		buf_json(b, f->footing.source);
	}
	if (f->footing.confidence != CONFIDENCE_TEXT) {
		buf_z(b, ",\"confidence\":\"");
		buf_z(b, confidence_word(f->footing.confidence));
		buf_char(b, '"');
	}
	buf_char(b, '}');
}

static void put_reasons(struct buf *b, const struct verdict *v)
{
	buf_z(b, ",\"reasons\":[");
	for (size_t i = 0; i < v->n; i++) {
		if (i > 0)
			buf_char(b, ',');
		put_reason(b, &v->found[i]);
	}
	buf_char(b, ']');
}

static void put_open(struct buf *b, const struct verdict *v)
{
	buf_z(b, ",\"open\":[");
	for (size_t i = 0; i < v->open_n; i++) {
		const char *comma = "";

		buf_z(b, i > 0 ? ",{\"point\":\"" : "{\"point\":\"");
		put_point(b, v->open[i].point);
		buf_z(b, "\",\"needs\":[");
		for (int id = 0; id < F__MAX; id++) {
			if ((v->open[i].needs & UINT64_C(1) << id) == 0)
				continue;
			buf_printf(b, "%s\"%s\"", comma, fields[id].path);
			comma = ",";
		}
		buf_z(b, "]}");
	}
	buf_char(b, ']');
}

static void put_errors(struct buf *b, const struct issues *l, const struct wording *w)
{
	struct arena a = {0};

	buf_z(b, ",\"errors\":[");
	for (const struct issue *i = l->first; i != NULL; i = i->next) {
		buf_z(b, i == l->first ? "{\"field\":" : ",{\"field\":");
		buf_json(b, i->field);
		buf_z(b, ",\"error\":");
		buf_json(b, issue_worded(&a, w, i));
		buf_z(b, ",\"code\":\"");
		buf_z(b, problem_code(i->problem));
		buf_z(b, "\"}");
	}
	buf_char(b, ']');
	arena_free(&a);
}

static void put_area(struct buf *b, const struct verdict *v)
{
	buf_z(b, v->area.total ? ",\"area\":{\"tested\":\"total\",\"area\":\""
			       : ",\"area\":{\"tested\":\"useful\",\"area\":\"");
	area_write(b, v->area.area);
	buf_z(b, "\",\"persons\":");
	buf_int(b, v->area.persons);
	buf_z(b, ",\"per_person\":\"");
	area_write(b, v->area.per_person);
	buf_z(b, "\",\"norm\":\"");
	area_write(b, v->area.norm);
	buf_z(b, "\"}");
}

static void put_id(struct buf *b, const json_t *id)
{
	buf_z(b, "\"id\":");
	if (json_is_integer(id))
		buf_int(b, json_integer_value(id));
	else
		json_write(b, id);
	buf_char(b, ',');
}

void verdict_write(
    struct buf *b, const struct verdict *v, const struct wording *w, const json_t *id)
{
	buf_char(b, '{');
	if (id != NULL)
		put_id(b, id);
	buf_z(b, "\"outcome\":\"");
	buf_z(b, outcome_word(v->outcome));
	buf_char(b, '"');
	put_reasons(b, v);
	if (v->has_due)
		put_day(b, "due", v->due);
	if (v->has_late)
		buf_z(b, v->late ? ",\"late\":true" : ",\"late\":false");
	if (v->has_exempt)
		put_day(b, "exempt_until", v->exempt_until);
	if (verdict_granted_until(v) != DAY_NONE)
		put_day(b, "granted_until", v->granted_until);
	if (v->has_area)
		put_area(b, v);
	if (v->has_pack) {
		buf_z(b, ",\"pack\":{\"name\":");
		buf_json(b, v->pack);
		buf_z(b, v->in_force ? ",\"in_force\":true}" : ",\"in_force\":false}");
	}
	if (v->draft)
		put_open(b, v);
	if (v->errors != NULL && (v->errors->n > 0 || v->outcome == OUTCOME_INVALID))
		put_errors(b, v->errors, w);
	buf_char(b, '}');
}

/* jansson quotes bytes of the line, and cuts them anywhere. */
static struct str printable(struct arena *a, const char *msg)
{
	char *z = arena_z(a, str_of(msg));

	for (char *c = z; *c != '\0'; c++)
		if (*c < 0x20 || *c > 0x7e)
			*c = '?';
	return str_of(z);
}

bool rules_answer_line(const struct pack *pack, struct str line, const struct wording *w,
    struct arena *a, struct buf *out)
{
	struct verdict v;
	struct err e = {0};
	json_t *request = json_read(line, &e);
	struct issues l = {.arena = a};

	if (json_is_object(request)) {
		rules_answer(pack, request, RULES_WHOLE, w, a, out, &v);
		json_decref(request);
		return true;
	}
	json_decref(request);
	if (!utf8_valid(line))
		issue_add(&l, STR(""), PROBLEM_BAD_UTF8, STR(""));
	else
		issue_add(&l, STR(""), PROBLEM_BAD_JSON,
		    e.rc != RC_OK ? printable(a, e.msg) : STR("another JSON value"));
	rules_write_invalid(out, &l, w);
	return false;
}

void rules_write_invalid(struct buf *out, const struct issues *l, const struct wording *w)
{
	struct verdict v;

	v.n = v.open_n = 0;
	v.draft = v.has_due = v.has_late = v.has_exempt = v.has_area = v.has_pack = false;
	v.outcome = OUTCOME_INVALID;
	v.errors = l;
	verdict_write(out, &v, w, NULL);
}
