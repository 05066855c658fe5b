/*
 * Grey pictures (struct grey of cell.h) in other sizes.  The bytes are a stranger's, the
 * sizes are ours: whoever makes one keeps both sides within these bounds.
 */
#ifndef SCALE_H
#define SCALE_H

#include "cell.h"

#define GREY_SIDE_MIN 16
#define GREY_SIDE_MAX 20000

static inline size_t grey_bytes(const struct grey *g)
{
	return (size_t)g->w * (size_t)g->h;
}

/*
 * The picture `factor' times as large, into the arena: the mean of the area where it
 * shrinks, between pixels where it grows.  factor is above 0; a side is never taken out of the
 * bounds above.
 */
struct grey grey_scaled(struct arena *a, const struct grey *g, float factor);

#endif
