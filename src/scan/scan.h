/*
 * Reading documents: a grey picture in, the cells of a machine-readable zone out.  Pure:
 * no files, no clock, no globals; memory in proportion to the picture (about 8 bytes a pixel of the
 * largest copy, which has at most SCAN_COPY pixels) and freed before it returns.
 *
 * The zone may lie anywhere, in any direction, tilted, curled, unevenly lit, on lines of
 * security printing; a character needs about ten pixels.  Where none is found, or
 * something that no format explains, `found' is false.
 */
#ifndef SCAN_H
#define SCAN_H

#include "zone.h"

#define SCAN_COPY 12000000 /* pixels */

/* The zone of a picture, both sides within GREY_SIDE_MIN and GREY_SIDE_MAX. */
void scan_picture(const struct net *net, const struct grey *g, day_t today, struct reading *out);

#endif
