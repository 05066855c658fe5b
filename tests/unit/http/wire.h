/*
 * A small desk behind a real server, and a client that sends raw bytes: for the tests of
 * the server.  Included by one program each.
 */
#ifndef WIRE_H
#define WIRE_H

#include "pool.h"
#include "server.h"
#include "t.h"

#include <arpa/inet.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/* ---- the upper layer ---- */

static struct pool *pool;
static atomic_int handled;
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static atomic_int at_gate;

struct errand {
	struct task t;
	struct exchange *x;
};

static void plain(struct exchange *x, const char *text)
{
	x->reply.type = STR("text/plain; charset=utf-8");
	buf_z(&x->reply.body, text);
}
static void hello(struct exchange *x)
{
	plain(x, "hello");
	exchange_answer(x);
}
static void person(struct exchange *x)
{
	plain(x, "");
	buf_str(&x->reply.body, route_param(&x->match, "id"));
	buf_char(&x->reply.body, '|');
	buf_str(&x->reply.body, form_get(&x->req.query, "q"));
	exchange_answer(x);
}
static void echo(struct exchange *x)
{
	plain(x, "");
	buf_str(&x->reply.body, x->req.body);
	exchange_answer(x);
}
static void who(struct exchange *x)
{
	plain(x, "");
	buf_printf(&x->reply.body, "%.*s %.*s %d", STR_FMT(x->req.peer), STR_FMT(x->req.client),
	    x->req.secure);
	exchange_answer(x);
}
static void broken(struct exchange *x)
{
	reply_header(&x->reply, "X", STR("a\r\nSet-Cookie: b=c"));
	exchange_answer(x);
}
static void css(struct exchange *x)
{
	static const struct reply_file a = {
	    "text/css", STR_INIT("body{}"), STR_INIT("\x1f\x8bzip"), "tag", true};

	reply_asset(&x->reply, &x->req, &a);
	exchange_answer(x);
}
static void work(struct task *t)
{
	struct exchange *x = ((struct errand *)t)->x;

	plain(x, "from a worker: ");
	buf_str(&x->reply.body, x->req.body);
	exchange_answer(x);
}
static void work_at_gate(struct task *t)
{
	atomic_fetch_add(&at_gate, 1);
	(void)pthread_mutex_lock(&gate);
	(void)pthread_mutex_unlock(&gate);
	work(t);
}
static void hand_over(struct exchange *x, void (*run)(struct task *))
{
	struct errand *e = ARENA_NEW(&x->arena, struct errand);

	*e = (struct errand){{.run = run}, x};
	if (pool_put(pool, &e->t) != RC_OK) {
		reply_problem(&x->reply, 503, "busy", NULL);
		exchange_answer(x);
	}
}
static void slow(struct exchange *x)
{
	hand_over(x, work);
}
static void stuck(struct exchange *x)
{
	hand_over(x, work_at_gate);
}
static void handle(struct exchange *x)
{
	atomic_fetch_add(&handled, 1);
	x->match.route->run(x);
}

#define ROW(m, p, f)                                                                  \
	{                                                                             \
		.method = METHOD_##m, .path = (p), .who = 1, .run = (f), .about = "x" \
	}
static const struct route rows[] = {
    ROW(GET, "/", hello),
    ROW(GET, "/persons/{id}", person),
    ROW(GET, "/who", who),
    ROW(GET, "/broken", broken),
    ROW(GET, "/style.css", css),
    ROW(GET, "/stuck", stuck),
    {METHOD_POST, "/echo", 1, 0, TAKES_FORM, 2000, echo, NULL, "x"},
    {METHOD_POST, "/slow", 1, 0, TAKES_FORM, 2000, slow, NULL, "x"},
};
static struct router *router;

static struct server *start(struct server_config c)
{
	struct server *s = NULL;
	struct err e = {0};

	c.listen = "127.0.0.1:0";
	c.router = router;
	c.handle = handle;
	c.threads = 2;
	if (server_open(&s, &c, &e) != RC_OK)
		note(e.msg);
	OK(s != NULL);
	return s;
}

/* ---- the client ---- */

static uint16_t port;
static char got[65536];
static size_t got_n;

static int dial(void)
{
	struct sockaddr_in sa = {
	    .sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
	struct timeval patience = {.tv_sec = 30}; /* only so that a bug does not hang the test */
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	(void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	if (connect(fd, (const struct sockaddr *)&sa, sizeof(sa)) != 0)
		note("cannot connect");
	return fd;
}
static bool send_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t k = send(fd, p, n, MSG_NOSIGNAL);

		if (k <= 0)
			return false;
		p += k;
		n -= (size_t)k;
	}
	return true;
}
static const char *field(const char *name)
{
	const char *at = strcasestr(got, name);

	return at != NULL ? at + strlen(name) : NULL;
}
static const char *body_of(void)
{
	const char *at = strstr(got, "\r\n\r\n");

	return at != NULL ? at + 4 : "";
}
/* One reply, by its Content-Length; its status, 0 if the connection ended before. */
static int reply_from(int fd, bool head)
{
	const char *length;
	size_t want = 0;

	got_n = 0;
	got[0] = '\0';
	for (;;) {
		if (strstr(got, "\r\n\r\n") != NULL && want == 0) {
			length = field("\r\nContent-Length: ");
			want = (size_t)(body_of() - got) +
			       (length != NULL && !head ? strtoul(length, NULL, 10) : 0);
		}
		if ((want > 0 && got_n >= want) || got_n + 1 >= sizeof(got))
			break;
		/* byte by byte at the end, so that a pipelined reply stays for the next call */
		size_t room = want > 0 ? want - got_n : 1;
		ssize_t k = recv(fd, got + got_n, room, 0);

		if (k <= 0)
			return 0;
		got_n += (size_t)k;
		got[got_n] = '\0';
	}
	return (int)strtol(got + strlen("HTTP/1.1 "), NULL, 10);
}
/* The connection ends, and nothing more is answered on it.  (The library writes the head
 * of its own refusals twice: those bytes may come, a second answer may not.) */
static bool ends_silent(int fd)
{
	char rest[4096];
	ssize_t k;

	for (size_t n = 0; n < sizeof(rest) - 1; n += (size_t)k) {
		errno = 0;
		k = recv(fd, rest + n, sizeof(rest) - 1 - n, 0);
		if (k <= 0)
			return errno != EAGAIN;
		rest[n + (size_t)k] = '\0';
		if (strstr(rest, "HTTP/1.1 2") != NULL)
			return false;
	}
	return false;
}
static int ask_n(const char *p, size_t n, bool *ended)
{
	int fd = dial(), status;

	(void)send_all(fd, p, n);
	status = reply_from(fd, false);
	if (ended != NULL)
		*ended = ends_silent(fd);
	(void)close(fd);
	return status;
}
#define ASK(z) ask_n(z, sizeof(z) - 1, NULL)
/* A refusal after which the connection ends. */
static bool cut_n(const char *p, size_t n, int want)
{
	bool ended = false;
	int status = ask_n(p, n, &ended);

	if (status != want || !ended)
		(void)printf("# status %d, ended %d\n", status, ended);
	return status == want && ended;
}
#define CUT(z, status) cut_n(z, sizeof(z) - 1, status)
#define GET(path)      "GET " path " HTTP/1.1\r\nHost: x\r\n\r\n"
#define POST(path, more)                        \
	"POST " path " HTTP/1.1\r\nHost: x\r\n" \
	"Content-Type: application/x-www-form-urlencoded\r\n" more

#endif
