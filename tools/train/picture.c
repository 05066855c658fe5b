/* What lenses, sensors and files do to a small picture. */
#include "picture.h"

#include <math.h>
#include <stdio.h>

#include <jpeglib.h>

enum { BLUR_REACH = 30 };

/* One line of n values, `step` apart, from in to out. */
static void blur_line(const float *in, float *out, int n, ptrdiff_t step, const float *k, int reach)
{
	for (int i = 0; i < n; i++) {
		float sum = 0;

		for (int d = -reach; d <= reach; d++) {
			int at = i + d < 0 ? 0 : i + d;

			at = at < n ? at : n - 1;
			sum += k[d + reach] * in[at * step];
		}
		out[i * step] = sum;
	}
}

static void blur(float *v, float *spare, int w, int h, float sigma)
{
	float k[2 * BLUR_REACH + 1] = {0};
	float sum = 0;
	int reach = (int)ceilf(sigma * 2.6F);

	if (sigma < 0.15F)
		return;
	reach = reach < BLUR_REACH ? reach : BLUR_REACH;
	for (int i = -reach; i <= reach; i++)
		sum += k[i + reach] = expf((float)(-i * i) / (2 * sigma * sigma));
	for (int i = 0; i <= 2 * reach; i++)
		k[i] /= sum;
	for (int y = 0; y < h; y++)
		blur_line(v + (ptrdiff_t)y * w, spare + (ptrdiff_t)y * w, w, 1, k, reach);
	for (int x = 0; x < w; x++)
		blur_line(spare + x, v + x, h, w, k, reach);
}

void picture_blur(struct picture *p, float sigma)
{
	blur(p->v, p->spare, p->w, p->h, sigma);
}

void picture_smear(struct picture *p, int length)
{
	if (length < 2)
		return;
	for (int y = 0; y < p->h; y++) {
		const float *in = p->v + (ptrdiff_t)y * p->w;

		for (int x = 0; x < p->w; x++) {
			float sum = 0;

			for (int d = 0; d < length; d++) {
				int at = x + d - length / 2;

				at = at < 0 ? 0 : at < p->w ? at : p->w - 1;
				sum += in[at];
			}
			p->spare[y * p->w + x] = sum / (float)length;
		}
	}
	memcpy(p->v, p->spare, sizeof(*p->v) * (size_t)(p->w * p->h));
}

void picture_sharpen(struct picture *p, float sigma, float much)
{
	const int n = p->w * p->h;

	memcpy(p->more, p->v, sizeof(*p->v) * (size_t)n);
	blur(p->more, p->spare, p->w, p->h, sigma);
	for (int i = 0; i < n; i++)
		p->v[i] += much * (p->v[i] - p->more[i]);
}

void picture_noise(struct picture *p, struct random *r, float strength, float sigma)
{
	const int n = p->w * p->h;

	for (int i = 0; i < n; i++)
		p->more[i] = normal(r) * strength;
	if (sigma > 0)
		blur(p->more, p->spare, p->w, p->h, sigma);
	for (int i = 0; i < n; i++)
		p->v[i] += p->more[i];
}

void picture_develop(struct picture *p)
{
	for (int i = 0; i < p->w * p->h; i++)
		p->px[i] = (uint8_t)(p->v[i] < 0 ? 0 : p->v[i] > 255 ? 255 : p->v[i]);
}

static int edge(int at, int n)
{
	return at < 0 ? 0 : at < n ? at : n - 1;
}

void picture_enlarge(struct picture *p, float factor, bool blocks)
{
	const int w = (int)((float)p->w * factor), h = (int)((float)p->h * factor);

	for (int y = 0; y < h; y++) {
		const float fy = ((float)y + 0.5F) / factor - 0.5F;
		const int y0 = (int)floorf(blocks ? fy + 0.5F : fy);
		const float dy = blocks ? 0 : fy - (float)y0;
		const uint8_t *top = p->px + (ptrdiff_t)edge(y0, p->h) * p->w;
		const uint8_t *low = p->px + (ptrdiff_t)edge(y0 + 1, p->h) * p->w;

		for (int x = 0; x < w; x++) {
			const float fx = ((float)x + 0.5F) / factor - 0.5F;
			const int x0 = (int)floorf(blocks ? fx + 0.5F : fx);
			const float dx = blocks ? 0 : fx - (float)x0;
			const int a = edge(x0, p->w), b = edge(x0 + 1, p->w);

			p->v[y * w + x] =
			    ((float)top[a] * (1 - dx) + (float)top[b] * dx) * (1 - dy) +
			    ((float)low[a] * (1 - dx) + (float)low[b] * dx) * dy;
		}
	}
	p->w = w;
	p->h = h;
}

static void compress(struct picture *p, int quality, unsigned char **file, unsigned long *size)
{
	struct jpeg_compress_struct c;
	struct jpeg_error_mgr errors;

	c.err = jpeg_std_error(&errors);
	jpeg_create_compress(&c);
	jpeg_mem_dest(&c, file, size);
	c.image_width = (JDIMENSION)p->w;
	c.image_height = (JDIMENSION)p->h;
	c.input_components = 1;
	c.in_color_space = JCS_GRAYSCALE;
	jpeg_set_defaults(&c);
	jpeg_set_quality(&c, quality, TRUE);
	jpeg_start_compress(&c, TRUE);
	while (c.next_scanline < c.image_height) {
		JSAMPROW row = p->px + (size_t)c.next_scanline * c.image_width;

		(void)jpeg_write_scanlines(&c, &row, 1);
	}
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
}

/* The file is our own, so the library's way with errors (it ends the program) will do. */
void picture_jpeg(struct picture *p, int quality)
{
	struct jpeg_decompress_struct d;
	struct jpeg_error_mgr errors;
	unsigned char *file = NULL;
	unsigned long size = 0;

	compress(p, quality, &file, &size);
	d.err = jpeg_std_error(&errors);
	jpeg_create_decompress(&d);
	jpeg_mem_src(&d, file, size);
	(void)jpeg_read_header(&d, TRUE);
	(void)jpeg_start_decompress(&d);
	while (d.output_scanline < d.output_height) {
		JSAMPROW row = p->px + (size_t)d.output_scanline * d.output_width;

		(void)jpeg_read_scanlines(&d, &row, 1);
	}
	(void)jpeg_finish_decompress(&d);
	jpeg_destroy_decompress(&d);
	free(file);
}
