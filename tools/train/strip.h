/*
 * Examples for the network: a strip of a machine-readable line, printed, spoilt and sampled.
 * Everything about a strip follows from its random stream.
 */
#ifndef STRIP_H
#define STRIP_H

#include "glyphs.h"
#include "net.h"
#include "picture.h"

enum {
	STRIP_COLUMNS = 28, /* printed */
	STRIP_FIRST = 2,    /* the first that is sampled: so each has neighbours */
	STRIP_CELLS = 24,
};

struct strip {
	float cell[STRIP_CELLS][NET_CELL]; /* normalised */
	int label[STRIP_CELLS];            /* class of the network */
};

/* work: a picture of the caller's, to be used again; its old content does not matter. */
void strip_make(const struct glyphs *g, struct random *r, struct picture *work, struct strip *s);

#endif
