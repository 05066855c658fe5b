/*
 * A picture file decoded (Leptonica, libjpeg, libpng, libtiff).  Only ever called in the jailed child: these
 * libraries are large and were written for friendly files.
 */
#ifndef PICTURE_H
#define PICTURE_H

#include "header.h"
#include "scale.h"

/*
 * Grey: the mean of luma and the brightest channel, which fades coloured security print and
 * keeps black ink.  Upright as EXIF says.  Into the arena.
 */
enum picture_fault picture_decode(struct arena *a, struct str file, struct grey *out);

#endif
