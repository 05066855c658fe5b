/*
 * Notices of hosts: rows looked at, taken once, decided by acts, and seen by nobody else.  What
 * became of a guest is told to his host without a word of point 17.
 */
#include "notice_rows.h"
#include "rebuild.h"
#include "records.h"
#include "register.h"
#include "users.h"

static struct reg r;

/* ---- a register with a hotel ---- */

static void load(const char *kind, const char *text)
{
	struct load_job j = {.kind = kind_find(str_of(kind)), .full = strcmp(kind, "wanted") == 0};
	struct err e = {0};
	char *rejected;

	must(reg_load(&r, &j, str_of(text), &rejected, &e), &e);
	OK(j.count.bad == 0 && j.count.loaded > 0);
	free(rejected);
}

static void host(const char *name, const char *holder, const char *dwelling)
{
	struct user_new n = {.name = str_of(name),
	    .role = STR("host"),
	    .holder = str_of(holder),
	    .dwelling = str_of(dwelling),
	    .hash = STR("$hash")};
	struct issues l = {.arena = &r.a};
	struct err e = {0};
	int64_t act;

	must(db_begin(r.db, true, &e), &e);
	must(users_add(r.db, &r.env, &n, &act, &l, &e), &e);
	must(db_commit(r.db, &e), &e);
	OK(l.n == 0);
}

static void town(void)
{
	reg_today(&r, TODAY);
	load("units", "id,name_ru\nauezov,А\nmedeu,М\n");
	load("dwellings", "id,kato,street,house,category,fund,unit\n"
			  "H1,751310000,улица Абая,1,hotel,private,auezov\n"
			  "H2,751710000,улица Достык,2,hotel,private,medeu\n"
			  "H3,751310000,улица Абая,3,hotel,private,auezov\n");
	load("persons", "id,surname,given,birth_date,sex,citizenship,status\n"
			"P1,Сериков,Болат,1960-01-01,M,KAZ,citizen\n");
	load("wanted", "id,surname,given,sex,birth_date,nationality,iin,doc_number\n"
		       "W1,KAYA,ALI,M,1990-01-01,TUR,,WANTED1\n");
	host("alatau", "org:Alatau", "H1");
	host("dostyk", "org:Dostyk", "H2");
}

static struct act_env env_of(const char *name, unsigned role, const char *unit)
{
	struct act_env env = r.env;

	env.who = (struct actor){.name = str_of(name), .role = role, .unit = str_of(unit)};
	return env;
}

static enum rc take_as(const struct act_env *env, const struct notice_sender *from,
    const struct notice_rows *rows, struct notice_taken *out, struct issues *l)
{
	struct notice_sender sent = *from;
	struct err e = {0};
	enum rc rc;

	sent.rows = rows;
	*l = (struct issues){.arena = &r.a};
	db_set_roles(r.db, env->who.role);
	must(db_begin(r.db, true, &e), &e);
	rc = notice_take(r.db, &r.a, env, &sent, out, l, &e);
	note_err(&e);
	if (rc == RC_OK && l->n == 0)
		must(db_commit(r.db, &e), &e);
	else
		db_rollback(r.db);
	db_set_roles(r.db, ROLE_OWNER);
	return rc;
}

static const struct notice_sender alatau = {
    .holder = STR_INIT("org:Alatau"), .house = STR_INIT("H1")};

