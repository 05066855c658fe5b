/* The life of a small town. */
#include "town.h"

#include "evidence.h"
#include "load.h"
#include "user.h"

#define DAY_US (INT64_C(86400) * 1000000)

void town_load(struct town *t, const char *kind, const char *csv, bool update)
{
	struct load_job j = {
	    .kind = kind_find(str_of(kind)), .in = tmpfile(), .name = kind, .update = update};
	struct err e = {0};

	if (j.in == NULL)
		abort();
	(void)fputs(csv, j.in);
	j.file_hash = hash_of(str_of(csv));
	must(acts_load(t->db, &t->env, &j, &e), &e);
	if (j.count.bad > 0) {
		(void)printf("# %zu rows of %s rejected\n", j.count.bad, kind);
		OK(j.count.bad == 0);
	}
	(void)fclose(j.in);
}

static void tomorrow(struct town *t)
{
	t->env.now_us += DAY_US + (int64_t)prng_below(&t->r, 3) * DAY_US / 2;
	t->env.today = date_in_almaty(t->env.now_us);
}

static enum rc one(struct town *t, const json_t *request, struct act_answer *out, struct err *e)
{
	enum rc rc = db_begin(t->db, true, e);

	if (rc == RC_OK)
		rc = acts_perform(t->db, &t->own, &t->env, request, out, e);
	if (rc == RC_OK && !is_pg(t->db))
		rc = evidence_seal_in_tx(t->db, e);
	if (rc == RC_OK)
		rc = db_commit(t->db, e);
	else
		db_rollback(t->db);
	return rc == RC_OK && is_pg(t->db) ? evidence_seal(t->db, e) : rc;
}

static void keep(struct str *list, size_t *n, struct str s)
{
	if (s.n > 0 && *n < TOWN_KEPT)
		list[(*n)++] = s;
}

static void learn(struct town *t, const json_t *request, const json_t *answer)
{
	struct str outcome = json_get_str(answer, "outcome"), act = json_get_str(request, "act");
	int64_t id = json_get_int(answer, "act", 0);

	t->asked++;
	t->granted += str_is(outcome, "grant");
	t->refused += str_is(outcome, "refuse");
	t->reviews += str_is(outcome, "review");
	t->invalid += str_is(outcome, "invalid");
	if (id != 0 && t->n_acts < TOWN_KEPT)
		t->act[t->n_acts++] = id;
	if (id != 0 && str_is(act, "annul") && str_is(outcome, "grant") &&
	    t->n_annulling < TOWN_KEPT)
		t->annulling[t->n_annulling++] = id;
	if (t->n_registrations < TOWN_KEPT)
		t->reg_dwelling[t->n_registrations] = json_get_str(request, "dwelling");
	keep(t->registration, &t->n_registrations, json_get_str(answer, "registration"));
	keep(t->holding, &t->n_holdings, json_get_str(answer, "holding"));
	keep(t->open, &t->n_open, json_get_str(answer, "case"));
}

const json_t *town_ask(struct town *t, json_t *take)
{
	const json_t *request = json_keep(&t->own, take);
	struct act_answer out;
	struct err e = {0};

	if (request == NULL)
		abort();
	must(one(t, request, &out, &e), &e);
	learn(t, request, out.json);
	return out.json;
}

static const char *any(struct town *t, char letter, int n)
{
	return arena_printf(&t->own, "%c%d", letter, 1 + (int)prng_below(&t->r, (uint64_t)n)).p;
}

static const char *of(struct town *t, const struct str *list, size_t n)
{
	return n == 0 ? "none" : list[prng_below(&t->r, n)].p;
}

static int64_t an_act(struct town *t)
{
	/* mostly a late one: what came before is often built on */
	size_t span = t->n_acts < 12 ? t->n_acts : 12;

	return t->n_acts == 0 ? 1 : t->act[t->n_acts - 1 - prng_below(&t->r, span)];
}

static const char *ahead(struct town *t, int days)
{
	char *text = arena_alloc(&t->own, DATE_TEXT, 1);

	date_print(t->env.today + days, text);
	return text;
}

