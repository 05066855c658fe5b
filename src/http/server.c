/* The only file that knows libmicrohttpd (0.9.75). */
#include "server.h"

#include "clock.h"
#include "conns.h"
#include "listen.h"

#include <assert.h>
#include <microhttpd.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DRAIN 65536 /* of a refused body that are read, so that the client sees why */

struct server {
	struct server_config c;
	char proxy[ADDRESS_TEXT];
	struct MHD_Daemon *daemon;
	struct conns *conns;
	uint16_t port;
	bool plain_layout; /* this library's memory layout is the one layout_is_plain knows */
	atomic_bool stopping, refusing;
};

/* How far the library's callback has come with a request. */
enum phase { PHASE_HEAD, PHASE_BODY, PHASE_ANSWER };

/* Who moves first: the thread that answers, or the one that goes to sleep over it. */
enum { STATE_HANDLING, STATE_SUSPENDED, STATE_ANSWERED, STATE_ABANDONED };

/* An exchange and what the library needs for it.  Two own it: the library's side
 * until the reply is sent, and from handle() on whoever answers. */
struct call {
	struct exchange x;
	struct server *s;
	struct MHD_Connection *mhd;
	struct conn *conn;
	atomic_int refs, state;
	enum phase phase;
	struct str target;
	uintptr_t target_at; /* where it stood in the library's memory */
	struct buf body;
	struct guarded guarded;
	struct refusal no;
	size_t drained;
};

static void call_drop(struct call *c)
{
	if (atomic_fetch_sub(&c->refs, 1) != 1)
		return;
	buf_free(&c->body);
	buf_free(&c->x.reply.body);
	arena_free(&c->x.arena);
	free(c);
}

/* ---- the reply ---- */

static struct MHD_Response *response_of(struct reply *r)
{
	union {
		const char *in;
		void *out; /* the library promises not to write to what is persistent */
	} still = {r->fixed.p != NULL ? r->fixed.p : ""};
	char *p = r->body.p;
	size_t n = r->body.n;

	if (r->fixed.p != NULL || n == 0)
		return MHD_create_response_from_buffer(
		    r->fixed.p != NULL ? r->fixed.n : 0, still.out, MHD_RESPMEM_PERSISTENT);
	r->body = (struct buf){0};
	return MHD_create_response_from_buffer(n, p, MHD_RESPMEM_MUST_FREE);
}

static enum MHD_Result send_reply(struct call *c, struct reply *r, bool close)
{
	struct server *s = c->s;
	struct MHD_Response *m;
	enum MHD_Result ok = MHD_YES;

	reply_secure(r, s->c.behind_proxy != NULL, c->x.req.id);
	if (r->type.n > 0)
		reply_header(r, "Content-Type", r->type);
	if (close || atomic_load(&s->stopping))
		reply_header(r, "Connection", STR("close"));
	conns_state(s->conns, c->conn, CONN_WRITING, c);
	m = response_of(r);
	if (m == NULL)
		return MHD_NO;
	for (const struct reply_header *h = r->header; h != NULL && ok == MHD_YES; h = h->next)
		ok = MHD_add_response_header(m, h->name.p, h->value.p);
	if (ok == MHD_YES)
		ok = MHD_queue_response(c->mhd, (unsigned)r->status, m);
	MHD_destroy_response(m);
	return ok;
}

/* On the library's side only, and only while nobody else owns the exchange. */
static enum MHD_Result send_refusal(struct call *c, struct refusal no)
{
	struct exchange *x = &c->x;

	reply_reset(&x->reply);
	if (c->s->c.refuse != NULL)
		c->s->c.refuse(x, no.status, no.why);
	if (x->reply.broken || c->s->c.refuse == NULL)
		reply_problem(&x->reply, no.status, no.why, NULL);
	x->reply.status = no.status;
	if (no.status == 405)
		reply_header(&x->reply, "Allow", route_allow(&x->arena, x->match.allow));
	if (no.status == 503)
		reply_header(&x->reply, "Retry-After", STR("2"));
	return send_reply(c, &x->reply, no.close);
}

/* The answer is there, or nobody waits for it any longer. */
static enum MHD_Result send_answer(struct call *c)
{
	struct reply r = {.arena = &(struct arena){0}, .status = 503};
	enum MHD_Result ok;