static void taken_once(void)
{
	struct act_env env = env_of("alatau", ROLE_HOST, ""),
		       other = env_of("dostyk", ROLE_HOST, "");
	struct notice_sender from = alatau,
			     dostyk = {.holder = STR("org:Dostyk"), .house = STR("H2")};
	struct notice_rows rows, two;
	struct notice_taken first, again;
	struct issues l = csv(&r.a, STR(HEAD GOOD OTHER), &rows);

	(void)csv(&r.a, STR(HEAD OTHER), &two);
	OK(take_as(&env, &from, &rows, &first, &l) == RC_OK && l.n == 0 && first.status == 201);
	OK(str_starts(first.notice.id, "N-") && first.notice.guests == 2);
	OK(str_is(first.notice.dwelling, "H1") && str_is(first.notice.unit, "auezov"));
	r.env.now_us += 1000000;
	OK(take_as(&env, &from, &rows, &again, &l) == RC_OK &&
	    str_eq(first.notice.id, again.notice.id) &&
	    again.notice.received_us == first.notice.received_us);
	from.key = STR("k");
	OK(take_as(&env, &from, &rows, &again, &l) == RC_OK &&
	    str_eq(first.notice.id, again.notice.id));
	OK(take_as(&env, &from, &two, &again, &l) == RC_OK && again.status == 409 &&
	    issue_is(&l, "key", PROBLEM_KEY_USED));
	dostyk.key = STR("k");
	OK(take_as(&other, &dostyk, &rows, &again, &l) == RC_OK && l.n == 0 &&
	    !str_eq(first.notice.id, again.notice.id) && str_is(again.notice.unit, "medeu"));
	from = alatau;
	from.dwelling = STR("H2");
	OK(take_as(&env, &from, &two, &again, &l) == RC_OK && again.status == 403 &&
	    issue_is(&l, "dwelling", PROBLEM_NOT_ALLOWED));
}

static void from_paper(void)
{
	struct act_env env = env_of("aida", ROLE_OFFICER, "auezov");
	struct notice_sender from = {0};
	struct notice_rows rows;
	struct notice_taken out;
	struct issues l = csv(&r.a, STR(HEAD GOOD), &rows);

	OK(take_as(&env, &from, &rows, &out, &l) == RC_OK && out.status == 400 && l.n == 2);
	from = (struct notice_sender){.host = STR("P9"), .dwelling = STR("H9")};
	OK(take_as(&env, &from, &rows, &out, &l) == RC_OK &&
	    issue_is(&l, "host", PROBLEM_NO_SUCH) && issue_is(&l, "dwelling", PROBLEM_NO_SUCH));
	from = (struct notice_sender){.host = STR("P1"), .dwelling = STR("H2")};
	OK(take_as(&env, &from, &rows, &out, &l) == RC_OK && out.status == 403 &&
	    issue_is(&l, "dwelling", PROBLEM_OTHER_UNIT));
	from.dwelling = STR("H1");
	OK(take_as(&env, &from, &rows, &out, &l) == RC_OK && l.n == 0 &&
	    str_is(out.notice.host, "P1"));
}

static void too_often(void)
{
	struct act_env env = env_of("dostyk", ROLE_HOST, "");
	struct notice_rows rows;
	struct notice_sender from = {
	    .holder = STR("org:Dostyk"), .house = STR("H2"), .rows = &rows};
	struct notice_taken out = {0};
	struct issues l;
	struct err e = {0};
	int n = 1; /* taken_once sent one */

	db_set_roles(r.db, ROLE_HOST);
	must(db_begin(r.db, true, &e), &e);
	do {
		l = csv(&r.a,
		    arena_printf(&r.a,
			HEAD "KAYA,1990-01-01,M,TUR,X%d,2025-01-01,2015-05-01,2015-06-06\n", n),
		    &rows);
		OK(notice_take(r.db, &r.a, &env, &from, &out, &l, &e) == RC_OK);
		n += l.n == 0;
	} while (l.n == 0 && n <= NOTICES_A_DAY);
	OK(n == NOTICES_A_DAY && out.status == 429);
	env.now_us += INT64_C(86400) * 1000000; /* a day after it may send again */
	l = (struct issues){.arena = &r.a};
	OK(notice_take(r.db, &r.a, &env, &from, &out, &l, &e) == RC_OK && l.n == 0);
	db_rollback(r.db);
	db_set_roles(r.db, ROLE_OWNER);
}

/* ---- decided ---- */

