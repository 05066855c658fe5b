/*
 * Connected spots of ink that may be letters: not too small, not too large, not a
 * thin line round a large area.
 */
#ifndef BLOBS_H
#define BLOBS_H

#include "base.h"

#define BLOB_SIDE_MIN 7 /* of the larger side, pixels */
#define BLOB_SIDE_MAX 90
#define BLOBS_MAX     40000 /* more is texture and no page of text */
#define RUNS_MAX      1500000

/* Centre and size of the box round a spot, pixels. */
struct blob {
	float x, y, w, h;
};
static inline float blob_size(const struct blob *b)
{
	return b->w > b->h ? b->w : b->h;
}

/* A picture's blobs, and a net over them that finds neighbours. */
struct blobs {
	const struct blob *v;
	int n;
	int columns, rows;      /* of the net */
	const int *head, *next; /* head of each mesh, next in the same mesh; -1 ends */
};

/* Of w * h bytes, 0 or 1.  None at all where there are too many. */
struct blobs blobs_find(struct arena *a, const uint8_t *ink, int w, int h);

/* The blobs in the meshes that touch the square of 2 * reach round blob i, i itself too:
 * for (struct blobs_near s = blobs_near(b, i, reach); (j = blobs_next(b, &s)) >= 0;) */
struct blobs_near {
	int x0, x1, y1, x, y, at;
};
struct blobs_near blobs_near(const struct blobs *b, int i, float reach);
int blobs_next(const struct blobs *b, struct blobs_near *s);

#endif
