/* Requests with an Idempotency-Key that are under way in this server. */
#include "gate_impl.h"

static struct call *same(struct gate *g, const struct call *c)
{
	struct call *k = g->keys;

	while (k != NULL && !(str_eq(k->key, c->key) && str_eq(k->v.user->name, c->v.user->name)))
		k = k->key_next;
	return k;
}

bool key_enter(struct call *c)
{
	struct gate *g = c->v.gate;
	bool entered = true;

	if ((c->v.x->match.route->flags & ROUTE_WRITES) == 0 || c->v.user == NULL)
		return true;
	c->key = request_header(&c->v.x->req, "Idempotency-Key");
	if (c->key.n == 0)
		return true;
	(void)pthread_mutex_lock(&g->keys_mu);
	if (same(g, c) != NULL) {
		c->key = (struct str){0};
		entered = false;
	} else {
		c->key_next = g->keys;
		g->keys = c;
	}
	(void)pthread_mutex_unlock(&g->keys_mu);
	return entered;
}

void key_leave(struct call *c)
{
	struct gate *g = c->v.gate;

	if (c->key.n == 0)
		return;
	(void)pthread_mutex_lock(&g->keys_mu);
	for (struct call **p = &g->keys; *p != NULL; p = &(*p)->key_next)
		if (*p == c) {
			*p = c->key_next;
			break;
		}
	(void)pthread_mutex_unlock(&g->keys_mu);
	c->key = (struct str){0};
}