static struct str sent(const char *text)
{
	struct act_env env = env_of("alatau", ROLE_HOST, "");
	struct issues l;
	struct notice_rows rows = json_rows(&r.a, text, &l);
	struct notice_taken out = {0};

	OK(l.n == 0 && take_as(&env, &alatau, &rows, &out, &l) == RC_OK && l.n == 0);
	return out.notice.id;
}

static struct guest guest(struct str notice, int64_t line)
{
	struct err e = {0};
	struct guest g;

	must(guest_read(r.db, &r.a, notice, line, &g, &e), &e);
	return g;
}

static const json_t *act(const char *role, struct str request)
{
	struct act_answer answer = {0};
	struct err e = {0};
	bool duty = strcmp(role, "duty") == 0;

	r.env.who = (struct actor){.name = str_of(role),
	    .unit = STR("auezov"),
	    .role = duty                          ? ROLE_DUTY
		    : strcmp(role, "senior") == 0 ? ROLE_SENIOR
						  : ROLE_OFFICER};
	must(reg_act(&r, json_read_in(&r.a, request, &e), &answer, &e), &e);
	r.env.who = (struct actor){.name = STR("cli"), .role = ROLE_OWNER};
	if (answer.status == 400 || answer.status == 409)
		note(json_canonical(&r.a, answer.json).p);
	OK(reg_recorded(&r) > 0 || answer.status >= 400);
	return answer.json;
}

/* Another document, another person. */
static int letter_of(const char *number)
{
	return 'A' + (number[0] * 7 + number[1]) % 26;
}

static int day_of(const char *number)
{
	return 1 + number[1] % 28;
}

/* An application for guest LINE of a notice, with a document and a last day of its own. */
static const json_t *apply(
    struct str notice, int line, const char *number, const char *expires, const char *until)
{
	return act("officer",
	    arena_printf(&r.a,
		"{\"act\":\"register_foreigner\",\"guest\":\"%.*s/%d\",\"dwelling\":\"H1\","
		"\"host\":\"org:Alatau\",\"entry_date\":\"2015-05-01\",\"stay_until\":\"%s\","
		"\"purpose\":\"tourism\",\"document\":{\"type\":\"ordinary\",\"number\":\"%s\","
		"\"country\":\"TUR\",\"expires\":\"%s\",\"surname\":\"KAYA\",\"given\":\"G%c\","
		"\"birth_date\":\"1990-01-%02d\",\"sex\":\"M\",\"citizenship\":\"TUR\"}}",
		STR_FMT(notice), line, until, number, expires, letter_of(number), day_of(number)));
}

static const json_t *resolve(const char *role, struct str id, const char *decision)
{
	return act(role, arena_printf(&r.a,
			     "{\"act\":\"resolve\",\"case\":\"%.*s\",\"decision\":\"%s\","
			     "\"note\":\"a secret of the duty unit\"}",
			     STR_FMT(id), decision));
}

static bool nothing_told(const struct guest *g)
{
	return g->note.n == 0 && g->reasons == NULL;
}

