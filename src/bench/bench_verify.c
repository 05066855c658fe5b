/*
 * verify: `journal verify' of a town and its acts, evidence and derived tables; against SHA-256 of
 * the bytes that it has to hash: entries, texts, loaded rows.
 */
#include "bench_impl.h"

#include "verify.h"

/* All that is hashed, read out beforehand. */
static enum rc read_all(
    struct db *db, struct arena *a, struct str **out, size_t *n, int64_t *acts, struct err *e)
{
	size_t cap = 0;
	int64_t act[2000];
	struct db_cur c;
	enum rc rc;

	*acts = 0;
	db_start(
	    db, &c, STMT_ACT_SEALED_AFTER, DB_ARGS(DB_INT(0), DB_INT((int64_t)ARRAY_LEN(act))), e);
	while (db_next(&c, e)) {
		act[(*acts)++] = db_int(&c, 0);
		*out = ARENA_GROW(a, *out, *n, &cap);
		(*out)[(*n)++] = db_text(&c, 10, a);
	}
	rc = db_end(&c);
	for (int64_t i = 0, line; rc == RC_OK && i < *acts; i++) {
		size_t before;

		line = -1;
		do {
			before = *n;
			db_start(db, &c, STMT_LOADED_OF, DB_ARGS(DB_INT(act[i]), DB_INT(line)), e);
			while (db_next(&c, e)) {
				line = db_int(&c, 0);
				*out = ARENA_GROW(a, *out, *n, &cap);
				(*out)[(*n)++] = db_text(&c, 1, a);
			}
			rc = db_end(&c);
		} while (rc == RC_OK && *n > before);
	}
	return rc;
}

static void told(void *ctx, const struct fault *f)
{
	(void)ctx;
	(void)f;
}

static enum rc measure(struct bench_town *t, struct bench_figure *f, struct err *e)
{
	struct verify v = {.fault = told};
	struct arena a = {0};
	struct str *text = NULL;
	size_t n = 0;
	int64_t acts;
	struct db *fresh = NULL;
	enum rc rc = db_open(t->url, ROLE_OWNER, &fresh, e);

	bench_go(&f->ours);
	if (rc == RC_OK)
		rc = verify_register(fresh, &v, e);
	bench_stop(&f->ours);
	db_close(fresh);
	if (rc == RC_OK && v.faults > 0)
		rc = fail(e, RC_DB, "a register that nobody has touched does not verify");
	if (rc == RC_OK)
		rc = read_all(t->db, &a, &text, &n, &acts, e);
	f->n = (int64_t)n;
	bench_go(&f->engine);
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		f->used ^= hash_of(text[i]).b[0];
	bench_stop(&f->engine);
	arena_free(&a);
	return rc;
}

enum rc bench_verify(struct bench_run *r, struct err *e)
{
	struct bench_figure f = {.name = "verify",
	    .units = "rows",
	    .what = "of the journal and of what files brought: verified, and all that follows "
		    "derived anew",
	    .raw = "SHA-256 of each of the same rows"};
	struct bench_town town;
	enum rc rc = bench_town_make(r, &town, e);

	if (rc == RC_OK)
		rc = bench_town_fill(r, &town, e);
	if (rc == RC_OK)
		rc = measure(&town, &f, e);
	rc = bench_town_end(&town, rc, e);
	if (rc == RC_OK)
		bench_report(r, &f);
	return rc;
}
