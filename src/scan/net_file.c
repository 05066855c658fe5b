/*
 * The weights file: "OCRBNET1"; then eight arrays in the order of struct net, each a scale
 * (IEEE 754 single, its bits as 32-bit integer) and its weights (signed 16 bits, to be
 * multiplied by the scale), without the columns that only fill up vectors; then the SHA-256
 * of all before it.  Little-endian.  Half the size of floats, and a weight moves by less
 * than 1/65000 of the largest of its layer: the error on fresh examples stays the same.
 */
#include "hash.h"
#include "net.h"

#include <math.h>

enum { N_ARRAYS = 8, MAGIC = 8, SCALE = 4, LARGEST = 32767 };
static const char magic[MAGIC + 1] = "OCRBNET1";

/* lines x width floats of the file; in memory a line has `stride`. */
struct array {
	float *p;
	size_t lines, width, stride;
};

/* NOLINTNEXTLINE(readability-non-const-parameter): also for writing into n */
static void arrays_of(struct net *n, struct array a[N_ARRAYS])
{
	a[0] = (struct array){n->k1, 9, NET_C1, NET_C1};
	a[1] = (struct array){n->b1, 1, NET_C1, NET_C1};
	a[2] = (struct array){n->k2, 9L * NET_C1, NET_C2, NET_C2};
	a[3] = (struct array){n->b2, 1, NET_C2, NET_C2};
	a[4] = (struct array){n->f1, NET_FLAT, NET_HIDDEN, NET_HIDDEN};
	a[5] = (struct array){n->g1, 1, NET_HIDDEN, NET_HIDDEN};
	a[6] = (struct array){n->f2, NET_HIDDEN, NET_CLASSES, NET_OUT};
	a[7] = (struct array){n->g2, 1, NET_CLASSES, NET_OUT};
}

static size_t file_size(const struct array a[N_ARRAYS])
{
	size_t n = MAGIC + HASH_BYTES;

	for (int i = 0; i < N_ARRAYS; i++)
		n += SCALE + 2 * a[i].lines * a[i].width;
	return n;
}

static uint32_t get(const unsigned char *p, int bytes)
{
	uint32_t v = 0;

	for (int i = bytes; i-- > 0;)
		v = v << 8 | p[i];
	return v;
}

static void put(unsigned char *p, int bytes, uint32_t v)
{
	for (int i = 0; i < bytes; i++, v >>= 8)
		p[i] = (unsigned char)(v & 0xff);
}

static const unsigned char *read_array(const unsigned char *p, const struct array *a, bool *ok)
{
	const uint32_t bits = get(p, SCALE);
	float scale;

	memcpy(&scale, &bits, sizeof(scale));
	*ok = *ok && isfinite(scale) && isfinite(scale * -(LARGEST + 1));
	p += SCALE;
	for (size_t i = 0; i < a->lines; i++)
		for (size_t k = 0; k < a->width; k++, p += 2)
			a->p[i * a->stride + k] = scale * (float)(int16_t)get(p, 2);
	return p;
}

enum rc net_load(struct str file, struct net *n, struct err *e)
{
	const unsigned char *p = (const unsigned char *)file.p;
	struct array a[N_ARRAYS];
	struct hash h;
	bool ok = true;

	arrays_of(n, a);
	if (file.n != file_size(a) || memcmp(p, magic, MAGIC) != 0)
		return fail(e, RC_BAD_INPUT, "weights: no file of this form");
	h = hash_of((struct str){file.p, file.n - HASH_BYTES});
	if (memcmp(h.b, p + file.n - HASH_BYTES, HASH_BYTES) != 0)
		return fail(e, RC_BAD_INPUT, "weights: the checksum is wrong");
	memset(n, 0, sizeof(*n));
	p += MAGIC;
	for (int i = 0; i < N_ARRAYS; i++)
		p = read_array(p, &a[i], &ok);
	if (!ok) {
		memset(n, 0, sizeof(*n));
		return fail(e, RC_BAD_INPUT, "weights: a number that is not finite");
	}
	return RC_OK;
}

static unsigned char *write_array(unsigned char *p, const struct array *a)
{
	float scale = 0;
	uint32_t bits;

	for (size_t i = 0; i < a->lines; i++)
		for (size_t k = 0; k < a->width; k++)
			scale = fmaxf(scale, fabsf(a->p[i * a->stride + k]));
	scale /= (float)LARGEST;
	memcpy(&bits, &scale, sizeof(bits));
	put(p, SCALE, bits);
	p += SCALE;
	for (size_t i = 0; i < a->lines; i++)
		for (size_t k = 0; k < a->width; k++, p += 2) {
			const float v = scale > 0 ? a->p[i * a->stride + k] / scale : 0;

			put(p, 2, (uint32_t)lrintf(v));
		}
	return p;
}

struct str net_save(struct arena *arena, const struct net *n)
{
	struct net *copy = ARENA_NEW(arena, struct net);
	struct array a[N_ARRAYS];
	unsigned char *file, *p;
	size_t size;
	struct hash h;

	*copy = *n;
	arrays_of(copy, a);
	size = file_size(a);
	file = p = ARENA_ARRAY(arena, unsigned char, size);
	memcpy(p, magic, MAGIC);
	p += MAGIC;
	for (int i = 0; i < N_ARRAYS; i++)
		p = write_array(p, &a[i]);
	h = hash_of((struct str){(const char *)file, size - HASH_BYTES});
	memcpy(p, h.b, HASH_BYTES);
	return (struct str){(const char *)file, size};
}
