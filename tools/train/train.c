/* Steps of training, divided among threads. */
#include "train.h"

#include <math.h>
#include <pthread.h>

enum { PARAMETERS = sizeof(struct net) / sizeof(float) };

/* How far a step goes, and how long Adam remembers slopes and their squares. */
#define LONGEST_STEP 2e-3F
#define WARM_UP      0.02F
#define REMEMBER_1   0.9F
#define REMEMBER_2   0.999F

/* What all threads of one training share. */
struct shop {
	const struct training *t;
	struct net *net;
	struct turned turned;
	struct gradient *of_strip[TRAIN_STRIPS];
	float *slope, *square; /* Adam's memory, PARAMETERS each */
	struct score score;    /* since the last report */
	pthread_barrier_t barrier;
};

struct worker {
	struct shop *shop;
	int number;
	struct picture *picture;
	struct strip *strip;
	struct net_trace *trace;
	pthread_t thread;
};

static float *parameters(struct net *n)
{
	return (float *)(void *)n;
}

static void random_layer(struct random *r, float *w, size_t lines, size_t width, size_t stride)
{
	const float scale = sqrtf(2 / (float)lines);

	for (size_t i = 0; i < lines; i++)
		for (size_t k = 0; k < width; k++)
			w[i * stride + k] = normal(r) * scale;
}

static void random_net(uint64_t seed, struct net *n)
{
	struct random r = random_of(seed, UINT64_MAX, 0);

	memset(n, 0, sizeof(*n));
	random_layer(&r, n->k1, 9, NET_C1, NET_C1);
	random_layer(&r, n->k2, (size_t)9 * NET_C1, NET_C2, NET_C2);
	random_layer(&r, n->f1, NET_FLAT, NET_HIDDEN, NET_HIDDEN);
	random_layer(&r, n->f2, NET_HIDDEN, NET_CLASSES, NET_OUT);
}

/* The strips of a step that are this worker's, each into a gradient of its own. */
static void learn(struct worker *w, int step)
{
	struct shop *s = w->shop;

	for (int i = w->number; i < TRAIN_STRIPS; i += s->t->threads) {
		struct random r = random_of(s->t->seed, (uint64_t)step, (uint64_t)i);
		struct gradient *g = s->of_strip[i];

		strip_make(s->t->glyphs, &r, w->picture, w->strip);
		gradient_start(g);
		for (size_t c = 0; c < STRIP_CELLS; c += NET_BATCH) {
			const float(*cell)[NET_CELL] = (const float(*)[NET_CELL])w->strip->cell;

			net_trace(s->net, NET_BATCH, cell + c, w->trace);
			gradient_add(
			    s->net, &s->turned, NET_BATCH, w->trace, w->strip->label + c, g);
		}
		gradient_end(g);
	}
}

/* Adam on the parameters that are this worker's, with the strips' gradients in order. */
static void move(struct worker *w, int step)
{
	struct shop *s = w->shop;
	const float progress = (float)step / (float)s->t->steps;
	const float length =
	    LONGEST_STEP *
	    (progress < WARM_UP ? progress / WARM_UP : (1 + cosf(3.14159265F * progress)) / 2);
	const float young_1 = 1 - powf(REMEMBER_1, (float)step);
	const float young_2 = 1 - powf(REMEMBER_2, (float)step);
	const int from = (int)((int64_t)PARAMETERS * w->number / s->t->threads);
	const int to = (int)((int64_t)PARAMETERS * (w->number + 1) / s->t->threads);
	float *p = parameters(s->net);

	for (int i = from; i < to; i++) {
		float g = 0;

		for (int k = 0; k < TRAIN_STRIPS; k++)
			g += parameters(&s->of_strip[k]->sum)[i];
		g /= TRAIN_STRIPS * STRIP_CELLS;
		s->slope[i] = REMEMBER_1 * s->slope[i] + (1 - REMEMBER_1) * g;
		s->square[i] = REMEMBER_2 * s->square[i] + (1 - REMEMBER_2) * g * g;
		/* Numbers too small to matter are slow: away with them. */
		if (fabsf(s->slope[i]) < 1e-30F)
			s->slope[i] = 0;
		if (s->square[i] < 1e-30F)
			s->square[i] = 0;
		p[i] -= length * (s->slope[i] / young_1) / (sqrtf(s->square[i] / young_2) + 1e-8F);
	}
}

