/* What requests say, looked at. */
#include "api_impl.h"

#include "hash.h"
#include "utf8.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Is `name' in "after=integer,limit=integer,unit"? */
static bool known(const char *list, struct str name)
{
	while (list != NULL && *list != '\0') {
		size_t all = strcspn(list, ","), n = strcspn(list, "=,");

		if (n == name.n && memcmp(list, name.p, n) == 0)
			return true;
		list += all + (list[all] == ',');
	}
	return str_is(name, "lang");
}

bool ask_query(struct visit *v)
{
	const struct api_row *row = v->x->match.route->own;
	const struct form *q = &v->x->req.query;
	struct issues l = {.arena = v->a};

	for (size_t i = 0; i < q->n; i++) {
		if (!known(row->query, q->p[i].name))
			issue_add(&l, q->p[i].name, PROBLEM_UNKNOWN_FIELD, STR(""));
		else if (form_count(q, arena_z(v->a, q->p[i].name)) > 1 &&
			 !issue_at(&l, q->p[i].name))
			issue_add(&l, q->p[i].name, PROBLEM_TWICE, STR(""));
	}
	if (l.n > 0)
		(void)visit_problem(v, 400, NULL, &l);
	return l.n == 0;
}

bool ask_int(
    struct visit *v, const char *name, int64_t low, int64_t high, int64_t otherwise, int64_t *out)
{
	struct str s = visit_query(v, name);
	const char *z = arena_z(v->a, s);
	char *end;

	*out = otherwise;
	if (s.n == 0 && form_count(&v->x->req.query, name) == 0)
		return true;
	errno = 0;
	*out = strtoll(z, &end, 10);
	if (s.n > 0 && z[0] >= '0' && z[0] <= '9' && *end == '\0' && errno == 0 && *out >= low &&
	    *out <= high)
		return true;
	(void)visit_problem_at(v, 400, name, PROBLEM_NOT_INTEGER,
	    arena_printf(v->a, "%lld – %lld", (long long)low, (long long)high));
	return false;
}

bool ask_id(struct str s, int64_t *out)
{
	*out = 0;
	if (s.n == 0 || s.n > 18)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		*out = *out * 10 + (s.p[i] - '0');
	}
	return true;
}

static bool day(struct visit *v, struct issues *l, const char *name, day_t *out)
{
	struct str s = visit_query(v, name);

	*out = DAY_NONE;
	if (form_count(&v->x->req.query, name) == 0)
		return false;
	if (!date_parse(s, out))
		issue_add(l, str_of(name), PROBLEM_NO_DATE, STR(""));
	return true;
}

bool ask_day(struct visit *v, const char *name, day_t *out)
{
	struct issues l = {.arena = v->a};

	(void)day(v, &l, name, out);
	if (l.n > 0)
		(void)visit_problem(v, 400, NULL, &l);
	return l.n == 0;
}

bool ask_period(struct visit *v, struct asked *out)
{
	struct issues l = {.arena = v->a};
	day_t on;
	bool one = day(v, &l, "on", &on);
	bool from = day(v, &l, "from", &out->from);
	bool until = day(v, &l, "until", &out->until);

	(void)day(v, &l, "known_on", &out->known_on);
	if (one && (from || until)) {
		issue_add(&l, STR("on"), PROBLEM_BAD_QUERY, STR("on, from"));
	} else if (one) {
		out->from = on;
		out->until = on + 1;
	} else if (!from && !until) {
		issue_add(&l, STR("on"), PROBLEM_MISSING, STR(""));
	} else if (!from || !until) {
		issue_add(&l, from ? STR("until") : STR("from"), PROBLEM_MISSING, STR(""));
	} else if (l.n == 0 && out->until <= out->from) {
		issue_add(&l, STR("until"), PROBLEM_TOO_EARLY, date_str(v->a, out->from + 1));
	}
	if (l.n > 0)
		(void)visit_problem(v, 400, NULL, &l);
	return l.n == 0;
}

static bool listed(const char *const *names, const char *name)
{
	for (; *names != NULL; names++)
		if (strcmp(*names, name) == 0)
			return true;
	return false;
}

#define TEXT_MAX 200 /* characters of a field that is searched for */

bool ask_fields(struct visit *v, const char *const *names)
{
	struct issues l = {.arena = v->a};
	const char *key;
	json_t *value;

	json_object_foreach(v->json, key, value)
	{
		if (!listed(names, key))
			issue_add(&l, str_of(key), PROBLEM_UNKNOWN_FIELD, STR(""));
		else if (!json_is_string(value))
			issue_add(&l, str_of(key), PROBLEM_NOT_TEXT, STR(""));
		else if (utf8_length(json_get_str(v->json, key)) > TEXT_MAX)
			issue_add(&l, str_of(key), PROBLEM_TOO_LONG, STR("200"));
	}
	if (l.n > 0)
		(void)visit_problem(v, 400, NULL, &l);
	return l.n == 0;
}

static bool key_fine(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] <= 0x20 || s.p[i] >= 0x7f)
			return false;
	return s.n > 0 && s.n <= 255;
}

bool ask_key(struct visit *v, struct str *key)
{
	*key = request_header(&v->x->req, "Idempotency-Key");
	if (!request_has_header(&v->x->req, "Idempotency-Key") || key_fine(*key))
		return true;
	(void)visit_problem_at(v, 400, "Idempotency-Key", PROBLEM_BAD_QUERY, STR("1 – 255 ASCII"));
	return false;
}

struct str ask_text(struct visit *v, const char *name)
{
	return utf8_nfc(v->a, utf8_trim(json_get_str(v->json, name)));
}

#define TAG_DIGITS 20

enum rc answer_tagged(struct visit *v, int64_t version, const json_t *o)
{
	struct str body = json_canonical(v->a, o);
	struct hash h = hash_of(body);
	struct str hex = hash_hex(v->a, hash_str(&h));
	struct str tag =
	    version != 0 ? arena_printf(v->a, "%lld-%.*s", (long long)version, TAG_DIGITS, hex.p)
			 : arena_printf(v->a, "%.*s", TAG_DIGITS, hex.p);
	struct reply *r = &v->x->reply;

	if (reply_etag(r, &v->x->req, tag))
		return RC_OK;
	r->type = STR("application/json");
	buf_str(&r->body, body);
	return RC_OK;
}

bool ask_match(struct visit *v, int64_t version)
{
	struct str given = request_header(&v->x->req, "If-Match");
	struct str want = arena_printf(v->a, "\"%lld-", (long long)version);

	if (given.n == 0 || str_is(given, "*") || str_starts(given, arena_z(v->a, want)))
		return true;
	(void)visit_problem_at(v, 412, "If-Match", PROBLEM_STALE, STR(""));
	return false;
}
