/* Weights files: what is saved comes back, what is spoilt is refused. */
#include "hash.h"
#include "net.h"
#include "t.h"

#include <math.h>

static struct net net, back;
static struct arena a;

static bool loads(const char *p, size_t n)
{
	struct err e = {0};
	const enum rc rc = net_load((struct str){p, n}, &back, &e);

	OK(rc == RC_OK || (rc == RC_BAD_INPUT && e.msg[0] != '\0'));
	return rc == RC_OK;
}

static void round_trip(struct str file)
{
	const float *x = net.f1, *y = back.f1;
	float most = 0, off = 0;

	OK(loads(file.p, file.n));
	for (size_t i = 0; i < (size_t)NET_FLAT * NET_HIDDEN; i++) {
		most = fmaxf(most, fabsf(x[i]));
		off = fmaxf(off, fabsf(x[i] - y[i]));
	}
	OK(off > 0 && off <= most / 65000);
	OK(fabsf(back.f2[NET_CLASSES - 1] - net.f2[NET_CLASSES - 1]) <= 1e-4F);
	OK(back.f2[NET_CLASSES] == 0 && back.f2[NET_OUT] != 0);
	OK(back.g2[0] == 0); /* a layer of zeros has no scale */
	OK(str_eq(net_save(&a, &back), file));
}

static void spoilt(struct str file)
{
	char *copy = arena_strn(&a, file.p, file.n);
	struct hash h;

	for (size_t i = 0; i < file.n; i += i < 40 || i > file.n - 40 ? 1 : 997) {
		copy[i] ^= 0x10;
		OK(!loads(copy, file.n));
		copy[i] ^= 0x10;
	}
	OK(!loads("", 0) && !loads(NULL, 0) && !loads(copy, file.n - 1) &&
	    !loads(copy, file.n + 1));
	OK(loads(copy, file.n));
	/* Well made, but of numbers that are none: infinity as first scale. */
	for (int kind = 0; kind < 3; kind++) {
		static const unsigned char bits[3][2] = {{0x80, 0x7f}, {0xc0, 0x7f}, {0x7f, 0x7f}};

		memcpy(copy + 10, bits[kind], 2);
		h = hash_of((struct str){copy, file.n - HASH_BYTES});
		memcpy(copy + file.n - HASH_BYTES, h.b, HASH_BYTES);
		OK(!loads(copy, file.n));
		OK(back.k1[0] == 0 && back.f1[5] == 0);
	}
}

int main(void)
{
	struct str file;

	for (size_t i = 0; i < (size_t)NET_FLAT * NET_HIDDEN; i++)
		net.f1[i] = sinf((float)i) * 3;
	for (size_t i = 0; i < NET_HIDDEN; i++)
		for (size_t k = 0; k < NET_CLASSES; k++)
			net.f2[i * NET_OUT + k] = cosf((float)(i * 7 + k));
	net.k1[0] = -1;
	file = net_save(&a, &net);
	round_trip(file);
	spoilt(file);
	arena_free(&a);
	return t_done();
}
