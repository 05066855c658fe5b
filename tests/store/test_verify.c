/*
 * One thing changed by hand, around the triggers, in each kind of evidence and in
 * each derived table: verification must fail each time and say where.
 */
#include "derive.h"
#include "evidence.h"
#include "seal.h"
#include "town.h"
#include "verify.h"

static const char *url;
static const char *wanted_word; /* a fault must have it */
static bool word_seen;
static char first[400];

static void fault(void *ctx, const struct fault *f)
{
	struct arena a = {0};
	const char *what = arena_z(&a, fault_english(&a, f));

	(void)ctx;
	if (first[0] == '\0')
		(void)snprintf(first, sizeof(first), "%s", what);
	word_seen = word_seen || (wanted_word != NULL && strstr(what, wanted_word) != NULL);
	arena_free(&a);
}

static void verify(struct verify *v)
{
	struct db *db = must_open(url, ROLE_OWNER);
	struct err e = {0};

	*v = (struct verify){.fault = fault};
	word_seen = false;
	first[0] = '\0';
	must(verify_register(db, v, &e), &e);
	db_close(db);
}

static void script(const char *text)
{
	struct db *db = must_open(url, ROLE_OWNER);
	struct err e = {0};

	must(db_begin(db, true, &e), &e);
	must(db_script(db, text, &e), &e);
	must(db_commit(db, &e), &e);
	db_close(db);
}

static const char *const evidence_tables[] = {"act", "act_text", "loaded", "pack", "seal"};

/* The guards off, and a copy of each table to put back. */
static void prepare(void)
{
	script("--only sqlite\n"
	       "DROP TRIGGER act_frozen; DROP TRIGGER act_kept; DROP TRIGGER act_text_frozen;"
	       "DROP TRIGGER act_text_kept; DROP TRIGGER loaded_frozen; DROP TRIGGER loaded_kept;\n"
	       "--end\n"
	       "--only pg\n"
	       "ALTER TABLE act DISABLE TRIGGER ALL; ALTER TABLE act_text DISABLE TRIGGER ALL;"
	       "ALTER TABLE loaded DISABLE TRIGGER ALL;\n"
	       "--end\n");
	for (size_t i = 0; i < ARRAY_LEN(evidence_tables) + derived_tables_n; i++) {
		const char *t = i < ARRAY_LEN(evidence_tables)
				    ? evidence_tables[i]
				    : derived_tables[i - ARRAY_LEN(evidence_tables)].name;
		char text[128];

		(void)snprintf(
		    text, sizeof(text), "CREATE TABLE kept_%s AS SELECT * FROM %s", t, t);
		script(text);
	}
}

/* Do it, see it found, put it back. */
static void spoil(const char *table, const char *how, const char *word)
{
	struct verify v;
	char text[256];

	script(how);
	wanted_word = word;
	verify(&v);
	(void)printf("# %s: %s\n", how, first);
	OK(v.faults > 0);
	OK(word_seen);
	(void)snprintf(text, sizeof(text), "DELETE FROM %s; INSERT INTO %s SELECT * FROM kept_%s",
	    table, table, table);
	script(text);
}

static void sound(const struct town *t, int64_t waiting)
{
	struct verify v;

	wanted_word = NULL;
	verify(&v);
	if (first[0] != '\0')
		note(first);
	OK(v.faults == 0);
	OK(v.acts > 50 && v.waiting == waiting);
	OK(v.acts >= (int64_t)t->n_acts);
}

static void entries(void)
{
	static const char *const columns[][2] = {{"kind", "kind || 'x'"}, {"day", "day + 1"},
	    {"recorded_us", "recorded_us + 1"}, {"unit", "'kz'"}, {"officer", "officer || 'x'"},
	    {"subject", "'P999'"}, {"dwelling", "'D999'"}, {"target", "77"},
	    {"outcome", "outcome || 'x'"}};

	spoil("act",
	    "UPDATE act SET body = replace(body, '\"officer\":\"test\"', '\"officer\":\"tesu\"') "
	    "WHERE position = 3",
	    "act 3: its entry was changed");
	spoil("act", "UPDATE act SET body = replace(body, '{', '{ ') WHERE position = 3",
	    "canonical");
	spoil("act", "UPDATE act SET body = 'x' || body WHERE position = 20", "no JSON object");
	spoil("act",
	    "UPDATE act SET leaf = (SELECT leaf FROM kept_act WHERE position = 2) WHERE position = "
	    "5",
	    "act 5");
	spoil("act",
	    "UPDATE act SET chain = (SELECT chain FROM kept_act WHERE position = 2) WHERE position "
	    "= 5",
	    "chain is broken at position 5");
	spoil("act", "UPDATE act SET position = 1000000 WHERE position = 9", "entries are missing");
	spoil("act", "UPDATE act SET position = NULL WHERE position = 9",
	    "position 10 comes after 8");
	for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
		char how[128], word[64];

		(void)snprintf(how, sizeof(how), "UPDATE act SET %s = %s WHERE position = 8",
		    columns[i][0], columns[i][1]);
		(void)snprintf(word, sizeof(word), "act 8: the column %s",
		    strcmp(columns[i][0], "recorded_us") == 0 ? "recorded_at" : columns[i][0]);
		spoil("act", how, word);
	}
}

