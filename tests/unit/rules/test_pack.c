/* Packs: the built-in one, values by day, and every way a file can be wrong. */
#include "pack_read.h"
#include "rules_t.h"

static json_t *almaty;

/* The built-in pack with the value at a path (of any depth) changed; NULL leaves it out. */
static struct str changed(struct arena *a, const char *path, const char *json)
{
	json_t *root = json_deep_copy(almaty);
	json_t *o = root;
	struct str rest = str_of(path);
	struct str step = cut(&rest, ".");

	for (; rest.n > 0; step = cut(&rest, "."))
		o = json_is_array(o)
			? json_array_get(o, (size_t)strtoul(arena_z(a, step), NULL, 10))
			: json_object_get(o, arena_z(a, step));
	if (json_is_array(o))
		(void)json_array_set_new(
		    o, (size_t)strtoul(arena_z(a, step), NULL, 10), json_read(str_of(json), NULL));
	else
		put_at(o, step, json != NULL ? json_read(str_of(json), NULL) : NULL);
	step = json_canonical(a, root);
	json_decref(root);
	return step;
}

/* Refused, and the error names the file and the path. */
static void wrong(const char *path, const char *json, const char *named)
{
	struct arena a = {0};
	struct err e = {0};
	struct pack *k = pack_load(changed(&a, path, json), "p.json", &e);

	if (k != NULL || strstr(e.msg, named) == NULL)
		note(arena_printf(&a, "%s: %s", path, e.msg).p);
	OK(k == NULL && e.rc == RC_BAD_INPUT && strncmp(e.msg, "p.json:", 7) == 0);
	OK(strstr(e.msg, named) != NULL);
	pack_free(k);
	arena_free(&a);
}

static void refused(void)
{
	wrong("name", NULL, " name: is needed");
	wrong("name", "\" \"", " name:");
	wrong("title.kk", NULL, " title.kk: is needed");
	wrong("colour", "1", " colour: is not a field");
	wrong("in_force.until", "\"2014-10-26\"", " in_force.until:");
	wrong("in_force.from", "\"2014-10-32\"", " in_force.from:");
	wrong("parameters.area_norm", NULL, " parameters.area_norm: is needed");
	wrong("parameters.area_norm", "[]", " parameters.area_norm:");
	wrong("parameters.area_norm.0.value", "15", " parameters.area_norm.0.value:");
	wrong("parameters.area_norm.0.value", "\"0\"", " parameters.area_norm.0.value:");
	wrong("parameters.area_norm.0.value", "\"9999999\"", " parameters.area_norm.0.value:");
	wrong(
	    "parameters.area_norm.0.confidence", "\"sure\"", " parameters.area_norm.0.confidence:");
	wrong("parameters.visa_free_days.0.value", "-1", " parameters.visa_free_days.0.value:");
	wrong("parameters.visa_free_days.0.value", "3651", " parameters.visa_free_days.0.value:");
	wrong("parameters.temporary_threshold_months.0.value", "121", ".0.value:");
	wrong("parameters.height", "[]", " parameters.height:");
	wrong("exemptions", "[]", " exemptions:");
	wrong("exemptions.0.point", "\"21.6\"", " exemptions.0.point:");
	wrong("exemptions.1.point", "\"21.5\"", " exemptions.2.point:");
	wrong("exemptions.0.citizenship", "[\"XYZ\"]", " exemptions.0.citizenship:");
	wrong("exemptions.0.citizenship", "[]", " exemptions.0.citizenship:");
	wrong("exemptions.0.days", NULL, " exemptions.0.days: is needed");
	wrong("exemptions.2.purpose", "[\"play\"]", " exemptions.2.purpose:");
	wrong("exemptions.6.visa", "[\"none\"]", " exemptions.6.visa:");
	wrong("exemptions.7.visa_required", "true", " exemptions.7.visa_required:");
	wrong("exemptions.1.card_mark", "false", " exemptions.1.card_mark:");
	wrong("extension_limits", "{}", " extension_limits:");
	wrong("extension_limits.0.days", "null", " extension_limits.0.days:");
	wrong("assumptions.0.codes", "[\"no-such-rule\"]", " assumptions.0.codes:");
	wrong("assumptions.1.codes", "[\"area-unknown\"]", " assumptions.1.codes:");
	wrong("assumptions.0.point", "\"22\"", " assumptions.0.point:");
	wrong("assumptions.0", "7", " assumptions.0:");
	wrong("assumptions.0.text.ru", "7", " assumptions.0.text.ru:");
}

