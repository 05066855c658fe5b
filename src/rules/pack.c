/* Rule packs: the file, what it must hold, and looking values up for a day. */
#include "pack.h"

#include "pack_builtin.h"
#include "pack_read.h"
#include "rules.h"

#include <assert.h>
#include <string.h>

#define DAYS_HIGH   3650
#define MONTHS_HIGH 120

static const struct {
	const char *name;
	int high; /* 0: an area */
} parameters[PARAM__MAX] = {
    [PARAM_AREA_NORM] = {"area_norm", 0},
    [PARAM_TEMPORARY_THRESHOLD_MONTHS] = {"temporary_threshold_months", MONTHS_HIGH},
    [PARAM_TEMPORARY_LEAD_DAYS] = {"temporary_lead_days", DAYS_HIGH},
    [PARAM_FOREIGNER_DEADLINE_DAYS] = {"foreigner_deadline_days", DAYS_HIGH},
    [PARAM_VISA_FREE_DAYS] = {"visa_free_days", DAYS_HIGH},
    [PARAM_VISA_FREE_EXTENSION_DAYS] = {"visa_free_extension_days", DAYS_HIGH},
};

const char *parameter_name(enum parameter p)
{
	return parameters[p].name;
}

const char *confidence_word(enum confidence c)
{
	static const char *const words[CONFIDENCE__MAX] = {
	    [CONFIDENCE_TEXT] = "text",
	    [CONFIDENCE_AGENCY] = "agency",
	    [CONFIDENCE_PROXY] = "proxy",
	};

	return words[c];
}

bool states_have(const struct states *s, struct str code)
{
	for (size_t i = 0; i < s->n; i++)
		if (str_eq(s->code[i], code))
			return true;
	return false;
}

static bool read_value(
    struct pack_reader *r, const json_t *o, enum parameter p, struct pack_value *out)
{
	if (!pack_keys(r, o, "from value source confidence") ||
	    !pack_day(r, o, "from", &out->from) || !pack_footing(r, o, &out->footing))
		return false;
	if (parameters[p].high > 0)
		return pack_number(r, o, "value", parameters[p].high, &out->value);
	out->value = area_read(json_get_str(o, "value"));
	/* one person's norm: small enough that the norm of any number of people is a number */
	return (out->value > 0 && out->value <= 1000000) ||
	       pack_wrong(r, "value", "must be square metres like \"15.00\", at most 10000");
}

static bool read_parameters(struct pack_reader *r, const json_t *root, struct pack *k)
{
	const json_t *all = json_object_get(root, "parameters");
	struct pack_reader in = pack_inside(r, "parameters", 0, false);

	if (!pack_keys(&in, all,
		"area_norm temporary_threshold_months temporary_lead_days foreigner_deadline_days "
		"visa_free_days visa_free_extension_days"))
		return false;
	for (int p = 0; p < PARAM__MAX; p++) {
		const char *name = parameters[p].name;
		size_t n;

		if (!pack_list(&in, all, name, &n))
			return false;
		k->parameters[p].n = n;
		k->parameters[p].value = ARENA_ARRAY(&k->arena, struct pack_value, n);
		for (size_t i = 0; i < n; i++) {
			struct pack_reader row = pack_inside(&in, name, i, true);
			struct pack_value *v = &k->parameters[p].value[i];

			if (!read_value(&row, json_array_get(json_object_get(all, name), i),
				(enum parameter)p, v))
				return false;
			if (i > 0 && v->from <= v[-1].from)
				return pack_wrong(
				    &row, "from", "must be later than that of the row before");
		}
	}
	return true;
}

static bool read_flag(
    struct pack_reader *r, const json_t *o, const char *name, bool only, bool *out)
{
	const json_t *v = json_object_get(o, name);

	*out = v != NULL;
	return v == NULL || (json_is_boolean(v) && json_is_true(v) == only) ||
	       pack_wrong(r, name,
		   only ? "must be true where it is given" : "must be false where it is given");
}

static bool given(const json_t *o, const char *name)
{
	return json_object_get(o, name) != NULL;
}

