/*
 * mekenjai rules replay: the facts that acts recorded, decided once more under the
 * pack that judged them (or under --rules), and where the verdict differs.
 */
#include "evidence.h"
#include "progress.h"
#include "register.h"

#include <string.h>

#define PAGE  200
#define PACKS 16 /* kept read; a register sees a few in ten years */

struct replay {
	struct cli *c;
	struct db *db;
	struct pack *pack[PACKS];
	size_t packs, next;
	size_t again, differ;
	struct buf out;
	struct progress progress;
};

static enum rc read_pack(struct replay *r, struct str hash, struct pack **out, struct err *e)
{
	struct arena a = {0};
	struct str text = {0};
	struct db_cur c;
	enum rc rc;

	db_start(r->db, &c, STMT_PACK_BY_HASH, DB_ARGS(DB_TEXT(hash)), e);
	if (db_next(&c, e))
		text = db_text(&c, 0, &a);
	rc = db_end(&c);
	*out = rc == RC_OK && text.n > 0 ? pack_load(text, "pack of the register", e) : NULL;
	arena_free(&a);
	if (rc == RC_OK && *out == NULL)
		rc = fail(e, RC_DB, "the rule pack %.*s is not in the register", STR_FMT(hash));
	return rc;
}

/* The pack that judged an act; NULL for acts that no pack judged. */
static enum rc pack_of(
    struct replay *r, struct arena *a, const struct act *act, struct pack **out, struct err *e)
{
	struct str hash = json_get_str(act->body, "pack");
	enum rc rc;

	*out = NULL;
	if (hash.n == 0)
		return RC_OK;
	*out = r->c->pack;
	if (r->c->rules_file != NULL)
		return RC_OK;
	for (size_t i = 0; i < r->packs; i++)
		if (str_eq(hash_hex(a, hash_str(&r->pack[i]->hash)), hash)) {
			*out = r->pack[i];
			return RC_OK;
		}
	rc = read_pack(r, hash, out, e);
	if (rc != RC_OK)
		return rc;
	if (r->packs == PACKS)
		pack_free(r->pack[r->next]);
	r->pack[r->next] = *out;
	r->next = (r->next + 1) % PACKS;
	r->packs += r->packs < PACKS;
	return RC_OK;
}

static enum rc one(struct replay *r, const struct act *act, struct err *e)
{
	struct arena a = {0};
	const json_t *then = NULL;
	struct pack *pack;
	json_t *now = NULL, *o;
	enum rc rc = pack_of(r, &a, act, &pack, e);
	enum rejudged how =
	    rc == RC_OK && pack != NULL ? acts_rejudge(pack, &a, act, &now, &then) : REJUDGED_NONE;

	r->again += how != REJUDGED_NONE;
	r->differ += how == REJUDGED_DIFFERS;
	if (how == REJUDGED_DIFFERS) {
		o = json_keep(&a, json_object());
		json_put(o, "act", json_integer(act->id));
		json_put(o, "recorded", json_incref(json_deconst(then)));
		json_put(o, "now", json_incref(now));
		json_write(&r->out, o);
		buf_char(&r->out, '\n');
	}
	arena_free(&a);
	return rc;
}

static int all(struct replay *r)
{
	struct act *page = xcalloc(PAGE, sizeof(*page));
	struct arena a = {0};
	struct err e = {0};
	int64_t last = 0;
	int status = CLI_DONE;
	enum rc rc;
	size_t n;

	do {
		rc = act_page(r->db, &a, last, page, PAGE, &n, &e);
		for (size_t i = 0; rc == RC_OK && i < n; i++)
			rc = one(r, &page[i], &e);
		last = n > 0 ? page[n - 1].id : last;
		arena_free(&a);
		progress_step(&r->progress, (int64_t)r->again);
		if (rc == RC_OK)
			status = cli_write(r->c, buf_text(&r->out));
		buf_clear(&r->out);
	} while (rc == RC_OK && status == CLI_DONE && n == PAGE);
	free(page);
	return rc == RC_OK ? status : cli_failure(r->c, rc, &e);
}

int cmd_rules_replay(struct cli *c)
{
	struct replay r = {.c = c, .progress = {.c = c, .text = MSG_CLI_PROGRESS_DECISIONS}};
	struct act_env env;
	int status = cli_register(c, &r.db, &env);

	if (status == CLI_DONE)
		status = all(&r);
	progress_end(&r.progress);
	if (status == CLI_DONE) {
		cli_noted_n(
		    c, MSG_CLI_REPLAY_DONE, (int64_t)r.again, ARGS({"differ", STR_INT(r.differ)}));
		status = r.differ > 0 ? CLI_NO : CLI_DONE;
	}
	for (size_t i = 0; i < r.packs; i++)
		pack_free(r.pack[i]);
	buf_free(&r.out);
	db_close(r.db);
	return status;
}