	if (atomic_load(&c->state) == STATE_ANSWERED) {
		if (c->x.reply.broken)
			return send_refusal(c,
			    (struct refusal){.status = 500, .why = "the reply could not be sent"});
		return send_reply(c, &c->x.reply, false);
	}
	/* The exchange's own reply is the worker's still. */
	reply_problem(&r, 503, "this takes too long; whether it was done is not known yet", NULL);
	reply_header(&r, "Retry-After", STR("5"));
	ok = send_reply(c, &r, true);
	buf_free(&r.body);
	arena_free(r.arena);
	return ok;
}

void exchange_answer(struct exchange *x)
{
	struct call *c = (struct call *)x; /* x is its first member */
	struct MHD_Connection *mhd = c->mhd;

	if (atomic_exchange(&c->state, STATE_ANSWERED) == STATE_SUSPENDED)
		MHD_resume_connection(mhd);
	call_drop(c);
}

/* ---- the request ---- */

/* The handle() of the upper layer, and sleep if it has not answered when it returns. */
static enum MHD_Result run(struct call *c)
{
	int was = STATE_HANDLING;

	c->phase = PHASE_ANSWER;
	c->x.req.body = buf_text(&c->body);
	/* Counted before looking: server_stop sets the flag before it counts. */
	conns_state(c->s->conns, c->conn, CONN_RUNNING, c);
	if (atomic_load(&c->s->refusing))
		return send_refusal(
		    c, (struct refusal){
			   .status = 503, .why = "the server is stopping", .close = true});
	atomic_fetch_add(&c->refs, 1);
	c->s->c.handle(&c->x);
	if (atomic_load(&c->state) == STATE_ANSWERED)
		return send_answer(c);
	MHD_suspend_connection(c->mhd);
	if (!atomic_compare_exchange_strong(&c->state, &was, STATE_SUSPENDED))
		MHD_resume_connection(c->mhd);
	return MHD_YES;
}

/* A worker that takes too long: the client gets a 503, the worker keeps the exchange. */
static void abandon(void *work)
{
	struct call *c = work;
	int was = STATE_SUSPENDED;

	if (atomic_compare_exchange_strong(&c->state, &was, STATE_ABANDONED))
		MHD_resume_connection(c->mhd);
}

static void hold(void *work)
{
	atomic_fetch_add(&((struct call *)work)->refs, 1);
}

static void drop(void *work)
{
	call_drop(work);
}

/* The headers as the library gives them. */
struct raw {
	struct pair h[GUARD_HEADERS + 1];
	size_t n;
};

static enum MHD_Result collect(void *cls, enum MHD_ValueKind kind, const char *key, size_t key_n,
    const char *value, size_t value_n)
{
	struct raw *raw = cls;

	(void)kind;
	if (raw->n == ARRAY_LEN(raw->h))
		return MHD_NO;
	raw->h[raw->n++] = (struct pair){{key, key_n}, {value != NULL ? value : "", value_n}};
	return MHD_YES;
}

/*
 * A NUL in the request line or a header, a bare LF, a folded header: the library hides
 * them, but not where things stand.  It parses in place, so in a plain head each part begins
 * just two bytes (CR LF) after the end of the one before, and after the last come CR LF CR LF,
 * all made zero.  (A NUL at the very end of the last value cannot be told from that; it is cut off.)
 */
static bool layout_is_plain(const struct call *c, const char *version, const struct raw *raw)
{
	uintptr_t end = (uintptr_t)version;
	const char *last;

	if (end != c->target_at + c->target.n + 1)
		return false;
	end += strlen(version);
	for (size_t i = 0; i < raw->n; i++) {
		if ((uintptr_t)raw->h[i].name.p != end + 2)
			return false;
		end = (uintptr_t)raw->h[i].value.p + raw->h[i].value.n;
	}
	if (raw->n == 0)
		return true;
	last = raw->h[raw->n - 1].value.p + raw->h[raw->n - 1].value.n;
	return last[0] == '\0' && last[1] == '\0' && last[2] == '\0' && last[3] == '\0';
}

/* Refuse now, or after a small body has been read so that it does not cover the answer. */
static enum MHD_Result refuse_head(struct call *c)
{
	const struct guarded *g = &c->guarded;

	if (!g->has_body)
		return send_refusal(c, c->no);
	if (c->no.close || g->chunked || g->length > DRAIN ||
	    request_has_header(&c->x.req, "Expect")) {
		c->no.close = true;
		return send_refusal(c, c->no);
	}
	return MHD_YES;
}