/* A compiler evaluates arguments in any order: what is drawn is drawn before, one after another. */
static void move(struct town *t)
{
	const char *person = any(t, 'P', t->persons), *dwelling = any(t, 'D', TOWN_DWELLINGS);
	bool sibling = prng_chance(&t->r, 1, 3);

	(void)town_ask(t,
	    json_pack("{s:s, s:s, s:s, s:{s:s}, s:{s:s, s:b}, s:s}", "act", "register_permanent",
		"person", person, "dwelling", dwelling, "applicant", "capacity", "self", "basis",
		"kind", "use", "consent", 1, "holder_relation", sibling ? "full_sibling" : "none"));
}

static void family(struct town *t)
{
	const char *a = any(t, 'P', t->persons), *b = any(t, 'P', t->persons);
	const char *dwelling = any(t, 'D', TOWN_DWELLINGS);
	bool all = prng_chance(&t->r, 1, 2);

	(void)town_ask(
	    t, json_pack("{s:s, s:s, s:{s:s}, s:{s:s, s:b}, s:b, s:[{s:s, s:s}, {s:s, s:s}]}",
		   "act", "register_permanent", "dwelling", dwelling, "applicant", "capacity",
		   "self", "basis", "kind", "use", "consent", 1, "all_or_none", all, "persons",
		   "person", a, "holder_relation", "none", "person", b, "holder_relation", "none"));
}

static void stay(struct town *t)
{
	const char *person = any(t, 'P', t->persons), *dwelling = any(t, 'D', TOWN_DWELLINGS);
	int days = 100 + (int)prng_below(&t->r, 200);

	(void)town_ask(
	    t, json_pack("{s:s, s:s, s:s, s:{s:s}, s:{s:s, s:b}, s:s, s:{s:s, s:s}}", "act",
		   "register_temporary", "person", person, "dwelling", dwelling, "applicant",
		   "capacity", "self", "basis", "kind", "lease", "consent", 1, "holder_relation",
		   "none", "term", "from", ahead(t, 0), "until", ahead(t, days)));
}

static void leave(struct town *t)
{
	if (prng_chance(&t->r, 1, 3)) {
		(void)town_ask(
		    t, json_pack("{s:s, s:s, s:s, s:{s:s}, s:[{s:s, s:s, s:s, s:s}]}", "act",
			   "deregister", "person", any(t, 'P', t->persons), "ground", "emigration",
			   "applicant", "capacity", "authority", "papers", "kind", "order",
			   "number", "7", "date", ahead(t, 0), "issuer", "court"));
		return;
	}
	(void)town_ask(t, json_pack("{s:s, s:s, s:s, s:{s:s}}", "act", "deregister", "registration",
			      of(t, t->registration, t->n_registrations), "ground",
			      "own_application", "applicant", "capacity", "self"));
}

static void annul(struct town *t)
{
	int64_t target = an_act(t);

	if (t->n_annulling > 0 && prng_chance(&t->r, 1, 3))
		target = t->annulling[t->n_annulling - 1];
	(void)town_ask(t,
	    json_pack("{s:s, s:I, s:{s:s, s:s}, s:s}", "act", "annul", "target", (json_int_t)target,
		"authority", "kind", "superior", "unit", "almaty", "violation", "wrong"));
}

static void correct(struct town *t)
{
	const char *person = any(t, 'P', t->persons);
	bool kim = prng_chance(&t->r, 1, 2);

	(void)town_ask(
	    t, json_pack("{s:s, s:s, s:{s:s}, s:{s:s, s:s, s:s, s:s}}", "act", "correct_person",
		   "person", person, "set", "surname", kim ? "Ким" : "Цой", "paper", "kind",
		   "marriage", "number", "1", "date", ahead(t, -1), "issuer", "РАГС"));
}

static void enter(struct town *t)
{
	(void)town_ask(
	    t, json_pack("{s:s, s:{s:s, s:s, s:s, s:s, s:s, s:s}, s:b, s:s}", "act", "add_person",
		   "set", "surname", "Новый", "given", "Асан", "birth_date", ahead(t, -9000), "sex",
		   "M", "citizenship", "KAZ", "status", "citizen", "new", 1, "note", "another"));
}

