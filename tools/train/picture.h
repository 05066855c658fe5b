/* A small picture being made: what lenses, sensors and files do to it. */
#ifndef PICTURE_H
#define PICTURE_H

#include "random.h"

#include "base.h"

enum { PICTURE_MAX = 100 * 1000 };

/* v: grey values, 0 black, 255 white, may leave that range until picture_develop. */
struct picture {
	int w, h; /* w * h <= PICTURE_MAX */
	float v[PICTURE_MAX];
	float spare[PICTURE_MAX], more[PICTURE_MAX];
	uint8_t px[PICTURE_MAX];
};

/* Gaussian; sigma in pixels. */
void picture_blur(struct picture *p, float sigma);

/* The camera moved along the line while it looked; length in pixels. */
void picture_smear(struct picture *p, int length);

/* Unsharp masking, as scanners and telephones do it: adds `much` of what a blur takes away. */
void picture_sharpen(struct picture *p, float sigma, float much);

/* Grey noise; sigma > 0 makes it coarser than a pixel. */
void picture_noise(struct picture *p, struct random *r, float strength, float sigma);

/* v to px, as whole numbers 0 to 255. */
void picture_develop(struct picture *p);

/* px, made larger (factor >= 1), to v: each pixel a block, or smoothly. */
void picture_enlarge(struct picture *p, float factor, bool blocks);

/* px through a JPEG file of this quality (1 to 100) and back. */
void picture_jpeg(struct picture *p, int quality);

#endif