static void score_join(struct score *to, const struct score *s)
{
	to->loss += s->loss;
	to->cells += s->cells;
	to->wrong += s->wrong;
}

/* Between two steps, by one thread alone. */
static void turn_page(struct shop *s, int step)
{
	turn_weights(s->net, &s->turned);
	for (int i = 0; i < TRAIN_STRIPS; i++)
		score_join(&s->score, &s->of_strip[i]->score);
	if (s->t->report_every > 0 && step % s->t->report_every == 0) {
		s->t->report(step, &s->score);
		s->score = (struct score){0};
	}
}

static void *work(void *arg)
{
	struct worker *w = arg;
	struct shop *s = w->shop;

	for (int step = 1; step <= s->t->steps; step++) {
		learn(w, step);
		(void)pthread_barrier_wait(&s->barrier);
		move(w, step);
		(void)pthread_barrier_wait(&s->barrier);
		if (w->number == 0)
			turn_page(s, step);
		(void)pthread_barrier_wait(&s->barrier);
	}
	return NULL;
}

static void equip(struct arena *a, struct worker *w)
{
	w->picture = ARENA_NEW(a, struct picture);
	w->strip = ARENA_NEW(a, struct strip);
	w->trace = ARENA_ARRAY(a, struct net_trace, NET_BATCH);
}

enum rc train(const struct training *t, struct net *n, struct err *e)
{
	struct arena a = {0};
	struct worker w[TRAIN_STRIPS];
	struct shop *s;

	if (t->threads < 1 || t->threads > TRAIN_STRIPS || t->steps < 1)
		return fail(
		    e, RC_BAD_INPUT, "train: 1 to %d threads, 1 step or more", TRAIN_STRIPS);
	s = ARENA_NEW(&a, struct shop);
	*s = (struct shop){.t = t, .net = n};
	s->slope = ARENA_ARRAY(&a, float, PARAMETERS);
	s->square = ARENA_ARRAY(&a, float, PARAMETERS);
	for (int i = 0; i < TRAIN_STRIPS; i++)
		s->of_strip[i] = ARENA_NEW(&a, struct gradient);
	random_net(t->seed, n);
	turn_weights(n, &s->turned);
	if (pthread_barrier_init(&s->barrier, NULL, (unsigned)t->threads) != 0)
		abort();
	for (int i = 0; i < t->threads; i++) {
		w[i] = (struct worker){.shop = s, .number = i};
		equip(&a, &w[i]);
		if (i > 0 && pthread_create(&w[i].thread, NULL, work, &w[i]) != 0)
			abort();
	}
	(void)work(&w[0]);
	for (int i = 1; i < t->threads; i++)
		(void)pthread_join(w[i].thread, NULL);
	(void)pthread_barrier_destroy(&s->barrier);
	arena_free(&a);
	return RC_OK;
}

struct score held_out(const struct glyphs *g, const struct net *n, uint64_t seed, int strips)
{
	struct arena a = {0};
	struct worker w = {0};
	struct score score = {0};

	equip(&a, &w);
	for (int i = 0; i < strips; i++) {
		struct random r = random_of(seed, 0, (uint64_t)i);

		strip_make(g, &r, w.picture, w.strip);
		for (size_t c = 0; c < STRIP_CELLS; c += NET_BATCH) {
			net_trace(
			    n, NET_BATCH, (const float(*)[NET_CELL])w.strip->cell + c, w.trace);
			for (size_t b = 0; b < NET_BATCH; b++)
				score_add(&score, w.trace[b].out, w.strip->label[c + b]);
		}
	}
	arena_free(&a);
	return score;
}