static void decided(void)
{
	struct str n = sent("{\"guests\":[" GUEST("A1", "2015-06-06", "") "," GUEST(
	    "A2", "2015-06-06", "") "," GUEST("A3", "2015-05-03", "") "," GUEST("WANTED1",
	    "2015-06-06", "") "," GUEST("A5", "2015-06-06", "") "]}");
	const json_t *answer = apply(n, 1, "A1", "2025-01-01", "2015-06-06");
	struct guest g = guest(n, 1);

	OK(str_is(json_get_str(answer, "outcome"), "grant") && g.state == GUEST_REGISTERED);
	OK(g.act == json_get_int(answer, "act", 0) && nothing_told(&g));
	answer = apply(n, 2, "A2", "2015-01-01", "2015-06-06");
	g = guest(n, 2);
	OK(str_is(json_get_str(answer, "outcome"), "refuse") && g.state == GUEST_REFUSED);
	OK(json_array_size(g.reasons) > 0 &&
	    str_is(json_get_str(json_array_get(g.reasons, 0), "code"), "document-expired") &&
	    str_is(json_get_str(json_array_get(g.reasons, 0), "point"), "15"));
	answer = apply(n, 3, "A3", "2025-01-01", "2015-05-03");
	g = guest(n, 3);
	OK(str_is(json_get_str(answer, "outcome"), "not_required") &&
	    g.state == GUEST_NOT_REQUIRED && nothing_told(&g));

	/* once more, where nothing was granted; and not where it was */
	(void)apply(n, 2, "A2", "2025-01-01", "2015-06-06");
	g = guest(n, 2);
	OK(g.state == GUEST_REGISTERED && nothing_told(&g));
	answer = apply(n, 1, "A9", "2025-01-01", "2015-06-06");
	OK(str_is(json_get_str(answer, "outcome"), "invalid") &&
	    guest(n, 1).state == GUEST_REGISTERED);
	answer = apply(n, 9, "A9", "2025-01-01", "2015-06-06");
	OK(str_is(json_get_str(answer, "outcome"), "invalid"));
}

static json_int_t annul(json_int_t target)
{
	return json_get_int(
	    act("senior",
		arena_printf(&r.a,
		    "{\"act\":\"annul\",\"target\":%lld,\"authority\":{\"kind\":\"unit\"},"
		    "\"violation\":\"a slip\"}",
		    (long long)target)),
	    "act", 0);
}

/* What was annulled is to be decided again, and the host sees it. */
static void annulled(void)
{
	struct str n = sent("{\"guests\":[" GUEST("Q1", "2015-06-06", "") "]}");
	json_int_t first = json_get_int(apply(n, 1, "Q1", "2025-01-01", "2015-06-06"), "act", 0);
	json_int_t annulment = annul(first);

	OK(first > 0 && annulment > 0 && guest(n, 1).state == GUEST_WAITING);
	annulment = annul(annulment);
	OK(guest(n, 1).state == GUEST_REGISTERED);
	(void)annul(annulment);
	OK(guest(n, 1).state == GUEST_WAITING);
	(void)apply(n, 1, "Q1", "2025-01-01", "2015-06-06");
	OK(guest(n, 1).state == GUEST_REGISTERED && guest(n, 1).act > first);
}

/* A match, and a doubt about identity: to the host both are one state, and nothing more. */
static void reviewed(void)
{
	struct str n = sent("{\"guests\":[" GUEST("B1", "2015-06-06", "") "," GUEST(
	    "B2", "2015-06-06", "") "," GUEST("B3", "2015-06-06", "") "]}");
	const json_t *answer = apply(n, 1, "WANTED1", "2025-01-01", "2015-06-06");
	struct str id = json_get_str(answer, "case");
	struct guest g = guest(n, 1);

	OK(g.state == GUEST_REVIEW && nothing_told(&g));
	(void)resolve("duty", id, "grant");
	g = guest(n, 1);
	OK(g.state == GUEST_REGISTERED && nothing_told(&g));

	/* the same person's name and birth date in another document: an officer must say who it is */
	(void)apply(n, 2, "B2", "2025-01-01", "2015-06-06");
	answer = act("officer",
	    arena_printf(&r.a,
		"{\"act\":\"register_foreigner\",\"guest\":\"%.*s/3\",\"dwelling\":\"H1\","
		"\"host\":\"org:Alatau\",\"entry_date\":\"2015-05-01\",\"stay_until\":"
		"\"2015-06-06\",\"purpose\":\"tourism\",\"document\":{\"type\":\"ordinary\","
		"\"number\":\"B3\",\"country\":\"TUR\",\"expires\":\"2025-01-01\",\"surname\":"
		"\"KAYA\",\"given\":\"GS\",\"birth_date\":\"1990-01-23\",\"sex\":\"M\","
		"\"citizenship\":\"TUR\"}}",
		STR_FMT(n)));
	id = json_get_str(answer, "case");
	g = guest(n, 3);
	OK(id.n > 0 && g.state == GUEST_REVIEW && nothing_told(&g));
	(void)resolve("senior", id, "refuse");
	g = guest(n, 3);
	OK(g.state == GUEST_REFUSED && nothing_told(&g));
}

