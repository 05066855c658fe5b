/* From forms to requests: each form is a line as the browser sends it, each request canonical JSON. */
#include "t.h"
#include "request.h"

static day_t today(void)
{
	return date_from_civil(2015, 6, 10);
}

static struct form form_of(struct arena *a, const char *text)
{
	struct form f = {0};

	OK(form_read(a, str_of(text), FORM_MAX, &f, NULL) == RC_OK);
	return f;
}

static void gives(const char *act, const char *form, const char *wanted)
{
	struct arena a = {0};
	const struct form f = form_of(&a, form);
	json_t *o = json_keep(&a, request_of_form(&a, act, &f, today()));
	struct str got = json_canonical(&a, o);

	if (!str_is(got, wanted))
		note(got.p);
	OK(str_is(got, wanted));
	arena_free(&a);
}

static void registrations(void)
{
	gives("register_permanent",
	    "csrf=x&key=k1&do=decide&act=register_permanent&date=10.06.2015&dwelling=D4"
	    "&persons.0.person=P17&persons.0.holder_relation=none&persons.0.applicant.capacity=self"
	    "&basis.kind=lease&basis.until=010316&basis.paper.kind=lease&basis.paper.number=12&"
	    "basis.paper.date=1.3.15"
	    "&consents.0.holder=P4&consents.0.given=true&consents.0.given_on=02.03.2015&consents.0."
	    "how=in_person"
	    "&papers.0.kind=&papers.0.number=+",
	    "{\"act\":\"register_permanent\",\"basis\":{\"kind\":\"lease\",\"paper\":{\"date\":"
	    "\"2015-03-01\","
	    "\"kind\":\"lease\",\"number\":\"12\"},\"until\":\"2016-03-01\"},\"consents\":[{"
	    "\"given_on\":\"2015-03-02\","
	    "\"holder\":\"P4\",\"how\":\"in_person\"}],\"date\":\"2015-06-10\",\"dwelling\":\"D4\","
	    "\"key\":\"k1\","
	    "\"persons\":[{\"applicant\":{\"capacity\":\"self\"},\"holder_relation\":\"none\","
	    "\"person\":\"P17\"}]}");
	/* a person in place; who was left blank, and consents not ticked, are not there */
	gives("register_temporary",
	    "persons.0.person.surname=&persons.0.person.citizenship=KAZ&persons.2.person.iin="
	    "850214+400123"
	    "&persons.2.person.surname=O%27Neil&persons.2.person.birth_date=140285&persons.2."
	    "person.citizenship=kaz"
	    "&persons.2.emancipated=true&consents.0.holder=P4&consents.0.given_on=1.1.2015"
	    "&consents.1.holder=org:A+%26+B&consents.1.given=true&term.from=2015-06-10&term.until="
	    "11.06.2016",
	    "{\"act\":\"register_temporary\",\"consents\":[{\"holder\":\"org:A & "
	    "B\"}],\"persons\":[{\"emancipated\":true,"
	    "\"person\":{\"birth_date\":\"1985-02-14\",\"citizenship\":\"KAZ\",\"iin\":"
	    "\"850214400123\","
	    "\"surname\":\"O'Neil\"}}],\"term\":{\"from\":\"2015-06-10\",\"until\":\"2016-06-11\"}"
	    "}");
	/* just begun, all blank: there all the same, so that the answer says what is needed */
	gives("register_permanent", "persons.0.fresh=true&persons.0.person.status=citizen",
	    "{\"act\":\"register_permanent\",\"persons\":[{\"person\":{\"status\":\"citizen\"}}]}");
}

static void others(void)
{
	gives("deregister",
	    "registration=R9&ground=owner_application&applicant.capacity=owner&applicant.holder=P3&"
	    "court_ban=true",
	    "{\"act\":\"deregister\",\"applicant\":{\"capacity\":\"owner\",\"holder\":\"P3\"},"
	    "\"court_ban\":true,"
	    "\"ground\":\"owner_application\",\"registration\":\"R9\"}");
	gives("annul",
	    "target=1044&authority.kind=court&court_decision.number=7&court_decision.date=01.06."
	    "2015&violation=x",
	    "{\"act\":\"annul\",\"authority\":{\"kind\":\"court\"},\"court_decision\":{\"date\":"
	    "\"2015-06-01\","
	    "\"number\":\"7\"},\"target\":1044,\"violation\":\"x\"}");
	gives("change_dwelling", "dwelling=D4&set.useful_area=45,50&set.street=no&paper.kind=plan",
	    "{\"act\":\"change_dwelling\",\"dwelling\":\"D4\",\"paper\":{\"kind\":\"plan\"},"
	    "\"set\":{\"useful_area\":\"45.50\"}}");
	gives("resolve", "case=C1&decision=grant&note=seen",
	    "{\"act\":\"resolve\",\"case\":\"C1\",\"decision\":\"grant\",\"note\":\"seen\"}");
}