static bool read_exemption(struct pack_reader *r, const json_t *o, struct exemption *x)
{
	struct str point = json_get_str(o, "point");
	int64_t days = -1;

	x->entry_from = DAY_NONE;
	if (!pack_keys(r, o,
		"point citizenship? card_mark? purpose? entry_from? document? visa? visa_required? "
		"investor_confirmed? days source confidence") ||
	    !pack_footing(r, o, &x->footing))
		return false;
	if (point.n != 4 || !str_starts(point, "21.") || point.p[3] < '1' || point.p[3] > '5')
		return pack_wrong(r, "point", "must be 21.1 to 21.5");
	x->number = point.p[3] - '0';
	if (!json_is_null(json_object_get(o, "days")) &&
	    !pack_number(r, o, "days", DAYS_HIGH, &days))
		return false;
	x->days = (int)days;
	if (!read_flag(r, o, "card_mark", true, &x->card_mark) ||
	    !read_flag(r, o, "investor_confirmed", true, &x->investor) ||
	    !read_flag(r, o, "visa_required", false, &x->visa_free))
		return false;
	if (given(o, "citizenship") && !pack_states(r, o, "citizenship", &x->citizenship))
		return false;
	if (given(o, "purpose") && !pack_words(r, o, "purpose", WORDS_purpose, &x->purposes))
		return false;
	if (given(o, "document") && !pack_words(r, o, "document", WORDS_document, &x->documents))
		return false;
	if (given(o, "visa") && !pack_words(r, o, "visa", WORDS_visa, &x->visas))
		return false;
	if ((x->visas & 1U << VISA_NONE) != 0)
		return pack_wrong(r, "visa", "must not be none");
	return !given(o, "entry_from") || pack_day(r, o, "entry_from", &x->entry_from);
}

static bool read_exemptions(struct pack_reader *r, const json_t *root, struct pack *k)
{
	const json_t *all = json_object_get(root, "exemptions");

	if (!pack_list(r, root, "exemptions", &k->exemptions_n))
		return false;
	k->exemptions = ARENA_ARRAY(&k->arena, struct exemption, k->exemptions_n);
	for (size_t i = 0; i < k->exemptions_n; i++) {
		struct pack_reader row = pack_inside(r, "exemptions", i, true);
		struct exemption *x = &k->exemptions[i];

		if (!read_exemption(&row, json_array_get(all, i), x))
			return false;
		if (i > 0 && x->number < x[-1].number)
			return pack_wrong(
			    &row, "point", "must not be lower than that of the row before");
	}
	return true;
}

static bool read_limits(struct pack_reader *r, const json_t *root, struct pack *k)
{
	const json_t *all = json_object_get(root, "extension_limits");

	if (!json_is_array(all))
		return pack_wrong(r, "extension_limits", "must be a list");
	k->limits_n = json_array_size(all);
	k->limits = ARENA_ARRAY(&k->arena, struct extension_limit, k->limits_n);
	for (size_t i = 0; i < k->limits_n; i++) {
		struct pack_reader row = pack_inside(r, "extension_limits", i, true);
		const json_t *o = json_array_get(all, i);
		struct extension_limit *x = &k->limits[i];
		int64_t days;

		if (!pack_keys(&row, o, "citizenship from days source confidence") ||
		    !pack_states(&row, o, "citizenship", &x->citizenship) ||
		    !pack_day(&row, o, "from", &x->from) ||
		    !pack_number(&row, o, "days", DAYS_HIGH, &days) ||
		    !pack_footing(&row, o, &x->footing))
			return false;
		x->days = (int)days;
	}
	return true;
}

static bool read_visa_free(struct pack_reader *r, const json_t *o, struct visa_free *x)
{
	int64_t days = -1;

	if (!pack_keys(r, o, "citizenship from until days source confidence") ||
	    !pack_states(r, o, "citizenship", &x->citizenship) ||
	    !pack_day(r, o, "from", &x->from) || !pack_footing(r, o, &x->footing))
		return false;
	x->until = DAY_NONE;
	if (!json_is_null(json_object_get(o, "until")) && !pack_day(r, o, "until", &x->until))
		return false;
	if (!json_is_null(json_object_get(o, "days")) &&
	    !pack_number(r, o, "days", DAYS_HIGH, &days))
		return false;
	x->days = (int)days;
	return true;
}

