/* Stays page by page, and what whoever asks after a code makes the register do. */
#include "stay.h"
#include "town.h"

static struct town t;
static struct db *db;

static const json_t *arrive(int n)
{
	static const char *const names[] = {"KAYA", "DEMIR", "CELIK", "SAHIN", "OZTURK", "ARSLAN"};
	const char *number = arena_printf(&t.own, "N%d", n).p;

	return town_ask(&t,
	    json_pack("{s:s, s:{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}, s:{s:b, s:s, s:s}, "
		      "s:s, s:s, s:s, s:s, s:s}",
		"act", "register_foreigner", "document", "type", "ordinary", "number", number,
		"country", "TUR", "expires", "2090-01-01", "surname", names[n], "given", "A",
		"birth_date", "1980-01-01", "sex", "M", "citizenship", "TUR", "visa", "required", 1,
		"category", "work", "until", "2090-01-01", "dwelling", "D5", "host", "org:Hotel",
		"entry_date", date_str(&t.own, t.env.today - 1).p, "stay_until",
		date_str(&t.own, t.env.today + 30).p, "purpose", "work"));
}

/* All of a dwelling, two at a time: each once, those decided last first. */
static size_t all_pages(day_t on, int64_t *out_of_order)
{
	struct stay_page page = {.dwelling = STR("D5"), .on = on, .limit = 2};
	struct stay_rows l = {0};
	struct err e = {0};
	size_t n = 0;

	do {
		OK(stays_page(db, &t.own, &page, &l, &e) == RC_OK && l.n <= 2);
		for (size_t i = 0; i < l.n; i++) {
			*out_of_order += page.after_act != 0 && l.v[i].act >= page.after_act;
			page.after_act = l.v[i].act;
			page.after = l.v[i].registration;
		}
		n += l.n;
	} while (l.n == 2);
	return n;
}

static void pages(void)
{
	const json_t *said = NULL;
	int64_t wrong = 0;

	for (int i = 0; i < 5; i++)
		said = arrive(i);
	OK(str_is(json_get_str(said, "outcome"), "grant"));
	said = town_ask(&t, json_pack("{s:s, s:o, s:{s:s, s:s}, s:s}", "act", "annul", "target",
				json_integer(json_get_int(said, "act", 0)), "authority", "kind",
				"superior", "unit", "almaty", "violation", "wrong"));
	OK(str_is(json_get_str(said, "outcome"), "grant"));
	OK(all_pages(DAY_NONE, &wrong) == 5);
	OK(all_pages(t.env.today, &wrong) == 4); /* the annulled one does not count */
	OK(all_pages(t.env.today + 31, &wrong) == 0);
	OK(wrong == 0);
}

/* ---- asked after by a code ---- */

struct asked {
	enum stmt_id id[8];
	size_t n;
};

static void note_asked(void *ctx, enum stmt_id id)
{
	struct asked *x = ctx;

	if (x->n < ARRAY_LEN(x->id))
		x->id[x->n++] = id;
}

static void never(void *ctx, enum stmt_id id, const struct db_val *v, size_t n)
{
	(void)ctx;
	(void)id;
	(void)v;
	(void)n;
	OK(false); /* nobody writes by asking */
}

static struct asked ask(struct str code, day_t on, bool *found, enum issued_state *state)
{
	struct asked seen = {.n = 0};
	const struct db_watch w = {.ctx = &seen, .wrote = never, .asked = note_asked};
	struct err e = {0};

	db_watch(db, &w);
	OK(issued_ask(db, &t.own, code, on, found, state, &e) == RC_OK);
	db_watch(db, NULL);
	return seen;
}

static bool same(const struct asked *x, const struct asked *y)
{
	return x->n > 0 && x->n == y->n && memcmp(x->id, y->id, x->n * sizeof(x->id[0])) == 0;
}

static void codes(void)
{
	const json_t *stay = arrive(5), *paper;
	enum issued_state state = ISSUED_ANNULLED;
	struct asked valid, expired, none;
	struct str code;
	bool found;

	paper = town_ask(&t, json_pack("{s:s, s:s}", "act", "issue_certificate", "registration",
				 json_string_value(json_object_get(stay, "registration"))));
	code = json_get_str(paper, "code");
	OK(code.n == 16);
	valid = ask(code, t.env.today, &found, &state);
	OK(found && state == ISSUED_VALID && strcmp(issued_state_word(state), "valid") == 0);
	expired = ask(code, t.env.today + 31, &found, &state);
	OK(found && state == ISSUED_EXPIRED);
	none = ask(STR("0000000000000000"), t.env.today, &found, &state);
	OK(!found);
	OK(same(&valid, &none) && same(&expired, &none));
}

int main(int argc, char **argv)
{
	db = must_open(argv[argc - 1], ROLE_OWNER);
	town_start(&t, db, 5);
	pages();
	codes();
	town_end(&t);
	db_close(db);
	return t_done();
}
