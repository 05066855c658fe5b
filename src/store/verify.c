/* The journal in order, and then the derived tables. */
#include "verify_impl.h"

#include "derive.h"
#include "journal.h"
#include "replay.h"

#include <string.h>

#define PAGE 500

static void read_entry(struct db_cur *c, struct arena *a, struct entry *n)
{
	*n = (struct entry){
	    .id = db_int(c, 0),
	    .kind = db_text(c, 1, a),
	    .day = db_int(c, 2),
	    .recorded_us = db_int(c, 3),
	    .unit = db_text(c, 4, a),
	    .officer = db_text(c, 5, a),
	    .subject = db_text(c, 6, a),
	    .dwelling = db_text(c, 7, a),
	    .target = db_int(c, 8),
	    .outcome = db_text(c, 9, a),
	    .body = db_text(c, 10, a),
	    .position = db_int(c, 11),
	    .text = db_text(c, 12, a),
	    .salt = db_blob(c, 13, a),
	    .leaf = db_blob(c, 14, a),
	    .chain = db_blob(c, 15, a),
	    .has_text = !db_is_null(c, 12),
	};
}

/* Seals speak of a position and of the chain there. */
static void seals_here(struct check *c)
{
	for (; c->next_seal < c->n_seals && c->seal[c->next_seal].position <= c->position;
	     c->next_seal++) {
		const struct seal *s = &c->seal[c->next_seal];
		char day[DATE_TEXT];

		date_print(s->day, day);
		if (!seal_good(s))
			verify_fault(c, &(struct fault){FAULT_SEAL_SIGNATURE, .name = str_of(day)});
		else if (s->position != c->position || !str_eq(s->head, hash_str(&c->chain)))
			verify_fault(c, &(struct fault){FAULT_SEAL_POSITION, .name = str_of(day),
					    .number = s->position});
		else
			c->v->seals++;
		if (s->key.n == SEAL_KEY)
			for (size_t i = 0; i < SEAL_KEY; i++)
				(void)snprintf(
				    c->v->key + 2 * i, 3, "%02x", (unsigned char)s->key.p[i]);
	}
}

/* A wrong link is told once: the next is held against what stands here. */
static void link(struct check *c, const struct entry *n)
{
	struct hash leaf = journal_leaf(n->body);
	struct hash chain = journal_chain(&c->chain, &leaf);

	if (n->position != c->position + 1)
		verify_fault(c, &(struct fault){FAULT_POSITION, .act = n->id, .number = n->position,
				    .other = c->position});
	if (!str_eq(n->leaf, hash_str(&leaf)))
		verify_fault(c, &(struct fault){FAULT_LEAF, .act = n->id});
	if (!str_eq(n->chain, hash_str(&chain)))
		verify_fault(c, &(struct fault){FAULT_CHAIN, .act = n->id, .number = n->position});
	c->position = n->position;
	c->chain = chain;
	if (n->chain.n == HASH_BYTES)
		memcpy(c->chain.b, n->chain.p, HASH_BYTES);
	c->v->acts++;
	seals_here(c);
}

/* A page of acts; *last is the place in the order that it ended at. */
static enum rc page(struct check *c, bool sealed, int64_t *last, size_t *n, struct err *e)
{
	struct db_cur cur;
	enum rc rc = RC_OK, end;

	*n = 0;
	db_start(c->db, &cur, sealed ? STMT_ACT_SEALED_AFTER : STMT_ACT_UNSEALED_ALL,
	    DB_ARGS(DB_INT(*last), DB_INT(PAGE)), e);
	while (rc == RC_OK && db_next(&cur, e)) {
		struct arena a = {0};
		struct entry entry;

		read_entry(&cur, &a, &entry);
		if (sealed)
			link(c, &entry);
		else
			c->v->waiting++;
		rc = verify_entry(c, &a, &entry, e);
		*last = sealed ? entry.position : entry.id;
		(*n)++;
		arena_free(&a);
	}
	end = db_end(&cur);
	return rc == RC_OK ? end : rc;
}

static enum rc entries(struct check *c, bool sealed, struct err *e)
{
	int64_t last = INT64_MIN;
	size_t n;
	enum rc rc;

	do {
		rc = page(c, sealed, &last, &n, e);
		if (c->v->progress != NULL)
			c->v->progress(c->v->ctx, c->v->acts);
	} while (rc == RC_OK && n == PAGE);
	return rc;
}

static enum rc packs(struct check *c, struct err *e)
{
	struct arena *a = &c->own;
	size_t cap = 0;
	struct db_cur cur;