static void dismissed(void)
{
	struct str n = sent("{\"guests\":[" GUEST("C1", "2015-06-06", "") "]}");
	const json_t *answer = act("officer",
	    arena_printf(&r.a,
		"{\"act\":\"dismiss_guest\",\"guest\":\"%.*s/1\",\"note\":\" never came \"}",
		STR_FMT(n)));
	struct guest g = guest(n, 1);

	OK(str_is(json_get_str(answer, "outcome"), "grant") && g.state == GUEST_DISMISSED);
	OK(str_is(g.note, "never came") && g.act == json_get_int(answer, "act", 0));
	(void)apply(n, 1, "C1", "2025-01-01", "2015-06-06"); /* he came after all */
	g = guest(n, 1);
	OK(g.state == GUEST_REGISTERED && nothing_told(&g));
}

/* An application for another dwelling decides no guest of this one. */
static void elsewhere(void)
{
	struct str n = sent("{\"guests\":[" GUEST("E1", "2015-06-06", "") "]}");
	const json_t *answer = act("officer",
	    arena_printf(&r.a,
		"{\"act\":\"register_foreigner\",\"guest\":\"%.*s/1\",\"dwelling\":\"H3\","
		"\"host\":\"org:Alatau\",\"entry_date\":\"2015-05-01\",\"stay_until\":"
		"\"2015-06-06\",\"purpose\":\"tourism\",\"document\":{\"type\":\"ordinary\","
		"\"number\":\"E1\",\"country\":\"TUR\",\"expires\":\"2025-01-01\",\"surname\":"
		"\"KAYA\",\"given\":\"ELI\",\"birth_date\":\"1991-01-02\",\"sex\":\"M\","
		"\"citizenship\":\"TUR\"}}",
		STR_FMT(n)));

	OK(str_is(json_get_str(answer, "outcome"), "invalid") &&
	    guest(n, 1).state == GUEST_WAITING);
}

/* ---- who sees what ---- */

static void kept_apart(void)
{
	struct str n = sent("{\"guests\":[" GUEST("D1", "2015-06-06", "") "]}");
	struct err e = {0};
	struct report found = {0};
	struct reports list;
	struct guests guests;
	struct guest g;
	struct person p;
	struct dwelling d;
	int64_t counts[GUEST__MAX];

	db_set_roles(r.db, ROLE_HOST);
	must(report_read_own(r.db, &r.a, n, STR("alatau"), &found, &e), &e);
	OK(notice_guests(r.db, &r.a, &found, &guests, &e) == RC_OK && guests.n == 1);
	OK(notice_counts(r.db, &found, counts, &e) == RC_OK && counts[GUEST_WAITING] == 1);
	OK(report_read_own(r.db, &r.a, n, STR("dostyk"), &found, &e) == RC_NOT_FOUND);
	found.account = STR("dostyk"); /* who is not the sender counts and reads nobody */
	found.id = n;
	OK(notice_guests(r.db, &r.a, &found, &guests, &e) == RC_OK && guests.n == 0);
	OK(notice_counts(r.db, &found, counts, &e) == RC_OK && counts[GUEST_WAITING] == 0);
	OK(reports_own(r.db, &r.a, STR("alatau"), STR(""), 2, &list, &e) == RC_OK && list.n == 2 &&
	    list.v[0].received_us >= list.v[1].received_us);
	OK(reports_own(r.db, &r.a, STR("dostyk"), list.v[0].id, 2, &list, &e) == RC_NOT_FOUND);
	OK(report_read(r.db, &r.a, n, &found, &e) == RC_FORBIDDEN);
	OK(guest_read(r.db, &r.a, n, 1, &g, &e) == RC_FORBIDDEN);
	OK(guests_waiting(r.db, &r.a, STR("auezov"), (struct guest_place){0}, 9, &guests, &e) ==
	    RC_FORBIDDEN);
	OK(person_read(r.db, &r.a, STR("P1"), &p, &e) == RC_FORBIDDEN);
	OK(dwelling_read(r.db, &r.a, STR("H1"), &d, &e) == RC_FORBIDDEN);
	db_set_roles(r.db, ROLE_INSPECTOR | ROLE_AKIMAT | ROLE_ADMIN | ROLE_GATE);
	OK(report_read(r.db, &r.a, n, &found, &e) == RC_FORBIDDEN);
	OK(guest_read(r.db, &r.a, n, 1, &g, &e) == RC_FORBIDDEN);
	db_set_roles(r.db, ROLE_OWNER);
}

