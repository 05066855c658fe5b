/* Reading facts: forms, fields by path, contradictions, terms, drafts. */
#include "rules_t.h"

static struct pack *pack;

static json_t *base(const char *act)
{
	static const char *const lines[] = {
	    "{\"act\":\"register_temporary\",\"date\":\"2015-03-02\",\"person\":{\"birth_date\":"
	    "\"1990-05-01\","
	    "\"status\":\"citizen\"},\"applicant\":{\"capacity\":\"self\"},\"dwelling\":{\"within_"
	    "city\":true,"
	    "\"category\":\"apartment\",\"fund\":\"private\",\"registered\":2},\"basis\":{\"kind\":"
	    "\"lease\","
	    "\"consent\":true},\"holder_relation\":\"none\",\"screening\":\"clear\","
	    "\"term\":{\"from\":\"2015-03-02\",\"until\":\"2015-09-01\"}}",
	    "{\"act\":\"deregister\",\"date\":\"2015-06-10\",\"ground\":\"owner_application\","
	    "\"registered_here\":true,"
	    "\"person\":{\"birth_date\":\"1985-02-03\"},\"applicant\":{\"capacity\":\"owner\","
	    "\"ownership_proven\":true},\"screening\":\"clear\"}",
	    "{\"act\":\"register_foreigner\",\"date\":\"2015-05-04\",\"entry_date\":\"2015-05-01\","
	    "\"stay_until\":"
	    "\"2015-07-15\",\"person\":{\"citizenship\":\"TUR\",\"birth_date\":\"1980-01-01\"},"
	    "\"document\":{\"type\":"
	    "\"ordinary\",\"expires\":\"2029-01-01\"},\"visa\":{\"required\":false,\"category\":"
	    "\"none\"},\"purpose\":"
	    "\"work\",\"dwelling\":{\"within_city\":true},\"identification\":\"new\",\"screening\":"
	    "\"clear\"}",
	    "{\"act\":\"extend_stay\",\"date\":\"2015-07-01\",\"entry_date\":\"2015-05-01\","
	    "\"current_until\":"
	    "\"2015-07-15\",\"requested_until\":\"2015-09-30\",\"person\":{\"citizenship\":\"TUR\"}"
	    ",\"document\":"
	    "{\"expires\":\"2029-01-01\"},\"visa\":{\"required\":false,\"category\":\"none\"},"
	    "\"ground\":\"work\","
	    "\"live\":true}",
	    "{\"act\":\"shorten_stay\",\"date\":\"2015-07-01\",\"current_until\":\"2015-07-15\","
	    "\"requested_until\":"
	    "\"2015-07-10\",\"ground\":\"left\",\"live\":true}",
	    "{\"act\":\"annul\",\"date\":\"2015-08-01\",\"target\":{\"kind\":\"register_"
	    "permanent\",\"unit\":\"u1\","
	    "\"date\":\"2015-03-02\",\"in_effect\":true,\"annulled\":false,\"dependents\":0},"
	    "\"authority\":{\"kind\":"
	    "\"unit\",\"unit\":\"u1\"},\"violation\":\"forged\"}",
	};

	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		json_t *o = json_read(str_of(lines[i]), NULL);

		if (str_is(json_get_str(o, "act"), act))
			return o;
		json_decref(o);
	}
	(void)printf("Bail out! %s\n", act);
	(void)fflush(stdout);
	abort();
}

/* The base of the act with one value changed (JSON text; NULL leaves it out) has
 * errors at exactly these fields, separated by spaces. */
static void expect(const char *act, const char *path, const char *json, const char *faulty)
{
	struct arena a = {0};
	struct issues l = {.arena = &a};
	struct facts f;
	struct str got = {"", 0};
	json_t *o = base(act);
	bool whole;

	put_at(o, str_of(path), json != NULL ? json_read(str_of(json), NULL) : NULL);
	whole = rules_parse(pack, o, RULES_WHOLE, &f, &l);
	for (const struct issue *i = l.first; i != NULL; i = i->next)
		got = arena_printf(
		    &a, "%.*s%s%.*s", STR_FMT(got), got.n > 0 ? " " : "", STR_FMT(i->field));
	if (!str_is(got, faulty))
		note(arena_printf(&a, "%s %s=%s: got %.*s, not %s", act, path,
		    json != NULL ? json : "(none)", STR_FMT(got), faulty)
			 .p);
	OK(str_is(got, faulty) && whole == (*faulty == '\0'));
	json_decref(o);
	arena_free(&a);
}