static void hold(struct town *t)
{
	const char *dwelling, *holder;

	if (prng_chance(&t->r, 1, 3)) {
		(void)town_ask(t,
		    json_pack("{s:s, s:s, s:s, s:{s:s, s:s, s:s, s:s}}", "act", "end_holding",
			"holding", of(t, t->holding, t->n_holdings), "until", ahead(t, 0), "paper",
			"kind", "sale", "number", "2", "date", ahead(t, -1), "issuer", "нотариус"));
		return;
	}
	dwelling = any(t, 'D', TOWN_DWELLINGS);
	holder = any(t, 'P', t->persons);
	(void)town_ask(t, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:{s:s, s:s, s:s, s:s}}", "act",
			      "record_holding", "dwelling", dwelling, "holder", holder, "kind",
			      "owner", "share", "1/4", "from", ahead(t, -2), "paper", "kind",
			      "sale", "number", "2", "date", ahead(t, -2), "issuer", "нотариус"));
}

static void change(struct town *t)
{
	const char *dwelling = any(t, 'D', TOWN_DWELLINGS);
	bool small = prng_chance(&t->r, 1, 2);
	int days = (int)prng_below(&t->r, 30);

	(void)town_ask(
	    t, json_pack("{s:s, s:s, s:{s:s, s:s}, s:s, s:{s:s, s:s, s:s, s:s}}", "act",
		   "change_dwelling", "dwelling", dwelling, "set", "useful_area",
		   small ? "35.50" : "61.00", "total_area", "70.00", "from", ahead(t, -days),
		   "paper", "kind", "plan", "number", "3", "date", ahead(t, -40), "issuer", "БТИ"));
}

static void settle(struct town *t)
{
	static const char *const decisions[] = {"grant", "refuse", "withdraw"};
	const char *open = of(t, t->open, t->n_open), *decision = decisions[prng_below(&t->r, 3)];

	(void)town_ask(t, json_pack("{s:s, s:s, s:s, s:s}", "act", "resolve", "case", open,
			      "decision", decision, "note", "looked at"));
}

static const json_t *foreigner(
    struct town *t, const char *number, const char *surname, const char *born, const char *dwelling)
{
	return town_ask(t,
	    json_pack("{s:s, s:{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}, s:{s:b, s:s, s:s}, "
		      "s:s, s:s, s:s, s:s, s:s}",
		"act", "register_foreigner", "document", "type", "ordinary", "number", number,
		"country", "TUR", "expires", "2030-01-01", "surname", surname, "given", "MEHMET",
		"birth_date", born, "sex", "M", "citizenship", "TUR", "visa", "required", 1,
		"category", "work", "until", ahead(t, 300), "dwelling", dwelling, "host",
		"org:Hotel", "entry_date", ahead(t, -3), "stay_until", ahead(t, 40), "purpose",
		"work"));
}

/* One of twelve passports, now and then with another birth date than before. */
static void arrive(struct town *t)
{
	const char *number = any(t, 'F', 12), *dwelling = any(t, 'D', TOWN_DWELLINGS);
	const char *born = prng_chance(&t->r, 1, 8) ? "1980-01-02" : "1980-01-01";

	(void)foreigner(t, number, prng_chance(&t->r, 1, 6) ? "KAYA" : "YILMAZ", born, dwelling);
}

static void prolong(struct town *t)
{
	const char *registration = of(t, t->registration, t->n_registrations);
	bool longer = prng_chance(&t->r, 2, 3);
	int days = (int)prng_below(&t->r, 90);

	(void)town_ask(t, json_pack("{s:s, s:s, s:s, s:s}", "act",
			      longer ? "extend_stay" : "shorten_stay", "registration", registration,
			      "requested_until", ahead(t, days), "ground", "contract"));
}

static void depart(struct town *t)
{
	(void)town_ask(t, json_pack("{s:s, s:s, s:s}", "act", "depart", "registration",
			      of(t, t->registration, t->n_registrations), "left_on", ahead(t, 0)));
}

/* An officer clears whatever is his in a case, and says who it is. */
static void recognise(struct town *t)
{
	const char *open = of(t, t->open, t->n_open);

	(void)town_ask(t, json_pack("{s:s, s:s, s:s, s:s, s:s}", "act", "resolve", "case", open,
			      "decision", "grant", "note", "seen", "person", "new"));
}

