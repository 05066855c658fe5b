/* Counting questions by address: one number for each, when its debt is paid. */
#include "throttle.h"

#include "hash.h"

#include <string.h>

void throttle_init(struct throttle *t, const unsigned char secret[16])
{
	memset(t, 0, sizeof(*t));
	memcpy(t->secret, secret, sizeof(t->secret));
	(void)pthread_mutex_init(&t->mu, NULL);
}

void throttle_end(struct throttle *t)
{
	(void)pthread_mutex_destroy(&t->mu);
}

static uint64_t name_of(const struct throttle *t, struct str who)
{
	struct hasher hasher;
	struct hash h;
	uint64_t n;

	hasher_start(&hasher);
	hasher_add(&hasher, (struct str){(const char *)t->secret, sizeof(t->secret)});
	hasher_add(&hasher, who);
	h = hasher_end(&hasher);
	memcpy(&n, h.b, sizeof(n));
	return n;
}

/* Its own place, or that of whoever has the least debt: at a flood he loses the least. */
static struct throttled *place(struct throttle *t, uint64_t who, int64_t now_ms)
{
	struct throttled *set = t->slot[who % THROTTLE_SETS], *least = set;

	for (size_t i = 0; i < THROTTLE_WAYS; i++) {
		if (set[i].free_at != 0 && set[i].who == who)
			return &set[i];
		if (set[i].free_at < least->free_at)
			least = &set[i];
	}
	*least = (struct throttled){who, now_ms};
	return least;
}

int64_t throttle_ask(struct throttle *t, struct str who, int64_t now_ms)
{
	uint64_t name = name_of(t, who);
	struct throttled *s;
	int64_t wait;

	(void)pthread_mutex_lock(&t->mu);
	s = place(t, name, now_ms);
	if (s->free_at < now_ms)
		s->free_at = now_ms;
	wait = s->free_at - now_ms - (int64_t)(THROTTLE_BURST - 1) * THROTTLE_EVERY_MS;
	if (wait <= 0)
		s->free_at += THROTTLE_EVERY_MS;
	(void)pthread_mutex_unlock(&t->mu);
	return wait > 0 ? wait : 0;
}
