/* Connected components by runs of ink, joined with those of the row above (union-find). */
#include "blobs.h"

#define MESH   24.0F /* pixels */
#define FILLED 14    /* a box may be this many times the ink in it */
#define INK    6     /* pixels at least */

struct run {
	int x0, x1, y; /* [x0, x1) */
	int set;       /* a run that belongs to the same spot; itself at the first */
};

struct runs {
	struct run *v;
	size_t n, cap;
};

struct box {
	int x0, x1, y0, y1, ink;
};

static int first_of(struct run *r, int i)
{
	while (r[i].set != i) {
		r[i].set = r[r[i].set].set;
		i = r[i].set;
	}
	return i;
}

static void join(struct run *r, int i, int j)
{
	i = first_of(r, i);
	j = first_of(r, j);
	if (i < j)
		r[j].set = i;
	else
		r[i].set = j;
}

static void add_runs(struct arena *a, struct runs *r, const uint8_t *ink, int w, int y)
{
	for (int x = 0; x < w; x++) {
		int x0 = x;

		if (ink[x] == 0)
			continue;
		while (x < w && ink[x] != 0)
			x++;
		r->v = ARENA_GROW(a, r->v, r->n, &r->cap);
		r->v[r->n] = (struct run){x0, x, y, (int)r->n};
		r->n++;
	}
}

/* Runs [above, row) lie over those from row on: join what touches, corners too. */
static void join_rows(struct runs *r, size_t above, size_t row)
{
	size_t i = above;

	for (size_t j = row; j < r->n; j++) {
		while (i < row && r->v[i].x1 < r->v[j].x0)
			i++;
		for (size_t k = i; k < row && r->v[k].x0 <= r->v[j].x1; k++)
			join(r->v, (int)k, (int)j);
	}
}

static bool find_runs(struct arena *a, struct runs *r, const uint8_t *ink, int w, int h)
{
	size_t above = 0;

	for (int y = 0; y < h; y++) {
		size_t row = r->n;

		add_runs(a, r, ink + (size_t)y * (size_t)w, w, y);
		if (r->n > RUNS_MAX)
			return false;
		join_rows(r, above, row);
		above = row;
	}
	return true;
}

static struct box *boxes_of(struct arena *a, const struct runs *r)
{
	struct box *box = ARENA_ARRAY(a, struct box, r->n + 1);

	for (size_t i = 0; i < r->n; i++) {
		const struct run *u = &r->v[i];
		struct box *b = &box[first_of(r->v, (int)i)];

		if (b->ink == 0)
			*b = (struct box){u->x0, u->x1, u->y, u->y + 1, 0};
		b->x0 = u->x0 < b->x0 ? u->x0 : b->x0;
		b->x1 = u->x1 > b->x1 ? u->x1 : b->x1;
		b->y1 = u->y + 1;
		b->ink += u->x1 - u->x0;
	}
	return box;
}

static bool may_be_letter(const struct box *b)
{
	int w = b->x1 - b->x0, h = b->y1 - b->y0, side = w > h ? w : h;

	return side >= BLOB_SIDE_MIN && side <= BLOB_SIDE_MAX && b->ink >= INK &&
	       b->ink * FILLED > w * h;
}

static void spread_net(struct arena *a, struct blobs *b, int w, int h)
{
	int *head, *next;

	b->columns = (int)((float)w / MESH) + 1;
	b->rows = (int)((float)h / MESH) + 1;
	head = ARENA_ARRAY(a, int, (size_t)b->columns *(size_t)b->rows);
	next = ARENA_ARRAY(a, int, (size_t)b->n + 1);
	for (int i = 0; i < b->columns * b->rows; i++)
		head[i] = -1;
	for (int i = 0; i < b->n; i++) {
		int mesh = (int)(b->v[i].y / MESH) * b->columns + (int)(b->v[i].x / MESH);

		next[i] = head[mesh];
		head[mesh] = i;
	}
	b->head = head;
	b->next = next;
}

struct blobs blobs_find(struct arena *a, const uint8_t *ink, int w, int h)
{
	struct arena own = {0};
	struct runs r = {0};
	struct blobs b = {0};
	struct blob *v = ARENA_ARRAY(a, struct blob, BLOBS_MAX);

	if (find_runs(&own, &r, ink, w, h)) {
		const struct box *box = boxes_of(&own, &r);

		for (size_t i = 0; i < r.n && b.n < BLOBS_MAX; i++)
			if (box[i].ink > 0 && may_be_letter(&box[i]))
				v[b.n++] = (struct blob){(float)(box[i].x0 + box[i].x1) * .5F,
				    (float)(box[i].y0 + box[i].y1) * .5F,
				    (float)(box[i].x1 - box[i].x0), (float)(box[i].y1 - box[i].y0)};
	}
	arena_free(&own);
	if (b.n == BLOBS_MAX)
		b.n = 0;
	b.v = v;
	spread_net(a, &b, w, h);
	return b;
}

static int mesh_at(float v, int n)
{
	int i = (int)(v / MESH);

	if (i < 0)
		return 0;
	return i < n ? i : n - 1;
}

struct blobs_near blobs_near(const struct blobs *b, int i, float reach)
{
	const struct blob *c = &b->v[i];
	struct blobs_near s = {.x0 = mesh_at(c->x - reach, b->columns),
	    .x1 = mesh_at(c->x + reach, b->columns),
	    .y1 = mesh_at(c->y + reach, b->rows),
	    .y = mesh_at(c->y - reach, b->rows)};

	s.x = s.x0;
	s.at = b->head[s.y * b->columns + s.x];
	return s;
}

int blobs_next(const struct blobs *b, struct blobs_near *s)
{
	int found;

	while (s->at < 0) {
		if (++s->x > s->x1) {
			s->x = s->x0;
			if (++s->y > s->y1)
				return -1;
		}
		s->at = b->head[s->y * b->columns + s->x];
	}
	found = s->at;
	s->at = b->next[found];
	return found;
}