static enum MHD_Result take_head(struct call *c, const char *method, const char *version)
{
	const union MHD_ConnectionInfo *i;
	char peer[ADDRESS_TEXT];
	struct raw raw = {0};
	struct head h = {.method = method, .target = c->target, .header = raw.h, .peer = peer};

	i = MHD_get_connection_info(c->mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	address_text(i != NULL ? i->client_addr : NULL, peer);
	(void)MHD_get_connection_values_n(c->mhd, MHD_HEADER_KIND, collect, &raw);
	h.n_headers = raw.n;
	h.proxy = c->s->c.behind_proxy;
	c->phase = PHASE_BODY;
	conns_state(c->s->conns, c->conn, CONN_READING, c);
	c->no = exchange_head(&c->x, c->s->c.router, &h, &c->guarded);
	if (strcmp(version, "HTTP/1.1") != 0 && strcmp(version, "HTTP/1.0") != 0)
		c->no = (struct refusal){400, "this is not HTTP/1.1", true};
	else if (c->no.status != 431 && c->s->plain_layout && !layout_is_plain(c, version, &raw))
		c->no =
		    (struct refusal){400, "the head has a NUL, a bare LF or a folded line", true};
	return c->no.status != 0 ? refuse_head(c) : MHD_YES;
}

static enum MHD_Result take_body(struct call *c, const char *data, size_t *n)
{
	size_t got = *n;

	*n = 0;
	if (c->no.status == 0 && got > c->x.match.route->max_body - c->body.n) {
		c->no = (struct refusal){413, "the body is larger than this address takes", true};
		buf_free(&c->body);
	}
	if (c->no.status == 0) {
		buf_put(&c->body, data, got);
		return MHD_YES;
	}
	c->drained += got;
	return c->drained <= DRAIN ? MHD_YES : MHD_NO;
}

/* NOLINTNEXTLINE(readability-function-size): the library's parameters */
static enum MHD_Result on_request(void *cls, struct MHD_Connection *mhd, const char *url,
    const char *method, const char *version, const char *data, size_t *n, void **own)
{
	struct call *c = *own;

	(void)cls;
	(void)url;
	assert(c != NULL && c->mhd == mhd);
	switch (c->phase) {
	case PHASE_HEAD: return take_head(c, method, version);
	case PHASE_BODY:
		if (*n > 0)
			return take_body(c, data, n);
		return c->no.status != 0 ? send_refusal(c, c->no) : run(c);
	default: return send_answer(c);
	}
}

/* First sight of a request: its target as it came. */
static void *on_target(void *cls, const char *target, struct MHD_Connection *mhd)
{
	const union MHD_ConnectionInfo *i =
	    MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	struct call *c = xcalloc(1, sizeof(*c));

	c->s = cls;
	c->mhd = mhd;
	c->conn = i->socket_context;
	atomic_init(&c->refs, 1);
	atomic_init(&c->state, STATE_HANDLING);
	c->x.ctx = c->s->c.ctx;
	c->x.secure_cookies = c->s->c.behind_proxy != NULL;
	c->x.reply.arena = &c->x.arena;
	if (target != NULL) {
		c->target_at = (uintptr_t)target;
		c->target = arena_str(&c->x.arena, str_of(target));
	}
	return c;
}

static void on_completed(
    void *cls, struct MHD_Connection *mhd, void **own, enum MHD_RequestTerminationCode how)
{
	struct server *s = cls;
	struct call *c = *own;

	(void)mhd;
	(void)how;
	if (c == NULL)
		return;
	*own = NULL;
	conns_state(s->conns, c->conn, CONN_WAITING, NULL);
	call_drop(c);
}

static void on_connection(
    void *cls, struct MHD_Connection *mhd, void **own, enum MHD_ConnectionNotificationCode what)
{
	struct server *s = cls;

	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		const union MHD_ConnectionInfo *i =
		    MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD);

		*own = conns_enter(s->conns, i->connect_fd);
	} else {
		conns_leave(s->conns, *own);
		*own = NULL;
	}
}

/* Escapes are ours to read. */
static size_t leave_escaped(void *cls, struct MHD_Connection *mhd, char *z)
{
	(void)cls;
	(void)mhd;
	return strlen(z);
}

/* ---- the server ---- */