	db_start(c->db, &cur, STMT_PACK_ALL, DB_NO_ARGS, e);
	while (db_next(&cur, e)) {
		struct str hash = db_text(&cur, 0, a);
		struct hash h = hash_of(db_text(&cur, 1, a));

		if (!str_eq(hash, hash_hex(a, hash_str(&h)))) {
			verify_fault(c, &(struct fault){FAULT_PACK_CHANGED, .name = hash});
			continue;
		}
		c->pack = ARENA_GROW(a, c->pack, c->n_packs, &cap);
		c->pack[c->n_packs++] = hash;
	}
	return db_end(&cur);
}

static enum rc loads(struct check *c, struct err *e)
{
	size_t cap = 0;
	struct db_cur cur;

	db_start(c->db, &cur, STMT_LOADED_ACTS, DB_NO_ARGS, e);
	while (db_next(&cur, e)) {
		c->load = ARENA_GROW(&c->own, c->load, c->n_loads, &cap);
		c->load[c->n_loads++] = (struct loads){db_int(&cur, 0), db_int(&cur, 1), false};
	}
	return db_end(&cur);
}

/* What no entry speaks of. */
static enum rc strays(struct check *c, struct err *e)
{
	struct db_cur cur;

	for (size_t i = 0; i < c->n_loads; i++)
		if (!c->load[i].named)
			verify_fault(c, &(struct fault){FAULT_LOAD_STRAY, .act = c->load[i].act,
					    .number = c->load[i].rows});
	for (; c->next_seal < c->n_seals; c->next_seal++) {
		char day[DATE_TEXT];

		date_print(c->seal[c->next_seal].day, day);
		verify_fault(
		    c, &(struct fault){FAULT_SEAL_BEYOND, .name = str_of(day),
			   .number = c->position, .other = c->seal[c->next_seal].position});
	}
	db_start(c->db, &cur, STMT_ACT_TEXT_STRAYS, DB_NO_ARGS, e);
	while (db_next(&cur, e))
		verify_fault(c, &(struct fault){FAULT_TEXT_STRAY, .act = db_int(&cur, 0)});
	return db_end(&cur);
}

static enum rc evidence(struct check *c, struct err *e)
{
	enum rc rc = packs(c, e);

	if (rc == RC_OK)
		rc = seals_read(c->db, &c->own, &c->seal, &c->n_seals, e);
	if (rc == RC_OK)
		rc = loads(c, e);
	if (rc == RC_OK)
		rc = entries(c, true, e);
	if (rc == RC_OK)
		rc = entries(c, false, e);
	if (rc == RC_OK)
		rc = strays(c, e);
	c->v->head = c->chain;
	return rc;
}

static void differs(void *ctx, const struct db_table *t, const char *key, enum db_difference d)
{
	static const enum fault_kind kinds[] = {
	    [DB_MISSING] = FAULT_ROW_MISSING,
	    [DB_SURPLUS] = FAULT_ROW_SURPLUS,
	    [DB_CHANGED] = FAULT_ROW_CHANGED,
	};

	verify_fault(
	    ctx, &(struct fault){kinds[d], .name = str_of(t->name), .detail = str_of(key)});
}

#define DIFFERENCES 20 /* told of each table */

static enum rc derived(struct check *c, struct err *e)
{
	struct replay r = {.progress = c->v->progress, .ctx = c->v->ctx};
	struct err why = {0};
	enum rc rc = replay_all(c->db, &r, &why);

	/* Evidence that was spoilt may not be possible to derive from. */
	if (rc != RC_OK && c->v->faults == 0 && rc != RC_CONFLICT && rc != RC_BAD_INPUT)
		return fail(e, rc, "act %lld: %s", (long long)r.at, why.msg);
	if (rc != RC_OK) {
		verify_fault(
		    c, &(struct fault){FAULT_NO_REPLAY, .act = r.at, .detail = str_of(why.msg)});
		return RC_OK;
	}
	for (size_t i = 0; rc == RC_OK && i < derived_tables_n; i++)
		rc = db_shadow_compare(c->db, &derived_tables[i], DIFFERENCES, differs, c, e);
	return rc;
}

enum rc verify_register(struct db *db, struct verify *v, struct err *e)
{
	struct check c = {.db = db, .v = v, .chain = journal_start};
	enum rc rc = db_shadow(db, derived_tables, derived_tables_n, false, e);

	v->acts = v->waiting = v->seals = v->faults = 0;
	v->key[0] = '\0';
	if (rc == RC_OK)
		rc = evidence(&c, e);
	if (rc == RC_OK)
		rc = derived(&c, e);
	db_rollback(db);
	arena_free(&c.own);
	return rc;
}
