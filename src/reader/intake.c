/* Reader processes, the scanner, and a thread that looks into the folder. */
#include "intake.h"

#include "folder.h"
#include "scanner.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#define READERS  2
#define LOOK_MS  300
#define FRESH_MS 120000

struct intake {
	struct readers *readers;
	const char *scanner;
	pthread_mutex_t scanning; /* the scanner takes one picture at a time */

	struct folder *folder;
	pthread_t thread;
	bool runs;
	pthread_mutex_t mu; /* guards what follows */
	pthread_cond_t woken;
	bool closing;
	struct buf latest;
	int64_t latest_at; /* ticks; 0: there is none */
};

static void forget(struct intake *i)
{
	buf_free(&i->latest);
	i->latest_at = 0;
}

/* Pictures that became complete together are of one document: white light and infrared. */
static void read_files(struct intake *i, struct buf *file, size_t n)
{
	struct answer *a = xcalloc(n, sizeof(*a));
	struct buf text = {0};
	struct err e = {0};
	day_t today = date_in_almaty(clock_now());
	enum rc rc = RC_OK;

	for (size_t k = 0; k < n; k++) {
		if (rc == RC_OK)
			rc = readers_see(i->readers, buf_text(&file[k]), today, &a[k], &e);
		buf_free(&file[k]);
	}
	if (rc == RC_OK) {
		answer_write(&text, a, n, today);
		(void)pthread_mutex_lock(&i->mu);
		forget(i);
		i->latest = text;
		i->latest_at = clock_ticks();
		(void)pthread_mutex_unlock(&i->mu);
	} else {
		(void)fprintf(stderr, "mekenjai: a picture of the folder was lost: %s\n", e.msg);
	}
	free(a);
}

/* Until the next look; false: no more. */
static bool pause_between(struct intake *i)
{
	struct timespec at;
	bool go_on;

	(void)clock_gettime(CLOCK_MONOTONIC, &at);
	at.tv_nsec += (long)LOOK_MS * 1000000;
	at.tv_sec += at.tv_nsec / 1000000000;
	at.tv_nsec %= 1000000000;
	(void)pthread_mutex_lock(&i->mu);
	while (!i->closing && pthread_cond_timedwait(&i->woken, &i->mu, &at) != ETIMEDOUT)
		;
	go_on = !i->closing;
	if (i->latest_at != 0 && clock_ticks() - i->latest_at > FRESH_MS)
		forget(i);
	(void)pthread_mutex_unlock(&i->mu);
	return go_on;
}

static void *watch(void *ctx)
{
	struct intake *i = ctx;

	do {
		struct buf file[VOTE_MAX];
		size_t n = folder_look(i->folder, PICTURE_BYTES_MAX, file);

		if (n > 0)
			read_files(i, file, n);
	} while (pause_between(i));
	return NULL;
}

static enum rc start_watching(struct intake *i, const char *path, struct err *e)
{
	enum rc rc = folder_open(&i->folder, path, e);
	int why;

	if (rc != RC_OK)
		return rc;
	why = pthread_create(&i->thread, NULL, watch, i);
	if (why != 0)
		return fail(e, RC_SYS, "a thread: %s", strerrordesc_np(why));
	i->runs = true;
	return RC_OK;
}

enum rc intake_open(struct intake **out, const struct intake_config *c, struct err *e)
{
	struct intake *i = xcalloc(1, sizeof(*i));
	pthread_condattr_t mono;
	enum rc rc;

	i->scanner = c->scanner;
	(void)pthread_mutex_init(&i->scanning, NULL);
	(void)pthread_mutex_init(&i->mu, NULL);
	(void)pthread_condattr_init(&mono);
	(void)pthread_condattr_setclock(&mono, CLOCK_MONOTONIC);
	(void)pthread_cond_init(&i->woken, &mono);
	(void)pthread_condattr_destroy(&mono);
	rc = readers_open(&i->readers, READERS, e);
	if (rc == RC_OK && c->watch != NULL)
		rc = start_watching(i, c->watch, e);
	*out = i;
	if (rc != RC_OK) {
		intake_close(i);
		*out = NULL;
	}
	return rc;
}

void intake_close(struct intake *i)
{
	if (i == NULL)
		return;
	if (i->runs) {
		(void)pthread_mutex_lock(&i->mu);
		i->closing = true;
		(void)pthread_cond_signal(&i->woken);
		(void)pthread_mutex_unlock(&i->mu);
		(void)pthread_join(i->thread, NULL);
	}
	forget(i);
	folder_close(i->folder);
	readers_close(i->readers);
	(void)pthread_cond_destroy(&i->woken);
	(void)pthread_mutex_destroy(&i->mu);
	(void)pthread_mutex_destroy(&i->scanning);
	free(i);
}

struct readers *intake_readers(struct intake *i)
{
	return i->readers;
}

bool intake_watches(const struct intake *i)
{
	return i != NULL && i->runs;
}

bool intake_has_scanner(const struct intake *i)
{
	return i != NULL && i->scanner != NULL;
}

enum rc intake_scan(struct intake *i, struct arena *a, struct str *picture, struct err *e)
{
	enum rc rc;

	if (i->scanner == NULL)
		return fail(e, RC_NOT_FOUND, "no scanner is set up");
	if (pthread_mutex_trylock(&i->scanning) != 0)
		return fail(e, RC_SYS, "busy");
	rc = scanner_take(i->scanner, a, PICTURE_BYTES_MAX, picture, e);
	(void)pthread_mutex_unlock(&i->scanning);
	return rc;
}

bool intake_latest(struct intake *i, struct buf *out)
{
	bool found;

	(void)pthread_mutex_lock(&i->mu);
	found = i->latest_at != 0 && clock_ticks() - i->latest_at <= FRESH_MS;
	if (found)
		buf_str(out, buf_text(&i->latest));
	forget(i);
	(void)pthread_mutex_unlock(&i->mu);
	return found;
}
