/*
 * The attendant: one thread that looks after the register once a second (seals what
 * other programs recorded, releases what waited for a wanted list alone, forgets old keys,
 * proves that an act could be recorded) and answers the readers that wait for news.
 */
#include "gate_impl.h"

#include "clock.h"
#include "evidence.h"
#include "sealkey.h"
#include "secret.h"

#include <string.h>
#include <sys/statvfs.h>
#include <time.h>

#define SWEEP_TICKS   3600 /* seconds */
#define RELEASE_TICKS 60
#define KEY_LIFE_US   ((int64_t)30 * 86400 * 1000000) /* interface.md section 4 */
#define ROOM_BYTES    ((uint64_t)16 * 1024 * 1024)
#define PROOF_MS      10000

/* ---- news ---- */

void attend_news(struct gate *g)
{
	(void)pthread_mutex_lock(&g->mu);
	g->news++;
	(void)pthread_cond_signal(&g->woken);
	(void)pthread_mutex_unlock(&g->mu);
}

uint64_t attend_seen(struct gate *g)
{
	uint64_t n;

	(void)pthread_mutex_lock(&g->mu);
	n = g->news;
	(void)pthread_mutex_unlock(&g->mu);
	return n;
}

bool attend_park(struct call *c)
{
	struct gate *g = c->v.gate;
	bool parked = false;

	(void)pthread_mutex_lock(&g->mu);
	if (g->quiet || g->parked_n >= PARKED_MAX) {
		c->answer_now = true;
	} else if (g->news == c->news) {
		c->park_next = g->parked;
		g->parked = c;
		g->parked_n++;
		parked = true;
	}
	(void)pthread_mutex_unlock(&g->mu);
	return parked;
}

/* Take out of the parked those that are due: all where there is news; else the overdue. */
static struct call *due(struct gate *g)
{
	struct call *out = NULL;
	int64_t now = clock_ticks();

	for (struct call **p = &g->parked; *p != NULL;) {
		struct call *c = *p;

		if (!g->quiet && c->news == g->news && now < c->park_until) {
			p = &c->park_next;
			continue;
		}
		*p = c->park_next;
		g->parked_n--;
		c->answer_now = g->quiet;
		c->park_next = out;
		out = c;
	}
	return out;
}

static void answer_parked(struct gate *g)
{
	struct call *c;

	(void)pthread_mutex_lock(&g->mu);
	c = due(g);
	(void)pthread_mutex_unlock(&g->mu);
	while (c != NULL) {
		struct call *next = c->park_next;

		call_read(c);
		c = next;
	}
}

/* ---- chores: jobs of the gate's own ---- */

static struct chore *chore_of(struct job *j)
{
	return (struct chore *)j; /* its first member */
}

static bool chore_put(struct gate *g, struct chore *c,
    enum rc (*run)(void *, struct job *, struct err *),
    void (*done)(struct job *, enum rc, const struct err *))
{
	if (atomic_exchange(&c->busy, true))
		return false;
	c->gate = g;
	c->job = (struct job){.run = run, .done = done};
	if (writer_put(g->writer, &c->job) == RC_OK)
		return true;
	atomic_store(&c->busy, false);
	return false;
}

static void chore_done(struct job *j, enum rc rc, const struct err *e)
{
	if (rc != RC_OK)
		gate_log(NULL, rc, e);
	atomic_store(&chore_of(j)->busy, false);
}

/*
 * Could an act be recorded?  A row is written and undone, which needs the writer, the
 * lock and the database; after a failed commit it is kept, since only a commit shows that the
 * disk has room again.
 */
static enum rc probe_run(void *pen, struct job *j, struct err *e)
{
	enum rc rc = setting_put(pen_db(pen), "probe", STR("an act could be recorded"), e);

	if (rc == RC_OK && !atomic_load(&chore_of(j)->gate->must_prove))
		return fail(e, RC_BAD_INPUT, "undone");
	return rc;
}