/* Inspectors take note and look on the spot, seniors assign, the desk answers. */
static void inspect(struct town *t)
{
	static const char *const results[] = {"lives", "not_found", "left", "others"};
	const char *registration = of(t, t->registration, t->n_registrations);
	const char *precinct = prng_chance(&t->r, 1, 2) ? "p1" : "p2";
	const char *result = results[prng_below(&t->r, 4)];
	json_int_t act = (json_int_t)an_act(t);

	switch (prng_below(&t->r, 4)) {
	case 0:
		(void)town_ask(t, json_pack("{s:s, s:b, s:s}", "act", "read_notices", "all", 1,
				      "precinct", precinct));
		break;
	case 1:
		(void)town_ask(t, json_pack("{s:s, s:{s:I}, s:s}", "act", "assign_notice", "item",
				      "act", act, "precinct", precinct));
		break;
	case 2:
		(void)town_ask(t, json_pack("{s:s, s:s, s:s, s:s}", "act", "visit", "registration",
				      registration, "result", result, "note", "a dog"));
		break;
	default:
		(void)town_ask(t, json_pack("{s:s, s:I, s:s}", "act", "answer_visit", "visit", act,
				      "note", "seen"));
	}
}

static void move_border(struct town *t)
{
	const char *dwelling = any(t, 'D', TOWN_DWELLINGS);
	bool first = prng_chance(&t->r, 1, 2);

	(void)town_ask(
	    t, json_pack("{s:s, s:s, s:{s:s}, s:{s:s}}", "act", "change_dwelling", "dwelling",
		   dwelling, "set", "precinct", first ? "p1" : "p2", "paper", "kind", "order"));
}

static void correct_file(struct town *t)
{
	const char *p = any(t, 'P', 12);

	town_load(t, "residences",
	    arena_printf(&t->own, "person,dwelling,kind,from,until\n%s,D1,permanent,2009-%02d,\n",
		p, 1 + (int)prng_below(&t->r, 12))
		.p,
	    true);
	town_load(t, "persons",
	    arena_printf(&t->own,
		"id,surname,given,birth_date,sex,citizenship,status\n%s,Файлов,Имя,1980-01-0%d,M,"
		"KAZ,citizen\n",
		p, 1 + (int)prng_below(&t->r, 9))
		.p,
	    true);
}

void town_live(struct town *t, int acts)
{
	static const struct {
		int of100;
		void (*live)(struct town *);
	} lives[] = {{6, inspect}, {2, move_border}, {14, move}, {3, family}, {8, stay}, {9, leave},
	    {15, annul}, {4, correct}, {3, enter}, {4, hold}, {4, change}, {5, settle},
	    {2, correct_file}, {10, arrive}, {6, prolong}, {3, depart}, {2, recognise}};

	for (int i = 0; i < acts; i++) {
		int x = (int)prng_below(&t->r, 100);
		size_t k = 0;

		while (k + 1 < ARRAY_LEN(lives) && x >= lives[k].of100)
			x -= lives[k++].of100;
		tomorrow(t);
		lives[k].live(t);
	}
}

void town_foreigners(struct town *t)
{
	const json_t *first = foreigner(t, "Z1", "DEMIR", "1970-01-01", "D1"), *second;
	const json_t *third = foreigner(t, "Z3", "KAYA", "1975-01-01", "D3"); /* in no precinct */

	tomorrow(t);
	second = foreigner(t, "Z2", "DEMIR", "1970-01-01", "D1"); /* the same name: a case */
	(void)town_ask(t, json_pack("{s:s, s:s, s:s, s:s, s:s}", "act", "resolve", "case",
			      arena_z(&t->own, json_get_str(second, "case")), "decision", "grant",
			      "note", "seen", "person", "new"));
	(void)town_ask(t, json_pack("{s:s, s:s, s:s, s:s}", "act", "extend_stay", "registration",
			      arena_z(&t->own, json_get_str(first, "registration")),
			      "requested_until", ahead(t, 80), "ground", "contract"));
	(void)town_ask(t, json_pack("{s:s, s:s}", "act", "issue_certificate", "registration",
			      arena_z(&t->own, json_get_str(first, "registration"))));
	(void)town_ask(t, json_pack("{s:s, s:s, s:s, s:s}", "act", "visit", "registration",
			      arena_z(&t->own, json_get_str(first, "registration")), "result",
			      "not_found", "note", "nobody at home"));
	(void)town_ask(t, json_pack("{s:s, s:{s:I}, s:s}", "act", "assign_notice", "item", "act",
			      (json_int_t)json_get_int(third, "act", 0), "precinct", "p1"));
}