static void beside(void)
{
	spoil("act_text",
	    "UPDATE act_text SET text = replace(text, 'request', 'requesu') WHERE act = 12",
	    "act 12: the text was changed");
	spoil("act_text",
	    "UPDATE act_text SET salt = (SELECT salt FROM kept_act_text WHERE act = 13) WHERE act "
	    "= 12",
	    "act 12: the text was changed");
	spoil("act_text", "DELETE FROM act_text WHERE act = 12",
	    "act 12: the text that its entry speaks of");
	spoil("act_text",
	    "INSERT INTO act_text SELECT 1, salt, text FROM kept_act_text WHERE act = 12",
	    "act 1: has a text");
	spoil("act_text", "UPDATE act_text SET text = 'not JSON' WHERE act = 12",
	    "cannot be made anew");
	spoil("loaded",
	    "UPDATE loaded SET text = replace(text, '19', '18') WHERE act = 3 AND line = 4",
	    "act 3: a row of the load was changed");
	spoil("loaded", "DELETE FROM loaded WHERE act = 3 AND line = 4",
	    "act 3: the load has 39 rows");
	spoil("loaded",
	    "INSERT INTO loaded SELECT 12, line, text FROM kept_loaded WHERE act = 3 AND line = 4",
	    "no entry speaks of");
	spoil("pack", "UPDATE pack SET text = replace(text, '15', '14')", "its text was changed");
	spoil("pack", "DELETE FROM pack", "the rule pack that judged it is not there");
	spoil("seal", "UPDATE seal SET signature = key", "its signature is wrong");
	spoil("seal", "UPDATE seal SET day = day + 1", "its signature is wrong");
	/* cut off after the twentieth: nothing but the seal can tell */
	spoil("act",
	    "DELETE FROM act_text WHERE act > 20; DELETE FROM loaded WHERE act > 20; DELETE FROM "
	    "act WHERE id > 20",
	    "before the sealed");
	script("DELETE FROM act_text; INSERT INTO act_text SELECT * FROM kept_act_text;"
	       "DELETE FROM loaded; INSERT INTO loaded SELECT * FROM kept_loaded");
}

static void derived(void)
{
	static const char *const changes[][2] = {{"unit", "parent = 'almaty' WHERE id = 'almaty'"},
	    {"precinct", "unit = 'almaty'"},
	    {"person", "data = replace(data, '1951-01-02', '1951-01-03') WHERE id = 'P1'"},
	    {"person_state", "known = known + 1 WHERE person = 'P1'"},
	    {"search_key", "birth_day = birth_day + 1"},
	    {"dwelling", "unit = 'almaty' WHERE id = 'D1'"},
	    {"dwelling_state", "from_day = 7 WHERE dwelling = 'D1'"},
	    {"holding", "until_day = 7 WHERE dwelling = 'D1'"},
	    {"residence_event", "from_day = from_day + 1"}, {"annulment", "until_day = 7"},
	    {"residence", "from_day = from_day - 1"}, {"work_case", "waits = 16"},
	    {"screening", "result = 'none'"}, {"wanted", "doc_number = 'Z' WHERE id = 'W1'"},
	    {"stay", "entry_day = entry_day + 1"}, {"person_document", "country = 'GBR'"},
	    {"distinct_person", "act = 7"}, {"certificate", "until_day = 7"},
	    {"inbox", "what = 'nothing'"}, {"visit", "result = 'lives'"},
	    {"inbox_assignment", "precinct = 'p9'"}};

	for (size_t i = 0; i < derived_tables_n; i++) {
		const char *t = derived_tables[i].name;
		const char *change = NULL;
		char how[128], word[64];

		for (size_t k = 0; k < ARRAY_LEN(changes); k++)
			if (strcmp(changes[k][0], t) == 0)
				change = changes[k][1];
		OK(change != NULL);
		(void)snprintf(word, sizeof(word), "table %s: ", t);
		(void)snprintf(
		    how, sizeof(how), "UPDATE %s SET %s", t, change != NULL ? change : "");
		spoil(t, how, word);
		(void)snprintf(how, sizeof(how), "DELETE FROM %s", t);
		spoil(t, how, word);
	}
}

static void seal(struct town *t)
{
	static const unsigned char secret[SEAL_SECRET] = {1, 2, 3};
	struct err e = {0};
	struct verify v;
	bool sealed;

	must(seal_day(t->db, t->env.today, secret, &sealed, &e), &e);
	OK(sealed);
	must(seal_day(t->db, t->env.today, secret, &sealed, &e), &e);
	OK(!sealed);
	verify(&v);
	OK(v.faults == 0 && v.seals == 1 && strlen(v.key) == 64);
	must(seal_day(t->db, t->env.today + 1, secret, &sealed, &e), &e);
	OK(!sealed); /* nothing was recorded since */
}

int main(int argc, char **argv)
{
	struct town t;

	if (argc < 2)
		return 1;
	url = argv[argc - 1];
	town_start(&t, must_open(url, ROLE_OWNER), 7);
	town_live(&t, 100);
	town_precincts(&t);
	town_foreigners(&t);
	sound(&t, 0);
	seal(&t);
	prepare();
	entries();
	beside();
	derived();
	script("UPDATE act SET position = NULL, leaf = NULL, chain = NULL WHERE position = (SELECT "
	       "max(position) FROM act);"
	       "DELETE FROM seal");
	sound(&t, 1);
	db_close(t.db);
	town_end(&t);
	return t_done();
}
