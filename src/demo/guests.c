/*
 * Guests of a hotel as it reports them, a file of a dozen: some whose five days (point 11)
 * are over, some who have come today.  They wait, for somebody to try the desk out with them.
 */
#include "demo_impl.h"

#include "notice.h"

#define GUESTS 12

/* Its own numbers, so that the town is the same with hotels and without. */
#define SEED 20160101

static json_t *guest(struct made_up *m, struct arena *a, day_t today, int i)
{
	static const char *const purposes[] = {"tourism", "business", "work", "private"};
	struct made_up_person p;
	json_t *o = json_object();
	day_t entry = today - (GUESTS - 1 - i) * 2 / 3;

	made_up_foreigner(m, a, made_up_birth(m, 19, 60, today), today, &p);
	json_put(o, "surname", json_text(p.surname_latin));
	json_put(o, "given", json_text(p.given_latin));
	json_put(o, "birth_date", json_day(p.birth));
	json_put(o, "sex", json_text((struct str){&p.sex, 1}));
	json_put(o, "citizenship", json_string(p.citizenship));
	json_put(o, "document_number", json_text(p.document_number));
	json_put(o, "document_country", json_string(p.citizenship));
	json_put(o, "document_type", json_string("ordinary"));
	json_put(o, "document_expires", json_day(today + 700 + 50 * i));
	json_put(o, "entry_date", json_day(entry));
	json_put(o, "stay_until", json_day(entry + 8 + 3 * i));
	json_put(o, "purpose", json_string(purposes[i % 4]));
	json_put(o, "card_mark", json_boolean(i % 3 != 0));
	json_put(o, "room", json_text(arena_printf(a, "%d", 201 + 100 * (i / 4) + i % 4)));
	return o;
}

static enum rc report(struct db *db, void *ctx, struct err *e)
{
	const struct act_env *owner = ctx;
	struct arena a = {0};
	struct issues bad = {.arena = &a};
	struct act_env env = *owner;
	struct made_up m;
	struct notice_rows rows;
	struct notice_taken taken;
	struct notice_sender from = {.rows = &rows};
	json_t *list = json_keep(&a, json_array());
	enum rc rc = RC_OK;

	made_up_start(&m, SEED);
	for (int i = 0; i < GUESTS; i++)
		(void)json_array_append_new(list, guest(&m, &a, env.today, i));
	made_up_end(&m);
	for (size_t i = 0; i < demo_users_n; i++)
		if (demo_users[i].holder[0] != '\0' && from.house.n == 0) {
			env.who =
			    (struct actor){.name = str_of(demo_users[i].name), .role = ROLE_HOST};
			from.holder = str_of(demo_users[i].holder);
			from.house = str_of(demo_users[i].dwelling);
		}
	notice_read_json(&a, list, json_canonical(&a, list), env.today, &rows, &bad);
	if (bad.n == 0)
		rc = notice_take(db, &a, &env, &from, &taken, &bad, e);
	if (rc == RC_OK && (bad.n > 0 || rows.rejected_n > 0))
		rc = fail(e, RC_DB, "the made-up guests are not good");
	arena_free(&a);
	return rc;
}

enum rc demo_report(struct db *db, const struct act_env *env, struct err *e)
{
	struct act_env copy = *env;

	return db_tx(db, true, report, &copy, e);
}