static void forms(void)
{
	expect("register_temporary", "id", "[null]", "");
	expect("register_temporary", "date", "\"2015-02-29\"", "date");
	expect("register_temporary", "date", "\"2015-3-2\"", "date");
	expect("register_temporary", "date", "null", "date");
	expect("register_temporary", "date", "20150302", "date");
	expect("register_temporary", "dwelling.registered", "2.0", "dwelling.registered");
	expect("register_temporary", "dwelling.registered", "1e1", "dwelling.registered");
	expect("register_temporary", "dwelling.registered", "-1", "dwelling.registered");
	expect("register_temporary", "dwelling.registered", "0", "");
	expect("register_temporary", "dwelling.registered", "1000000", "");
	expect("register_temporary", "dwelling.registered", "1000001", "dwelling.registered");
	expect("register_temporary", "newcomers", "0", "newcomers");
	expect("register_temporary", "newcomers", "1", "");
	expect("register_temporary", "newcomers", "true", "newcomers");
	expect("register_temporary", "dwelling.within_city", "1", "dwelling.within_city");
	expect("register_temporary", "dwelling.within_city", "\"true\"", "dwelling.within_city");
	expect("register_temporary", "dwelling.useful_area", "\"0.01\"", "");
	expect("register_temporary", "dwelling.useful_area", "\"9999999.99\"", "");
	expect("register_temporary", "dwelling.useful_area", "\"0.00\"", "dwelling.useful_area");
	expect(
	    "register_temporary", "dwelling.useful_area", "\"12345678\"", "dwelling.useful_area");
	expect("register_temporary", "dwelling.useful_area", "\"5.\"", "dwelling.useful_area");
	expect("register_temporary", "dwelling.useful_area", "\".5\"", "dwelling.useful_area");
	expect("register_temporary", "dwelling.useful_area", "\"1.234\"", "dwelling.useful_area");
	expect("register_temporary", "dwelling.useful_area", "\"+1\"", "dwelling.useful_area");
	expect("register_temporary", "dwelling.useful_area", "\"\"", "dwelling.useful_area");
	expect("register_temporary", "dwelling.useful_area", "45.5", "dwelling.useful_area");
	expect("register_temporary", "holder_relation", "\"Self\"", "holder_relation");
	expect("register_temporary", "holder_relation", "[]", "holder_relation");
	expect("annul", "authority.superiors", "[]", "");
	expect("annul", "authority.superiors", "[\"a\", 1]", "authority.superiors");
	expect("annul", "authority.superiors", "\"a\"", "authority.superiors");
	expect("extend_stay", "ground", "7", "ground");
	expect("extend_stay", "ground", "\"\"", "");
	expect("register_foreigner", "person.citizenship", "\"KAZ\"", "person.citizenship");
	expect("register_foreigner", "person.citizenship", "\"tur\"", "person.citizenship");
	expect("register_foreigner", "person.citizenship", "\"SUN\"", "person.citizenship");
	expect("register_foreigner", "person.citizenship", "\"D\"", "");
	expect("register_foreigner", "person.citizenship", "\"XXA\"", "");
	expect("shorten_stay", "person.citizenship", "\"KAZ\"", "person.citizenship");
}

static void long_text(void)
{
	struct buf b = {0};

	buf_char(&b, '"');
	for (int i = 0; i < 1000; i++)
		buf_z(&b, "\xd1\x8f"); /* a letter of two bytes */
	buf_put(&b, "\"", 2);
	expect("annul", "violation", b.p, "");
	b.n -= 2;
	buf_put(&b, "x\"", 3);
	expect("annul", "violation", b.p, "violation");
	buf_free(&b);
}

static void fields_and_objects(void)
{
	expect("register_temporary", "screening", NULL, "screening");
	expect("register_temporary", "term", NULL, "term");
	expect("register_temporary", "term", "null", "term");
	expect("register_temporary", "term", "{}", "term.from term.until");
	expect("register_temporary", "person", "[]", "person");
	expect("register_temporary", "release", "{\"kind\":\"early\"}",
	    "release.former_resident release.place");
	expect("register_temporary", "colour", "\"red\"", "colour");
	expect("register_temporary", "person.colour", "\"red\"", "person.colour");
	expect("register_temporary", "entry_date", "\"2015-01-01\"", "entry_date");
	expect("extend_stay", "screening", "\"clear\"", "screening");
	expect("extend_stay", "document.type", "\"ordinary\"", "document.type");
	expect("deregister", "document", "{}", "document");
	expect("register_foreigner", "document", "true", "document");
	expect("annul", "court_decision", "{\"number\":\"1\"}", "court_decision.date");
	expect("annul", "term", "{}", "term");
	expect("shorten_stay", "visa", "{}", "");
	expect("shorten_stay", "visa", "{\"category\":\"work\"}", "");
	expect("shorten_stay", "visa", "{\"category\":\"walk\"}", "visa.category");
	expect("shorten_stay", "entry_date", "\"2015-07-02\"", "entry_date");
	expect("shorten_stay", "stay_until", "\"2015-07-02\"", "stay_until");
}

