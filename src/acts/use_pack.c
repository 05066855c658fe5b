/* Which rule pack the register is worked by. */
#include "acts.h"
#include "evidence.h"

#define KIND "change_rules"

/* The hash of the pack in the last act of this kind; empty: none yet. */
static enum rc pack_in_use(struct db *db, struct arena *a, struct str *out, struct err *e)
{
	struct act act;
	int64_t id;
	bool found;
	enum rc rc = db_one_int(db, STMT_LOAD_LAST, DB_ARGS(DB_TEXT(STR(KIND))), &id, &found, e);

	*out = (struct str){0};
	if (rc != RC_OK || !found)
		return rc;
	rc = act_read(db, a, id, &act, e);
	if (rc == RC_OK)
		*out = json_get_str(json_object_get(act.body, "pack"), "hash");
	return rc;
}

static enum rc record(
    struct db *db, struct arena *a, const struct act_env *env, struct str hex, struct err *e)
{
	const struct pack *p = env->pack;
	json_t *text = json_read_in(a, p->text, e);
	struct act act = {
	    .kind = STR(KIND),
	    .day = env->today,
	    .recorded_us = env->now_us,
	    .officer = env->who.name,
	    .outcome = STR("grant"),
	    .body = json_keep(a, json_object()),
	};
	json_t *pack = json_object();
	enum rc rc = text != NULL ? act_next_id(db, &act.id, e) : RC_DB;

	json_put(pack, "hash", json_text(hex));
	json_put(pack, "name", json_text(p->name));
	json_put(act.body, "pack", pack);
	if (rc == RC_OK)
		rc = act_record(db, &act, e);
	if (rc == RC_OK)
		rc = db_run(db, STMT_PACK_INSERT,
		    DB_ARGS(DB_TEXT(hex), DB_TEXT(json_canonical(a, text)), DB_INT(act.id)), e);
	return rc;
}

enum rc acts_use_pack(struct db *db, const struct act_env *env, bool change, struct err *e)
{
	struct arena a = {0};
	struct str hex = hash_hex(&a, hash_str(&env->pack->hash));
	struct str last;
	enum rc rc = pack_in_use(db, &a, &last, e);

	if (rc == RC_OK && last.n > 0 && !str_eq(last, hex) && !change)
		rc = fail(e, RC_CONFLICT,
		    "the register is worked by another rule pack (%.12s…, not %.12s…): give that "
		    "one with --rules, or "
		    "change it for good with --change-rules, which is recorded",
		    last.p, hex.p);
	else if (rc == RC_OK && !str_eq(last, hex))
		rc = record(db, &a, env, hex, e);
	arena_free(&a);
	return rc;
}
