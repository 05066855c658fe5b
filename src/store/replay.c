/* Deriving everything anew. */
#include "replay.h"

#include "derive.h"

#define PAGE 500 /* as act_all says */

static enum rc one(struct db *db, struct replay *r, const struct act *act, struct err *e)
{
	enum rc rc = RC_OK;

	r->at = act->id;
	if (act->id != r->skip)
		rc = derive(db, act, e);
	if (rc == RC_OK)
		r->acts++;
	return rc;
}

enum rc replay_all(struct db *db, struct replay *r, struct err *e)
{
	struct act *page = xcalloc(PAGE, sizeof(*page));
	struct arena a = {0};
	size_t n;
	enum rc rc;

	r->acts = r->at = 0;
	do {
		rc = act_page(db, &a, r->at, page, PAGE, &n, e);
		if (rc != RC_OK && n > 0)
			r->at = page[n - 1].id; /* the one after it cannot be read: e says which */
		for (size_t i = 0; rc == RC_OK && i < n; i++)
			rc = one(db, r, &page[i], e);
		arena_free(&a);
		if (r->progress != NULL)
			r->progress(r->ctx, r->acts);
	} while (rc == RC_OK && n == PAGE);
	free(page);
	return rc;
}