static void contradictions(void)
{
	expect("register_temporary", "person.birth_date", "\"2015-03-02\"", "");
	expect("register_temporary", "person.birth_date", "\"2015-03-03\"", "person.birth_date");
	expect("register_temporary", "term.until", "\"2015-03-02\"", "");
	expect("register_temporary", "term.until", "\"2015-03-01\"", "term.until");
	expect("register_foreigner", "entry_date", "\"2015-05-05\"", "entry_date");
	expect("register_foreigner", "stay_until", "\"2015-04-30\"", "stay_until");
	expect("register_foreigner", "visa.category", "\"work\"", "visa.until");
	expect("extend_stay", "visa.category", "\"work\"", "visa.until");
	expect("extend_stay", "visa.until", "\"2015-01-32\"", "visa.until");
	expect("deregister", "ground", "\"temporary_expired\"", "term_until");
	expect("deregister", "term_until", "7", "term_until");
	expect("annul", "target.date", "\"2015-08-02\"", "target.date");
	expect("register_temporary", "dwelling",
	    "{\"within_city\":true,\"category\":\"house\",\"fund\":\"state\","
	    "\"registered\":0,\"useful_area\":\"20\",\"total_area\":\"19.99\"}",
	    "dwelling.total_area");
}

static void terms(void)
{
	expect(
	    "register_temporary", "term", "{\"from\":\"2199-09-30\",\"until\":\"2199-12-31\"}", "");
	expect("register_temporary", "term", "{\"from\":\"2199-10-01\",\"until\":\"2199-12-31\"}",
	    "term.from");
	expect("register_temporary", "date", "\"2199-12-01\"", "");
	expect("register_temporary", "date", "\"2199-12-02\"", "date");
	expect("deregister", "date", "\"2199-12-31\"", "");
}

/* A draft: what it says is open. */
static void draft(
    const char *act, const char *path, const char *json, const char *outcome, const char *open)
{
	struct arena a = {0};
	struct buf b = {0};
	struct verdict v;
	json_t *o = base(act);
	json_t *got;
	struct str text;

	put_at(o, str_of(path), json != NULL ? json_read(str_of(json), NULL) : NULL);
	rules_answer(pack, o, RULES_DRAFT, NULL, &a, &b, &v);
	got = json_read(buf_text(&b), NULL);
	text = json_canonical(&a, json_object_get(got, "open"));
	if (!str_is(text, open))
		note(arena_printf(&a, "%s %s: %.*s", act, path, STR_FMT(buf_text(&b))).p);
	OK(str_is(text, open));
	OK(str_is(json_get_str(got, "outcome"), outcome));
	OK((json_object_get(got, "errors") != NULL) == (json != NULL && *json == '7'));
	json_decref(got);
	json_decref(o);
	buf_free(&b);
	arena_free(&a);
}

static void drafts(void)
{
	draft("deregister", "id", "1", "grant", "[]");
	draft("deregister", "registered_here", NULL, "open",
	    "[{\"needs\":[\"registered_here\"],\"point\":\"3\"}]");
	draft("deregister", "court_ban", "true", "refuse", "[]");
	draft("deregister", "court_ban", "7", "open",
	    "[{\"needs\":[\"court_ban\"],\"point\":\"3\"}]");
	draft("deregister", "colour", "7", "open", "[]");
	draft("register_temporary", "basis.until", "7", "open",
	    "[{\"needs\":[\"basis.until\"],\"point\":\"7\"}]");
	draft("register_temporary", "person.status", NULL, "open",
	    "[{\"needs\":[\"person.status\"],\"point\":\"2\"}]");
	draft("deregister", "person", NULL, "open",
	    "[{\"needs\":[\"person.birth_date\"],\"point\":\"3\"},{\"needs\":[\"person.birth_"
	    "date\"],\"point\":\"10\"},"
	    "{\"needs\":[\"person.birth_date\"],\"point\":\"13\"}]");
	draft("annul", "act", "7", "open", "[]");
}

static void unknown_act(void)
{
	expect("annul", "act", "\"Annul\"", "act");
	expect("annul", "act", "null", "act");
	expect("annul", "act", NULL, "act");
}

int main(void)
{
	pack = pack_builtin();
	forms();
	long_text();
	fields_and_objects();
	contradictions();
	terms();
	drafts();
	unknown_act();
	pack_free(pack);
	return t_done();
}
