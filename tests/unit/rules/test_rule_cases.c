/* The cases of tests/data/rules/CODE.tsv, and that no rule lacks a kind of them. */
#include "rules_t.h"

static json_t *ordinary[ACT__MAX];

static enum ruled_act act_named(struct str s)
{
	int a = word_find(WORDS_act, s);

	if (a < 0) {
		(void)printf("Bail out! no act %.*s\n", STR_FMT(s));
		(void)fflush(stdout);
		abort();
	}
	return (enum ruled_act)a;
}

static void load_ordinary(const struct pack *pack, const char *folder)
{
	struct buf b = {0};
	struct str all = slurp(&b, folder, "ordinary.ndjson");
	struct arena a = {0};
	struct str line;

	while (next_line(&all, &line)) {
		struct verdict v;
		json_t *o = json_read(line, NULL);

		OK(judge(pack, o, &a, &v) && v.outcome == OUTCOME_GRANT && v.n == 0);
		ordinary[act_named(json_get_str(o, "act"))] = o;
	}
	for (int i = 0; i < ACT__MAX; i++)
		OK(ordinary[i] != NULL);
	arena_free(&a);
	buf_free(&b);
}

/* "\t" is a tab in the file of tabs. */
static json_t *text_value(struct str s)
{
	struct buf b = {0};
	json_t *v;

	while (s.n > 0) {
		buf_str(&b, cut(&s, "\\t"));
		if (s.n > 0)
			buf_char(&b, '\t');
	}
	v = json_text(buf_text(&b));
	buf_free(&b);
	return v;
}

/* The value in the form that the field of this act has. */
static json_t *typed(enum ruled_act act, struct str path, struct str value)
{
	for (int i = 0; i < F__MAX; i++) {
		if ((fields[i].acts & ACT_BIT(act)) == 0 || !str_is(path, fields[i].path))
			continue;
		if (fields[i].form == FORM_BOOL)
			return json_boolean(str_is(value, "true"));
		if (fields[i].form == FORM_COUNT || fields[i].form == FORM_POSITIVE)
			return json_read(value, NULL);
		return text_value(value);
	}
	return text_value(value); /* not a field: the request will be invalid */
}

static json_t *changed(enum ruled_act act, struct str changes)
{
	json_t *o = json_deep_copy(ordinary[act]);

	while (changes.n > 0) {
		struct str value = cut(&changes, "; ");
		struct str path = cut(&value, "=");

		if (path.n > 0 && path.p[0] == '-')
			put_at(o, (struct str){path.p + 1, path.n - 1}, NULL);
		else
			put_at(o, path, typed(act, path, value));
	}
	return o;
}

struct seen {
	unsigned fires, silent, boundary; /* ACT_BIT */
};

static void one_case(
    const struct pack *pack, const struct rule *rule, struct str line, struct seen *seen)
{
	struct arena a = {0};
	struct verdict v;
	struct str whole = line;
	struct str kind = cut(&line, "\t");
	struct str effect = cut(&line, "\t");
	enum ruled_act act = act_named(cut(&line, "\t"));
	json_t *request = changed(act, cut(&line, "\t"));
	const char *got = "-";
	bool valid = judge(pack, request, &a, &v);

	for (size_t i = 0; valid && i < v.n; i++)
		if (strcmp(v.found[i].rule->code, rule->code) == 0)
			got = effect_word(v.found[i].effect);
	if (!valid || !str_is(effect, got))
		note(arena_printf(
		    &a, "%s: %.*s: got %s", rule->code, STR_FMT(whole), valid ? got : "invalid")
			 .p);
	OK(valid && str_is(effect, got));
	OK(str_is(kind, "fires")     ? !str_is(effect, "-")
	    : str_is(kind, "silent") ? str_is(effect, "-")
				     : str_is(kind, "boundary"));
	seen->fires |= str_is(kind, "fires") ? ACT_BIT(act) : 0;
	seen->silent |= str_is(kind, "silent") ? ACT_BIT(act) : 0;
	seen->boundary |= str_is(kind, "boundary") ? ACT_BIT(act) : 0;
	json_decref(request);
	arena_free(&a);
}

static void one_rule(const struct pack *pack, const char *folder, const struct rule *rule)
{
	struct buf b = {0};
	struct seen seen = {0};
	char name[64];
	struct str all;
	struct str line;

	(void)snprintf(name, sizeof(name), "%s.tsv", rule->code);
	all = slurp(&b, folder, name);
	OK(next_line(&all, &line) &&
	    str_is(line, "kind\teffect\tact\tchanges to the ordinary case\twhy"));
	while (next_line(&all, &line))
		one_case(pack, rule, line, &seen);
	if ((rule->acts & ~(seen.fires & seen.silent)) != 0 || (rule->acts & seen.boundary) == 0)
		note(rule->code);
	OK((rule->acts & ~seen.fires) == 0);
	OK((rule->acts & ~seen.silent) == 0);
	OK((rule->acts & seen.boundary) != 0);
	buf_free(&b);
}

int main(int argc, char **argv)
{
	struct pack *pack = pack_builtin();
	const char *folder = argc > 1 ? argv[1] : ".";

	load_ordinary(pack, folder);
	for (size_t i = 0; i < rules_n; i++)
		one_rule(pack, folder, &rules[i]);
	for (int i = 0; i < ACT__MAX; i++)
		json_decref(ordinary[i]);
	pack_free(pack);
	return t_done();
}