/* What is wrong goes through as typed, and what is hostile harms nothing. */
static void wrong(void)
{
	struct arena a = {0};
	const struct form none = {0};

	gives("deregister", "date=31.02.2015&court_ban=yes",
	    "{\"act\":\"deregister\",\"court_ban\":\"yes\",\"date\":\"31.02.2015\"}");
	gives("annul", "target=12x", "{\"act\":\"annul\",\"target\":\"12x\"}");
	gives("register_permanent",
	    "persons.0.person=P1&persons.0.person.iin=1&persons.0.person=P2&persons.99.person=P9&"
	    "persons..person=P8"
	    "&persons.0.x=1&dwelling.x=1&act=annul&target=4&__proto__=1",
	    "{\"act\":\"register_permanent\",\"persons\":[{\"person\":\"P1\"}]}");
	OK(request_of_form(&a, "decide", &none, today()) == NULL);
	arena_free(&a);
}

static void compact(void)
{
	struct arena a = {0};
	const struct form f = form_of(&a,
	    "papers.3.kind=a&papers.1.kind=&papers.7.kind=b&x=1&papers.60.kind=c&papers.61.kind=d");
	const struct form c = request_compact(&a, &f);

	OK(str_is(form_get(&c, "papers.0.kind"), "a"));
	OK(str_is(form_get(&c, "papers.1.kind"), "b"));
	OK(str_is(form_get(&c, "papers.2.kind"), "c"));
	OK(str_is(form_get(&c, "papers.61.kind"), "d")); /* beyond the list: no item */
	OK(str_is(form_get(&c, "x"), "1") && c.n == 5);
	arena_free(&a);
}

static void changes(void)
{
	static const char *const names[] = {"surname", "given", "patronymic", "iin", NULL};
	struct arena a = {0};
	json_t *set =
	    json_keep(&a, json_pack("{s:s,s:s,s:s}", "surname", "A", "given", "B", "iin", "1"));
	const json_t *now = json_keep(
	    &a, json_pack("{s:s,s:s,s:s}", "surname", "A", "given", "C", "patronymic", "D"));

	request_changes(set, now, names);
	OK(str_is(json_canonical(&a, set), "{\"given\":\"B\",\"iin\":\"1\",\"patronymic\":null}"));
	arena_free(&a);
}

/* Foreign nationals: what the page keeps for itself stays out; a visa is needed, is not, or is
 * as the list proposes. */
static void foreigners(void)
{
	gives("register_foreigner",
	    "csrf=x&key=k&do=decide&mrz=P%3CTUR%0D%0AU1&zone.raw=P&zone.taken=P&document.number=u1"
	    "&document.citizenship=tur&document.birth_date=010180&document.surname=&host=P4"
	    "&host.confirmed=true&find.street=x&dwelling=D2&entry_date=09.06.2015&stay_until=010815"
	    "&visa.required=&visa.category=none&card_mark=true&purpose=work&papers.0.kind=c"
	    "&proposed.until=1",
	    "{\"act\":\"register_foreigner\",\"card_mark\":true,\"document\":{\"birth_date\":"
	    "\"1980-01-01\",\"citizenship\":\"TUR\",\"number\":\"U1\"},\"dwelling\":\"D2\","
	    "\"entry_date\":\"2015-06-09\",\"host\":\"P4\",\"key\":\"k\",\"mrz\":"
	    "\"P<TUR\\r\\nU1\",\"papers\":[{\"kind\":\"c\"}],\"purpose\":\"work\","
	    "\"stay_until\":\"2015-08-01\",\"visa\":{\"category\":\"none\"}}");
	gives("extend_stay",
	    "registration=S1&requested_until=010815&ground=x&visa.required=false&document.expires="
	    "01012030&act=extend_stay&version=3",
	    "{\"act\":\"extend_stay\",\"document\":{\"expires\":\"2030-01-01\"},\"ground\":\"x\","
	    "\"registration\":\"S1\",\"requested_until\":\"2015-08-01\",\"visa\":{\"required\":"
	    "false}}");
	gives("shorten_stay", "visa.required=true&requested_until=never",
	    "{\"act\":\"shorten_stay\",\"requested_until\":\"never\",\"visa\":{\"required\":true}"
	    "}");
	gives("depart", "registration=S1&left_on=1.6.15&note=y",
	    "{\"act\":\"depart\",\"left_on\":\"2015-06-01\",\"note\":\"y\",\"registration\":"
	    "\"S1\"}");
	gives("issue_certificate", "registration=S1&reason=lost&to=&key=c",
	    "{\"act\":\"issue_certificate\",\"key\":\"c\",\"reason\":\"lost\",\"registration\":"
	    "\"S1\"}");
}

int main(void)
{
	registrations();
	foreigners();
	others();
	wrong();
	compact();
	changes();
	return t_done();
}