static void load_dwellings(struct town *t)
{
	struct buf b = {0};

	buf_z(&b, "id,kato,street,house,flat,category,fund,useful_area,total_area,unit\n");
	for (int i = 1; i <= TOWN_DWELLINGS; i++)
		buf_printf(&b, "D%d,751310000,улица Абая,%d,%d,apartment,%s,%d.00,99.00,auezov\n",
		    i, 1 + i / 4, i, i % 5 == 0 ? "state" : "private", 20 + i * 3);
	buf_char(&b, '\0');
	town_load(t, "dwellings", b.p, false);
	buf_free(&b);
}

static void load_persons(struct town *t)
{
	struct buf b = {0}, h = {0}, r = {0};

	t->persons = TOWN_PERSONS;
	buf_z(&b, "id,surname,given,birth_date,sex,citizenship,status,document_type,document_"
		  "number,document_country\n");
	buf_z(&h, "dwelling,holder,kind,share,from,until,paper\n");
	buf_z(&r, "person,dwelling,kind,from,until,wrong_since\n");
	for (int i = 1; i <= TOWN_PERSONS; i++) {
		buf_printf(&b, "P%d,Иванов,Имя,19%d-01-02,M,KAZ,citizen,id_card,0300%05d,KAZ\n", i,
		    50 + i, i);
		if (i <= TOWN_DWELLINGS)
			buf_printf(&h, "D%d,P%d,%s,,2000-01-01,,%d\n", i, i,
			    i % 5 == 0 ? "tenant" : "owner", i);
		if (i % 2 == 0)
			buf_printf(&r, "P%d,D%d,permanent,%s,,%s\n", i, 1 + i % TOWN_DWELLINGS,
			    i % 6 == 0 ? "2010" : "2010-05-06", i % 14 == 0 ? "2012-01-01" : "");
	}
	buf_char(&b, '\0');
	buf_char(&h, '\0');
	buf_char(&r, '\0');
	town_load(t, "persons", b.p, false);
	town_load(t, "holdings", h.p, false);
	town_load(t, "residences", r.p, false);
	buf_free(&b);
	buf_free(&h);
	buf_free(&r);
}

void town_start(struct town *t, struct db *db, uint64_t seed)
{
	struct err e = {0};

	*t = (struct town){.db = db, .pack = pack_builtin()};
	prng_seed(&t->r, seed);
	t->env = (struct act_env){.pack = t->pack,
	    .who = {.name = STR("test"), .role = ROLE_OWNER},
	    .now_us = INT64_C(1400000000) * 1000000};
	t->env.today = date_in_almaty(t->env.now_us);
	must(db_migrate(db, db_migrations, db_migrations_n, 1, &e), &e);
	town_load(t, "units",
	    "id,parent,name_ru,name_kk,district\nalmaty,,ДВД,,\nauezov,almaty,Ауэзов,,751310000\n",
	    false);
	load_dwellings(t);
	load_persons(t);
	town_load(t, "wanted",
	    "id,surname,given,birth_date,nationality,doc_number\n"
	    "W1,Иванов,Имя,,KAZ,030000007\nW2,Нет,Такого,,KAZ,X1\n"
	    "W3,Иванов,Имя,,KAZ,030000013\nW4,Иванов,Имя,,KAZ,030000021\n",
	    false);
}

void town_precincts(struct town *t)
{
	struct err e = {0};
	struct user u = {.name = STR("insp"),
	    .role = ROLE_INSPECTOR,
	    .unit = STR("auezov"),
	    .lang = STR("ru"),
	    .changed_by = 1};

	must(db_begin(t->db, true, &e), &e);
	must(user_add(t->db, &u, STR("hash"), &e), &e);
	must(db_commit(t->db, &e), &e);
	town_load(
	    t, "precincts", "id,unit,name,inspector\np1,auezov,1,Insp\np2,auezov,2,\n", false);
	for (int i = 1; i <= TOWN_DWELLINGS; i++)
		if (i % 3 != 0)
			(void)town_ask(
			    t, json_pack("{s:s, s:s, s:{s:s}, s:{s:s}}", "act", "change_dwelling",
				   "dwelling", arena_printf(&t->own, "D%d", i).p, "set", "precinct",
				   i % 3 == 1 ? "p1" : "p2", "paper", "kind", "order"));
}

void town_end(struct town *t)
{
	pack_free(t->pack);
	arena_free(&t->own);
}