static bool read_visa_free_all(struct pack_reader *r, const json_t *root, struct pack *k)
{
	const json_t *all = json_object_get(root, "visa_free");

	if (all == NULL)
		return true;
	if (!pack_list(r, root, "visa_free", &k->visa_free_n))
		return false;
	k->visa_free = ARENA_ARRAY(&k->arena, struct visa_free, k->visa_free_n);
	for (size_t i = 0; i < k->visa_free_n; i++) {
		struct pack_reader row = pack_inside(r, "visa_free", i, true);

		if (!read_visa_free(&row, json_array_get(all, i), &k->visa_free[i]))
			return false;
	}
	return true;
}

/* Each code of the assumption takes its footing; no code may have two. */
static bool read_codes(struct pack_reader *r, const json_t *o, struct pack *k, struct assumption *x)
{
	const json_t *codes = json_object_get(o, "codes");

	if (!json_is_array(codes))
		return pack_wrong(r, "codes", "must be a list");
	x->codes_n = json_array_size(codes);
	x->codes = ARENA_ARRAY(r->a, struct str, x->codes_n);
	for (size_t i = 0; i < x->codes_n; i++) {
		const json_t *c = json_array_get(codes, i);
		struct str code = {json_string_value(c), json_string_length(c)};

		if (!json_is_string(c) || !rule_code_known(code))
			return pack_wrong(r, "codes", "must name codes of the rule table");
		x->codes[i] = arena_str(r->a, code);
		for (const struct assumption *y = k->assumptions; y <= x; y++)
			for (size_t n = 0; n < (y == x ? i : y->codes_n); n++)
				if (str_eq(y->codes[n], code))
					return pack_wrong(
					    r, "codes", "a code stands under two assumptions");
		for (size_t n = 0; n < rules_n; n++)
			if (str_is(code, rules[n].code))
				k->by_rule[n] = x->footing;
	}
	return true;
}

static bool read_assumptions(struct pack_reader *r, const json_t *root, struct pack *k)
{
	const json_t *all = json_object_get(root, "assumptions");

	if (!json_is_array(all))
		return pack_wrong(r, "assumptions", "must be a list");
	k->assumptions_n = json_array_size(all);
	k->assumptions = ARENA_ARRAY(&k->arena, struct assumption, k->assumptions_n);
	k->by_rule = ARENA_ARRAY(&k->arena, struct footing, rules_n);
	for (size_t i = 0; i < k->assumptions_n; i++) {
		struct pack_reader row = pack_inside(r, "assumptions", i, true);
		const json_t *o = json_array_get(all, i);
		struct assumption *x = &k->assumptions[i];
		struct str point;

		if (!pack_keys(&row, o, "point text source confidence codes") ||
		    !pack_text(&row, o, "point", &point) || !pack_texts(&row, o, "text", x->text) ||
		    !pack_footing(&row, o, &x->footing))
			return false;
		for (int p = 1; p <= 21 && x->point == 0; p++)
			if (str_eq(point, arena_printf(&k->arena, "%d", p)))
				x->point = p;
		if (x->point == 0)
			return pack_wrong(
			    &row, "point", "must be a point of the Rules, \"1\" to \"21\"");
		if (!read_codes(&row, o, k, x))
			return false;
	}
	return true;
}

static bool read_head(struct pack_reader *r, const json_t *root, struct pack *k)
{
	const json_t *force = json_object_get(root, "in_force");
	struct pack_reader in = pack_inside(r, "in_force", 0, false);

	if (!pack_keys(r, root,
		"name title source in_force parameters exemptions extension_limits visa_free? "
		"assumptions") ||
	    !pack_text(r, root, "name", &k->name) || !pack_texts(r, root, "title", k->title) ||
	    !pack_text(r, root, "source", &k->source) ||
	    !pack_keys(&in, force, "from until source confidence") ||
	    !pack_day(&in, force, "from", &k->from) || !pack_day(&in, force, "until", &k->until) ||
	    !pack_footing(&in, force, &k->in_force))
		return false;
	return k->until >= k->from || pack_wrong(&in, "until", "must not be before from");
}

