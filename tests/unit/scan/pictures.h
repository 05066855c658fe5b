/* The made pictures of tests/data/scan, decoded, and the network. */
#ifndef PICTURES_H
#define PICTURES_H

#include "picture.h"
#include "weights.h"

#include <stdio.h>
#include <stdlib.h>

static inline bool pictures_load(
    struct arena *a, const char *folder, const char *name, struct grey *out)
{
	struct str path = arena_printf(a, "%s/%s", folder, name);
	char *bytes = arena_alloc(a, 1 << 20, 1);
	FILE *f = fopen(path.p, "rb");
	size_t n = f != NULL ? fread(bytes, 1, 1 << 20, f) : 0;

	if (f != NULL)
		(void)fclose(f);
	return picture_decode(a, (struct str){bytes, n}, out) == PICTURE_FINE;
}

static inline const struct net *pictures_net(void)
{
	static struct net net;
	struct err e = {0};

	if (net_load(scan_weights(), &net, &e) != RC_OK)
		abort();
	return &net;
}

#endif