static void probe_done(struct job *j, enum rc rc, const struct err *e)
{
	struct gate *g = chore_of(j)->gate;

	(void)e;
	if (rc == RC_OK)
		atomic_store(&g->must_prove, false);
	if (rc == RC_OK || rc == RC_BAD_INPUT) {
		atomic_store(&g->trouble, RC_OK);
		atomic_store(&g->proven_at, clock_ticks());
	} else {
		atomic_store(&g->must_prove, true);
		atomic_store(&g->trouble, (int)rc);
	}
	atomic_store(&chore_of(j)->busy, false);
}

static enum rc sweep_run(void *pen, struct job *j, struct err *e)
{
	(void)j;
	return db_run(
	    pen_db(pen), STMT_IDEMPOTENCY_FORGET, DB_ARGS(DB_INT(clock_now() - KEY_LIFE_US)), e);
}

static enum rc release_run(void *pen, struct job *j, struct err *e)
{
	struct gate *g = chore_of(j)->gate;
	struct act_env env = {.pack = g->c.pack,
	    .rehearsal = g->rehearsal,
	    .who = {.name = STR("server"), .role = ROLE_OWNER},
	    .now_us = clock_now()};
	size_t n = 0, late = 0;
	enum rc rc;

	env.today = date_in_almaty(env.now_us);
	rc = acts_release_screened(pen_db(pen), &env, &n, e);
	if (rc == RC_OK)
		rc = acts_screen_late(pen_db(pen), &env, &late, e);
	atomic_store(&g->released, (int64_t)(n + late));
	return rc;
}

static void release_done(struct job *j, enum rc rc, const struct err *e)
{
	if (rc != RC_OK)
		atomic_store(&chore_of(j)->gate->released, -1);
	chore_done(j, rc, e);
}

/* ---- once a second ---- */

/* Acts of programs other than this one: `mekenjai act', other servers. */
static enum rc look_at_head(struct gate *g, struct err *e)
{
	int64_t head = 0;
	bool found;
	enum rc rc = RC_OK;

	if (!g->sqlite) {
		rc = db_one_int(g->own, STMT_ACT_UNSEALED, DB_NO_ARGS, &head, &found, e);
		if (rc == RC_OK && found)
			rc = evidence_seal(g->own, e);
	}
	if (rc == RC_OK)
		rc = db_one_int(g->own, STMT_ACT_HEAD, DB_NO_ARGS, &head, &found, e);
	if (rc == RC_OK && head != g->head) {
		g->head = head;
		attend_news(g);
	}
	return rc;
}

/* A list that came since, or now and then: an application may have crossed with it. */
static enum rc look_at_list(struct gate *g, struct err *e)
{
	int64_t load = 0;
	bool found;
	enum rc rc = db_one_int(g->own, STMT_WANTED_LAST_LOAD, DB_NO_ARGS, &load, &found, e);

	if (rc != RC_OK || !found)
		return rc;
	atomic_store(&g->screening, true);
	if ((load != g->released_load || atomic_load(&g->released) > 0 ||
		g->ticks % RELEASE_TICKS == 0) &&
	    chore_put(g, &g->release, release_run, release_done))
		g->released_load = load;
	return rc;
}

/* The head of the journal is signed once a day, at the first look after midnight. */
static enum rc look_at_seal(struct gate *g, struct err *e)
{
	day_t today = date_in_almaty(clock_now());
	unsigned char secret[SEAL_SECRET];
	struct arena a = {0};
	struct str path;
	bool sealed;
	enum rc rc = RC_OK;

	if (g->sealed == today)
		return RC_OK;
	path = sealkey_path(&a, g->url);
	if (path.n > 0) {
		rc = sealkey_read(path.p, secret, e);
		if (rc == RC_OK)
			rc = seal_day(g->own, today, secret, &sealed, e);
		secret_wipe(secret, sizeof(secret));
	}
	if (rc != RC_RETRY)
		g->sealed =
		    today; /* a key that is not there is said once a day, not once a second */
	arena_free(&a);
	return rc;
}