static void set_defaults(struct server *s)
{
	struct server_config *c = &s->c;
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	if (c->threads == 0)
		c->threads = cores > 0 ? (unsigned)cores : 1;
	if (c->connections == 0)
		c->connections = 2000;
	if (c->per_address == 0)
		c->per_address = 200;
	if (c->behind_proxy != NULL)
		c->per_address = 0; /* they all come from the proxy: it counts */
	if (c->idle_ms == 0)
		c->idle_ms = 20000;
	if (c->body_ms == 0)
		c->body_ms = 30000;
	if (c->answer_ms == 0)
		c->answer_ms = 120000;
	if (c->write_ms == 0)
		c->write_ms = 120000;
}

static struct MHD_Daemon *start(struct server *s, int fd)
{
	/* The library's own idle limit; ours is sharper for all but a client that stops reading. */
	unsigned idle = (unsigned)(s->c.idle_ms / 1000 + 1);

	return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL,
	    NULL, on_request, s, MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_THREAD_POOL_SIZE,
	    s->c.threads > 1 ? s->c.threads : 0, MHD_OPTION_STRICT_FOR_CLIENT, 1,
	    MHD_OPTION_CONNECTION_LIMIT, s->c.connections, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
	    s->c.per_address, MHD_OPTION_CONNECTION_TIMEOUT, idle,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)32 * 1024, MHD_OPTION_NOTIFY_COMPLETED,
	    on_completed, s, MHD_OPTION_NOTIFY_CONNECTION, on_connection, s,
	    MHD_OPTION_URI_LOG_CALLBACK, on_target, s, MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped,
	    NULL, MHD_OPTION_END);
}

enum rc server_open(struct server **out, const struct server_config *config, struct err *e)
{
	static const struct conns_work work = {hold, abandon, drop};
	struct server *s = xcalloc(1, sizeof(*s));
	bool loopback = false;
	enum rc rc;
	int fd = -1;

	*out = NULL;
	s->c = *config;
	set_defaults(s);
	s->plain_layout = strncmp(MHD_get_version(), "0.9.7", 5) == 0;
	if (s->c.behind_proxy != NULL && !address_normal(s->c.behind_proxy, s->proxy)) {
		rc = fail(e, RC_BAD_INPUT, "%s: not an address", s->c.behind_proxy);
		goto out;
	}
	s->c.behind_proxy = s->c.behind_proxy != NULL ? s->proxy : NULL;
	rc = listen_on(s->c.listen, &fd, &loopback, e);
	if (rc != RC_OK)
		goto out;
	if (!loopback && s->c.behind_proxy == NULL) {
		rc = fail(e, RC_BAD_INPUT,
		    "%s is not loopback: say which proxy with TLS is in front", s->c.listen);
		goto out;
	}
	s->port = listen_port(fd);
	rc = conns_open(&s->conns,
	    (const int64_t[CONN__STATES]){
		s->c.idle_ms, s->c.body_ms, s->c.answer_ms, s->c.write_ms},
	    &work, e);
	if (rc != RC_OK)
		goto out;
	s->daemon = start(s, fd);
	if (s->daemon == NULL) {
		rc = fail(e, RC_SYS, "the HTTP server cannot start");
		goto out;
	}
	*out = s;
	return RC_OK;
out:
	conns_close(s->conns);
	if (fd >= 0)
		(void)close(fd);
	free(s);
	return rc;
}

uint16_t server_port(const struct server *s)
{
	return s->port;
}

static void nap(void)
{
	(void)nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
}

bool server_stop(struct server *s, int64_t ms)
{
	int64_t end = clock_ticks() + ms;
	MHD_socket fd;

	atomic_store(&s->stopping, true);
	fd = MHD_quiesce_daemon(s->daemon);
	while (conns_count(s->conns, CONN_READING) + conns_count(s->conns, CONN_RUNNING) +
		       conns_count(s->conns, CONN_WRITING) >
		   0 &&
	       clock_ticks() < end) {
		conns_shut(s->conns, CONN_WAITING);
		nap();
	}
	/* The library may not be stopped while anything sleeps. */
	atomic_store(&s->refusing, true);
	for (end = clock_ticks() + 5000; conns_count(s->conns, CONN_RUNNING) > 0; nap()) {
		if (clock_ticks() > end)
			return false;
		conns_late(s->conns);
	}
	MHD_stop_daemon(s->daemon);
	conns_close(s->conns);
	if (fd != MHD_INVALID_SOCKET)
		(void)close(fd);
	free(s);
	return true;
}