static int longest_of(const struct pack *k, enum parameter p)
{
	int64_t n = 0;

	for (size_t i = 0; i < k->parameters[p].n; i++)
		if (k->parameters[p].value[i].value > n)
			n = k->parameters[p].value[i].value;
	return (int)n;
}

static void measure(struct pack *k)
{
	struct pack_longest *n = &k->longest;
	int deadline = longest_of(k, PARAM_FOREIGNER_DEADLINE_DAYS);

	n->threshold_months = longest_of(k, PARAM_TEMPORARY_THRESHOLD_MONTHS);
	n->lead_days = longest_of(k, PARAM_TEMPORARY_LEAD_DAYS);
	n->registered_days = longest_of(k, PARAM_VISA_FREE_DAYS);
	n->extended_days = n->registered_days + longest_of(k, PARAM_VISA_FREE_EXTENSION_DAYS);
	if (deadline > n->registered_days)
		n->registered_days = deadline;
	for (size_t i = 0; i < k->exemptions_n; i++)
		if (k->exemptions[i].days > n->registered_days)
			n->registered_days = k->exemptions[i].days;
}

struct pack *pack_load(struct str text, const char *file, struct err *e)
{
	struct pack *k = xcalloc(1, sizeof(*k));
	struct pack_reader r = {
	    .text = text, .file = file, .a = &k->arena, .e = e, .path = {"", 0}};
	struct err why = {0};
	json_t *root = json_read(text, &why);
	bool whole = false;

	if (root == NULL)
		(void)fail(e, RC_BAD_INPUT, "%s: %s", file, why.msg);
	else
		whole = read_head(&r, root, k) && read_parameters(&r, root, k) &&
			read_exemptions(&r, root, k) && read_limits(&r, root, k) &&
			read_visa_free_all(&r, root, k) && read_assumptions(&r, root, k);
	if (whole) {
		k->text = arena_str(&k->arena, text);
		k->hash = hash_of(json_canonical(&k->arena, root));
		measure(k);
	}
	json_decref(root);
	if (whole)
		return k;
	pack_free(k);
	return NULL;
}

struct pack *pack_builtin(void)
{
	struct err e = {0};
	struct pack *k = pack_load(
	    (struct str){pack_builtin_text, sizeof(pack_builtin_text) - 1}, "almaty-260", &e);

	assert(k != NULL); /* tests/unit/rules/test_pack.c reads it */
	return k;
}

void pack_free(struct pack *pack)
{
	if (pack == NULL)
		return;
	arena_free(&pack->arena);
	free(pack);
}

const struct pack_value *pack_value(const struct pack *pack, enum parameter p, day_t day)
{
	const struct pack_value *v = pack->parameters[p].value;
	size_t i = pack->parameters[p].n - 1;

	while (i > 0 && v[i].from > day)
		i--;
	return &v[i];
}

bool pack_in_force(const struct pack *pack, day_t day)
{
	return day >= pack->from && day <= pack->until;
}

const struct visa_free *pack_visa_free(const struct pack *pack, struct str citizenship, day_t entry)
{
	for (size_t i = 0; i < pack->visa_free_n; i++) {
		const struct visa_free *x = &pack->visa_free[i];

		if (x->from <= entry && (x->until == DAY_NONE || entry <= x->until) &&
		    states_have(&x->citizenship, citizenship))
			return x;
	}
	return NULL;
}

void area_write(struct buf *b, int64_t hundredths)
{
	buf_int(b, hundredths / 100);
	buf_char(b, '.');
	buf_char(b, (char)('0' + hundredths / 10 % 10));
	buf_char(b, (char)('0' + hundredths % 10));
}
