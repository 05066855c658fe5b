/* Rows of boxes for tests: letters as a chain sees them. */
#ifndef ROWS_H
#define ROWS_H

#include "chains.h"

#include <math.h>
#include <string.h>

#define PAGE_W 1000
#define PAGE_H 700

struct rows_page {
	uint8_t ink[PAGE_W * PAGE_H];
};

static inline void rows_box(struct rows_page *p, double x, double y, int w, int h)
{
	for (int j = (int)y - h / 2; j < (int)y - h / 2 + h; j++)
		for (int i = (int)x - w / 2; i < (int)x - w / 2 + w; i++)
			if (i >= 0 && j >= 0 && i < PAGE_W && j < PAGE_H)
				p->ink[j * PAGE_W + i] = 1;
}

/* n letters from (x, y) on, `pitch' apart, along a direction in degrees, bent by `bend' pixels at most. */
static inline void rows_line(
    struct rows_page *p, double x, double y, int n, double pitch, double degrees, double bend)
{
	const double t = degrees * M_PI / 180;

	for (int k = 0; k < n; k++) {
		const double u = k * pitch, off = bend * 4 * k * (n - 1 - k) / ((n - 1) * (n - 1));

		rows_box(p, x + u * cos(t) - off * sin(t), y + u * sin(t) + off * cos(t), 9, 12);
	}
}

#endif