static void look_after(struct gate *g)
{
	struct err e = {0};
	enum rc rc = RC_OK;

	if (g->own == NULL)
		rc = db_open(g->url, ROLE_OWNER, &g->own, &e);
	if (rc == RC_OK)
		rc = look_at_head(g, &e);
	if (rc == RC_OK)
		rc = look_at_list(g, &e);
	if (rc == RC_OK)
		rc = look_at_seal(g, &e);
	if (rc != RC_OK && rc != RC_RETRY && (g->ticks % RELEASE_TICKS == 0 || g->own_rc != rc))
		gate_log(NULL, rc, &e);
	g->own_rc = rc;
	(void)chore_put(g, &g->probe, probe_run, probe_done);
	if (g->ticks % SWEEP_TICKS == 0)
		(void)chore_put(g, &g->sweep, sweep_run, chore_done);
	g->ticks++;
}

static void *attend(void *arg)
{
	struct gate *g = arg;
	int64_t next = clock_ticks();
	uint64_t news = 0;

	(void)pthread_mutex_lock(&g->mu);
	while (!g->closing) {
		struct timespec t = {.tv_sec = next / 1000, .tv_nsec = next % 1000 * 1000000};
		bool tick;

		if (g->news == news && !(g->quiet && g->parked != NULL) && clock_ticks() < next)
			(void)pthread_cond_timedwait(&g->woken, &g->mu, &t);
		news = g->news;
		tick = clock_ticks() >= next;
		(void)pthread_mutex_unlock(&g->mu);
		if (tick) {
			look_after(g);
			next = clock_ticks() + 1000;
		}
		answer_parked(g);
		(void)pthread_mutex_lock(&g->mu);
	}
	(void)pthread_mutex_unlock(&g->mu);
	return NULL;
}

enum rc attend_open(struct gate *g, struct err *e)
{
	struct err first = {0};

	/* What the first page shows must be known before the first page. */
	if (db_open(g->url, ROLE_OWNER, &g->own, e) != RC_OK)
		return e->rc;
	if (look_at_list(g, &first) != RC_OK)
		return fail(e, first.rc, "%s", first.msg);
	if (pthread_create(&g->attendant, NULL, attend, g) != 0)
		return fail(e, RC_SYS, "cannot start the attendant");
	g->attended = true;
	return RC_OK;
}

void gate_quiet(struct gate *g)
{
	bool empty = false;

	while (!empty) {
		(void)pthread_mutex_lock(&g->mu);
		g->quiet = true;
		empty = g->parked == NULL;
		(void)pthread_cond_signal(&g->woken);
		(void)pthread_mutex_unlock(&g->mu);
		if (!empty)
			(void)nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
	}
}

void attend_close(struct gate *g)
{
	if (!g->attended)
		return;
	(void)pthread_mutex_lock(&g->mu);
	g->closing = true;
	(void)pthread_cond_signal(&g->woken);
	(void)pthread_mutex_unlock(&g->mu);
	(void)pthread_join(g->attendant, NULL);
	g->attended = false;
}

/* ---- health ---- */

static bool room(const struct gate *g)
{
	const char *path = g->url + strlen("sqlite:");
	const char *slash = strrchr(path, '/');
	struct arena a = {0};
	struct statvfs s;
	bool enough;

	enough = statvfs(slash != NULL ? arena_strn(&a, path, (size_t)(slash - path) + 1) : ".",
		     &s) != 0 ||
		 (uint64_t)s.f_bavail * s.f_frsize >= ROOM_BYTES;
	arena_free(&a);
	return enough;
}

bool gate_healthy(struct gate *g, const char **why)
{
	int64_t proven = atomic_load(&g->proven_at);

	*why = NULL;
	if (atomic_load(&g->trouble) != RC_OK)
		*why = rc_text((enum rc)atomic_load(&g->trouble));
	else if (atomic_load(&g->must_prove))
		*why = "the last write failed";
	else if (proven == 0 || clock_ticks() - proven > PROOF_MS)
		*why = "the writer does not answer";
	else if (g->sqlite && !room(g))
		*why = "the disk is nearly full";
	return *why == NULL;
}