static void lines_of(void)
{
	static const char text[] =
	    "{\n \"a\": [1,\n  {\"b\\\"\": \"}]\",\n   \"c\": null}],\n \"d\": 1}";
	struct str s = str_of(text);
	struct err e = {0};

	OK(json_line_of(s, STR("")) == 1);
	OK(json_line_of(s, STR("a")) == 2 && json_line_of(s, STR("a.0")) == 2);
	OK(json_line_of(s, STR("a.1")) == 3 && json_line_of(s, STR("a.1.c")) == 4);
	OK(json_line_of(s, STR("d")) == 5);
	OK(json_line_of(s, STR("a.1.nothing")) == 3 && json_line_of(s, STR("a.7")) == 2);
	OK(json_line_of(s, STR("nothing")) == 1 && json_line_of(s, STR("d.x")) == 5);
	OK(pack_load(STR("{\n\"name\":\n}"), "p.json", &e) == NULL &&
	    strstr(e.msg, "line 3") != NULL);
	e = (struct err){0};
	OK(pack_load(STR("[]"), "p.json", &e) == NULL && strstr(e.msg, "p.json:1:") != NULL);
	e = (struct err){0};
	OK(pack_load(STR(""), "p.json", &e) == NULL && e.rc == RC_BAD_INPUT);
}

/* The value with the latest `from' not after the day; before the first, the first. */
static void values(void)
{
	struct arena a = {0};
	struct pack *k = pack_load(
	    changed(&a, "parameters.foreigner_deadline_days",
		"[{\"from\":\"2015-01-01\",\"value\":5,\"source\":null,\"confidence\":\"text\"},"
		"{\"from\":\"2016-01-01\",\"value\":10,\"source\":\"x\",\"confidence\":\"agency\"}"
		"]"),
	    "p.json", NULL);
	day_t turn = date_from_civil(2016, 1, 1);

	OK(k != NULL);
	OK(pack_value(k, PARAM_FOREIGNER_DEADLINE_DAYS, date_from_civil(2014, 1, 1))->value == 5);
	OK(pack_value(k, PARAM_FOREIGNER_DEADLINE_DAYS, turn - 1)->value == 5);
	OK(pack_value(k, PARAM_FOREIGNER_DEADLINE_DAYS, turn)->value == 10);
	OK(pack_value(k, PARAM_FOREIGNER_DEADLINE_DAYS, DAY_MAX)->footing.confidence ==
	    CONFIDENCE_AGENCY);
	pack_free(k);
	wrong("parameters.area_norm",
	    "[{\"from\":\"2015-01-01\",\"value\":\"15\",\"source\":null,\"confidence\":\"text\"},"
	    "{\"from\":\"2015-01-01\",\"value\":\"18\",\"source\":null,\"confidence\":\"text\"}]",
	    " parameters.area_norm.1.from:");
	arena_free(&a);
}

static void builtin(void)
{
	struct pack *k = pack_builtin();
	struct arena a = {0};
	struct err e = {0};
	struct pack *again = pack_load(k->text, "again", &e);
	struct pack *compact = pack_load(json_canonical(&a, almaty), "compact", &e);

	OK(str_is(k->name, "almaty-260"));
	OK(k->exemptions[0].citizenship.n == 28 &&
	    k->exemptions[0].footing.confidence == CONFIDENCE_PROXY);
	OK(states_have(&k->exemptions[0].citizenship, STR("DEU")) &&
	    !states_have(&k->exemptions[0].citizenship, STR("TUR")));
	OK(pack_in_force(k, date_from_civil(2014, 10, 27)) &&
	    !pack_in_force(k, date_from_civil(2014, 10, 26)));
	OK(pack_in_force(k, date_from_civil(2017, 9, 25)) &&
	    !pack_in_force(k, date_from_civil(2017, 9, 26)));
	OK(k->longest.threshold_months == 3 && k->longest.lead_days == 30);
	OK(k->longest.registered_days == 90 && k->longest.extended_days == 180);
	OK(again != NULL && memcmp(&again->hash, &k->hash, sizeof(k->hash)) == 0);
	OK(compact != NULL && memcmp(&compact->hash, &k->hash, sizeof(k->hash)) == 0);
	pack_free(compact);
	pack_free(again);
	pack_free(k);
	arena_free(&a);
}

static void areas(void)
{
	struct buf b = {0};

	OK(area_read(STR("15")) == 1500 && area_read(STR("15.5")) == 1550 &&
	    area_read(STR("15.05")) == 1505);
	OK(area_read(STR("9999999.99")) == 999999999 && area_read(STR("0")) == 0);
	OK(area_read(STR("")) == -1 && area_read(STR("1.")) == -1 && area_read(STR("1.005")) == -1);
	OK(area_read(STR("10000000")) == -1 && area_read(STR("-1")) == -1 &&
	    area_read(STR("1e3")) == -1);
	area_write(&b, 1505);
	OK(str_is(buf_text(&b), "15.05"));
	buf_free(&b);
}

int main(void)
{
	struct pack *k = pack_builtin();

	almaty = json_read(k->text, NULL);
	builtin();
	values();
	lines_of();
	refused();
	areas();
	json_decref(almaty);
	pack_free(k);
	return t_done();
}
