/*
 * What was seen, written by the writer: within a second for plain look-ups, before the
 * answer goes out for searches and exports, and for all where too many wait.
 */
#include "gate_impl.h"

#include <stdlib.h>

/* The rows of one answer, in memory of their own: the exchange may be gone before. */
struct notes {
	struct job job;
	struct arena a;
	struct access_row *row;
	size_t n;
	struct call *waiting; /* who is answered when they are written; NULL: nobody waits */
};

void visit_access(struct visit *v, struct str person, struct str detail, bool waits)
{
	struct call *c = call_of(v);
	struct seen *s = ARENA_NEW(v->a, struct seen);

	*s = (struct seen){.person = person, .detail = detail};
	if (c->seen_last != NULL)
		c->seen_last->next = s;
	else
		c->seen = s;
	c->seen_last = s;
	c->seen_waits = c->seen_waits || waits;
}

static enum rc notes_write(void *pen, struct job *j, struct err *e)
{
	struct notes *n = (struct notes *)j;
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < n->n; i++)
		rc = access_write(pen_db(pen), &n->row[i], e);
	return rc;
}

static void notes_done(struct job *j, enum rc rc, const struct err *e)
{
	struct notes *n = (struct notes *)j;
	struct call *c = n->waiting;

	if (rc != RC_OK)
		gate_log(c, rc, e);
	/* What could not be noted is not shown. */
	if (c != NULL && rc != RC_OK)
		gate_error(c, 503, NULL);
	if (c != NULL)
		exchange_answer(c->v.x);
	arena_free(&n->a);
	free(n);
}

static struct notes *notes_of(const struct call *c)
{
	struct notes *n = xcalloc(1, sizeof(*n));
	const struct visit *v = &c->v;
	const struct route *row = v->x->match.route;
	size_t cap = 0;
	struct access_row r = {
	    .at_us = v->env.now_us,
	    .reader = arena_str(&n->a, v->user->name),
	    .route = arena_printf(&n->a, "%s %s", method_name(row->method), row->path),
	    .purpose = arena_str(&n->a, v->purpose),
	};

	for (const struct seen *s = c->seen; s != NULL; s = s->next) {
		r.person = arena_str(&n->a, s->person);
		r.detail = arena_str(&n->a, s->detail);
		n->row = ARENA_GROW(&n->a, n->row, n->n, &cap);
		n->row[n->n++] = r;
	}
	n->job = (struct job){.run = notes_write, .done = notes_done, .lazy = true};
	return n;
}

void seen_flush(struct call *c)
{
	struct writer *w = c->v.gate->writer;
	struct exchange *x = c->v.x;
	struct notes *n;

	if (c->seen == NULL || c->v.user == NULL) {
		exchange_answer(x);
		return;
	}
	n = notes_of(c);
	if (!c->seen_waits && writer_put(w, &n->job) == RC_OK) {
		exchange_answer(x);
		return;
	}
	n->job.lazy = false;
	n->waiting = c;
	if (writer_put(w, &n->job) != RC_OK)
		notes_done(&n->job, RC_RETRY,
		    &(struct err){.rc = RC_RETRY, .msg = "too much waits to be written"});
}