/* The queue of a unit: by the day of entry, and page by page. */
static void queued(void)
{
	struct guest_place place = {0};
	struct err e = {0};
	struct guests all, page;
	int64_t n;
	size_t seen = 0;

	OK(guests_waiting(r.db, &r.a, STR("auezov"), place, 1000, &all, &e) == RC_OK && all.n > 3);
	OK(guests_waiting_count(r.db, STR("auezov"), &n, &e) == RC_OK && n == (int64_t)all.n);
	for (size_t i = 1; i < all.n; i++)
		if (all.v[i].entry < all.v[i - 1].entry || all.v[i].state != GUEST_WAITING)
			OK(all.v[i].entry >= all.v[i - 1].entry);
	do {
		OK(guests_waiting(r.db, &r.a, STR("auezov"), place, 2, &page, &e) == RC_OK);
		for (size_t i = 0; i < page.n; i++, seen++)
			OK(seen < all.n && str_eq(page.v[i].notice, all.v[seen].notice) &&
			    page.v[i].line == all.v[seen].line);
		if (page.n > 0)
			place = (struct guest_place){page.v[page.n - 1].entry,
			    page.v[page.n - 1].notice, page.v[page.n - 1].line};
	} while (page.n == 2);
	OK(seen == all.n);
}

static void differs(void *ctx, const struct db_table *t, const char *key, enum db_difference d)
{
	(void)ctx;
	(void)d;
	note(t->name);
	note(key);
}

/* Derived tables are made anew; what hosts reported, and what came of it, stays as it is. */
static void made_anew(void)
{
	struct rebuild b = {.differs = differs};
	struct err e = {0};
	struct guests *before, after;
	struct reports l;
	struct db *db;

	must(reports_own(r.db, &r.a, STR("alatau"), STR(""), 50, &l, &e), &e);
	before = ARENA_ARRAY(&r.a, struct guests, l.n);
	for (size_t i = 0; i < l.n; i++)
		must(notice_guests(r.db, &r.a, &l.v[i], &before[i], &e), &e);
	db = must_open(r.url[0] == 's' ? r.path : r.url, ROLE_OWNER);
	OK(rebuild_register(db, &b, &e) == RC_OK && b.tables == 0);
	note_err(&e);
	db_close(db);
	for (size_t i = 0; i < l.n; i++) {
		must(notice_guests(r.db, &r.a, &l.v[i], &after, &e), &e);
		for (size_t k = 0; k < after.n; k++)
			OK(after.v[k].state == before[i].v[k].state &&
			    after.v[k].act == before[i].v[k].act &&
			    after.v[k].changed_us == before[i].v[k].changed_us);
	}
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return 1;
	reg_open(&r, argv[argc - 1]);
	town();
	taken_once();
	from_paper();
	too_often();
	decided();
	reviewed();
	dismissed();
	annulled();
	elsewhere();
	kept_apart();
	queued();
	made_anew();
	reg_close(&r);
	return t_done();
}
