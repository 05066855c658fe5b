/*
 * The server on a real socket, spoken to with raw bytes: well-behaved ones and all
 * the hostile ones of limits.md section 1.  Deadlines are tested on a server of its
 * own with short ones; there the client waits for the cut however long that takes.
 */
#include "clock.h"
#include "pool.h"
#include "server.h"
#include "t.h"

#include <arpa/inet.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
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
	static const struct asset a = {
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
static void refuse(struct exchange *x, int status, const char *why)
{
	plain(x, "refused: ");
	buf_printf(&x->reply.body, "%d %s", status, why);
}

#define ROW(m, p, f)                                                              \
	{                                                                         \
		.method = METHOD_##m, .path = p, .who = 1, .run = f, .about = "x" \
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
static bool closed(int fd)
{
	char c;

	errno = 0;
	return recv(fd, &c, 1, 0) <= 0 && errno != EAGAIN;
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

/* ---- what is tested ---- */

static void good(void)
{
	static const char head[] = "HEAD / HTTP/1.1\r\nHost: x\r\n\r\n" GET("/who");
	int fd;

	OK(ASK(GET("/")) == 200 && strcmp(body_of(), "hello") == 0);
	OK(field("Content-Security-Policy: default-src 'none'") != NULL);
	OK(field("X-Content-Type-Options: nosniff") != NULL &&
	    field("Cache-Control: no-store") != NULL);
	OK(field("X-Request-Id: Q-") != NULL && field("Strict-Transport") == NULL);
	OK(field("Referrer-Policy: same-origin") != NULL);
	OK(ASK(GET("/persons/%D3%98?q=a+b%21")) == 200 && strcmp(body_of(), "Ә|a b!") == 0);
	OK(ASK(POST("/echo", "Content-Length: 5\r\n\r\na=b+c")) == 200 &&
	    strcmp(body_of(), "a=b+c") == 0);
	OK(ASK(POST("/echo",
	       "Transfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n2\r\n+c\r\n0\r\n\r\n")) == 200 &&
	    strcmp(body_of(), "a=b+c") == 0);
	OK(ASK(POST("/slow", "Content-Length: 3\r\n\r\nx=y")) == 200 &&
	    strcmp(body_of(), "from a worker: x=y") == 0);
	fd = dial();
	OK(send_all(fd, head, sizeof(head) - 1));
	OK(reply_from(fd, true) == 200 && strtol(field("Content-Length: "), NULL, 10) == 5);
	OK(strcmp(body_of(), "") == 0);
	OK(reply_from(fd, false) == 200 && strcmp(body_of(), "127.0.0.1 127.0.0.1 0") == 0);
	(void)close(fd);
	OK(ASK(GET("/broken")) == 500 && field("b=c") == NULL);
	OK(ASK("GET /style.css HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n") == 200);
	OK(field("Content-Encoding: gzip") != NULL && field("immutable") != NULL);
	OK(ASK("GET /style.css HTTP/1.1\r\nHost: x\r\nIf-None-Match: \"tag\"\r\n\r\n") == 304);
	OK(ASK("GET /who HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 9.9.9.9\r\n"
	       "X-Forwarded-Proto: https\r\n\r\n") == 200 &&
	    strcmp(body_of(), "127.0.0.1 127.0.0.1 0") == 0);
}

static void pipelined(void)
{
	static const char three[] =
	    GET("/persons/1") POST("/slow", "Content-Length: 3\r\n\r\nx=y") GET("/persons/3");
	int fd = dial();

	OK(send_all(fd, three, sizeof(three) - 1));
	OK(reply_from(fd, false) == 200 && strcmp(body_of(), "1|") == 0);
	OK(reply_from(fd, false) == 200 && strcmp(body_of(), "from a worker: x=y") == 0);
	OK(reply_from(fd, false) == 200 && strcmp(body_of(), "3|") == 0);
	/* A refused small body is read over: the connection lives on. */
	OK(send_all(fd, POST("/nothing", "Content-Length: 3\r\n\r\nx=y"),
	    strlen(POST("/nothing", "Content-Length: 3\r\n\r\nx=y"))));
	OK(reply_from(fd, false) == 404 && strstr(body_of(), "refused: 404") != NULL);
	OK(send_all(fd, GET("/"), strlen(GET("/"))) && reply_from(fd, false) == 200);
	(void)close(fd);
}

static void refused(void)
{
	OK(ASK(GET("/nothing")) == 404 && field("no-store") != NULL);
	OK(ASK("DELETE / HTTP/1.1\r\nHost: x\r\n\r\n") == 405 &&
	    field("Allow: GET, HEAD\r\n") != NULL);
	OK(ASK("OPTIONS /echo HTTP/1.1\r\nHost: x\r\n\r\n") == 405 &&
	    field("Allow: POST\r\n") != NULL);
	OK(ASK("BREW / HTTP/1.1\r\nHost: x\r\n\r\n") == 405);
	OK(ASK(GET("/persons/%zz")) == 400 && ASK(GET("/persons/%")) == 400);
	OK(ASK(GET("/persons/%00")) == 400 && ASK(GET("/persons/%ff")) == 400);
	OK(ASK(GET("/?q=%")) == 400 && ASK(GET("/?q=%00")) == 400 && ASK(GET("/?%fe=1")) == 400);
	OK(ASK(GET("/persons/%2e%2e")) == 400 && ASK(GET("/#x")) == 400);
	OK(ASK("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
	       "Content-Length: 2\r\n\r\n{}") == 415);
	OK(ASK(POST("/echo", "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}")) == 415);
	OK(ASK("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Type: "
	       "application/x-www-form-urlencoded; charset=utf-16\r\n\r\n{}") == 415);
	/* Too large: said before it is sent, by its length; with Expect, at once. */
	OK(CUT(POST("/echo", "Content-Length: 99999999999\r\n\r\n"), 413));
	OK(CUT(POST("/echo", "Expect: 100-continue\r\nContent-Length: 2001\r\n\r\n"), 413));
	OK(ASK("GET / HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: "
	       "1\r\n\r\nx") == 413);
}

static void smuggling(void)
{
	int before = atomic_load(&handled);

#define EVIL GET("/persons/smuggled")
	OK(CUT("GET / HTTP/1.1\r\n\r\n" EVIL, 400));
	OK(CUT("GET / HTTP/1.0\r\n\r\n" EVIL, 400));
	OK(CUT("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" EVIL, 400));
	OK(CUT(
	    POST("/echo", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" EVIL),
	    400));
	OK(CUT(
	    POST("/echo", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" EVIL),
	    400));
	OK(CUT(POST("/echo", "Content-Length: 3\r\nContent-Length: 4\r\n\r\na=bX" EVIL), 400));
	OK(CUT(POST("/echo", "Content-Length: 3\r\nContent-Length: 3\r\n\r\na=b" EVIL), 400));
	OK(CUT(POST("/echo", "Content-Length: +3\r\n\r\na=b" EVIL), 400));
	OK(CUT(POST("/echo", "Content-Length: 3 \r\n\r\na=b" EVIL), 400));
	OK(CUT(POST("/echo", "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" EVIL), 400));
	OK(CUT(
	    POST("/echo",
		"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" EVIL),
	    400));
	OK(CUT(
	    POST("/echo", "Transfer-Encoding : chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" EVIL),
	    400));
	OK(CUT(POST("/echo", "Transfer-Encoding: chunked\r\n\r\n-1\r\na\r\n0\r\n\r\n" EVIL), 400));
	OK(CUT("GET /persons/a\0b HTTP/1.1\r\nHost: x\r\n\r\n" EVIL, 400));
	OK(CUT("GET / HTTP/1.1\r\nHost: x\0y\r\n\r\n" EVIL, 400));
	OK(CUT("GET / HTTP/1.1\r\nHost: x\r\nX: a\0\r\nY: b\r\n\r\n" EVIL, 400));
	OK(CUT("GET / HTTP/1.1\r\nHo\0st: x\r\nHost: x\r\n\r\n" EVIL, 400));
	OK(CUT("GET / HTTP/1.1\r\nHost: x\nX: y\r\n\r\n" EVIL, 400));
	OK(CUT("GET / HTTP/1.1\nHost: x\n\n" EVIL, 400));
	OK(CUT("GET / HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n" EVIL, 400));
	OK(CUT("GET / HTTP/1.1\r\nHost: x\r\nX: a\rb\r\n\r\n" EVIL, 400));
	OK(CUT("GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n" EVIL, 400));
	OK(CUT("GET / HTTP/1.1\r\nHost: x\r\nCookie: a=1\r\nCookie: a=2\r\n\r\n" EVIL, 400));
	OK(CUT("GET  / HTTP/1.1 \r\nHost: x\r\n\r\n" EVIL, 400));
	OK(atomic_load(&handled) == before); /* not one of the second requests was run */
}

static void large(void)
{
	static char text[200000];
	size_t n;
	int fd, status;

	n = (size_t)snprintf(text, sizeof(text), "GET / HTTP/1.1\r\nHost: x\r\nX: ");
	memset(text + n, 'x', 15000);
	memcpy(text + n + 15000, "\r\n\r\n", 4);
	OK(ask_n(text, n + 15004, NULL) == 431);
	memset(text + n, 'x', 100000);
	status = ask_n(text, n + 100000, NULL);
	OK(status == 431 || status == 0); /* cut while still sending */
	n = (size_t)snprintf(text, sizeof(text), "GET /");
	memset(text + n, 'x', 5000);
	(void)snprintf(text + n + 5000, 100, " HTTP/1.1\r\nHost: x\r\n\r\n");
	OK(ask_n(text, strlen(text), NULL) == 414);
	/* Headers that fill what is allowed, in many lines and two portions: still served. */
	n = (size_t)snprintf(text, sizeof(text), "GET / HTTP/1.1\r\nHost: x\r\n");
	for (int i = 0; i < 60; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n, "X-%d: %0200d\r\n", i, i);
	n += (size_t)snprintf(text + n, sizeof(text) - n, "Cookie: a=%01000d\r\n\r\n", 1);
	fd = dial();
	OK(send_all(fd, text, 3000) && usleep(20000) == 0 && send_all(fd, text + 3000, n - 3000));
	OK(reply_from(fd, false) == 200);
	(void)close(fd);
	/* A chunked body tells no length: it is counted. */
	n = (size_t)snprintf(
	    text, sizeof(text), "%s", POST("/echo", "Transfer-Encoding: chunked\r\n\r\n"));
	for (int i = 0; i < 3; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n, "3e8\r\n%01000d\r\n", i);
	n += (size_t)snprintf(text + n, sizeof(text) - n, "0\r\n\r\n");
	OK(cut_n(text, n, 413));
}

/* Clients that go away at every point, with a reset; the server lives on. */
static void abrupt(void)
{
	static const char text[] = POST("/slow", "Content-Length: 10\r\n\r\na=b&c=d&e=");
	struct linger now = {1, 0};

	for (size_t n = 0; n < sizeof(text); n += 3) {
		int fd = dial();

		(void)send_all(fd, text, n < sizeof(text) - 1 ? n : sizeof(text) - 1);
		(void)setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
		(void)close(fd);
	}
	OK(ASK(GET("/")) == 200);
}

static void *hammer(void *arg)
{
	static const char post[] = POST("/slow", "Content-Length: 3\r\n\r\nx=y");
	struct sockaddr_in sa = {
	    .sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
	atomic_int *good_ones = arg;
	char b[2048];

	for (int i = 0; i < 40; i++) {
		int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
		ssize_t n = 0, k;

		if (connect(fd, (const struct sockaddr *)&sa, sizeof(sa)) == 0 &&
		    send_all(fd, post, sizeof(post) - 1)) {
			do {
				k = recv(fd, b + n, sizeof(b) - 1 - (size_t)n, 0);
				n += k > 0 ? k : 0;
				b[n] = '\0';
			} while (k > 0 && strstr(b, "from a worker: x=y") == NULL);
			if (strncmp(b, "HTTP/1.1 200", 12) == 0)
				atomic_fetch_add(good_ones, 1);
		}
		(void)close(fd);
	}
	return NULL;
}
static void crowd(void)
{
	pthread_t t[8];
	atomic_int good_ones = 0;

	for (int i = 0; i < 8; i++)
		(void)pthread_create(&t[i], NULL, hammer, &good_ones);
	for (int i = 0; i < 8; i++)
		(void)pthread_join(t[i], NULL);
	OK(atomic_load(&good_ones) == 8 * 40);
}

/* A byte at a time: cut, though never idle. */
static bool drip_is_cut(const char *start, char each)
{
	int fd = dial();
	bool cut = false;

	(void)send_all(fd, start, strlen(start));
	for (int i = 0; i < 3000 && !cut; i++) {
		char c;

		cut = !send_all(fd, &each, 1) || recv(fd, &c, 1, MSG_DONTWAIT) == 0 ||
		      errno != EAGAIN;
		(void)usleep(10000);
	}
	(void)close(fd);
	return cut;
}
static void deadlines(void)
{
	struct server *s =
	    start((struct server_config){.idle_ms = 200, .body_ms = 200, .answer_ms = 200});
	int fd;

	port = server_port(s);
	OK(drip_is_cut("", 'G'));
	OK(drip_is_cut("GET / HTTP/1.1\r\nHost: x\r\nX: ", 'x'));
	OK(drip_is_cut(POST("/echo", "Content-Length: 2000\r\n\r\n"), 'x'));
	fd = dial();
	OK(closed(fd)); /* says nothing */
	(void)close(fd);
	/* Work that does not end: 503, and the worker may still answer into nothing. */
	(void)pthread_mutex_lock(&gate);
	OK(ASK(GET("/stuck")) == 503 && field("Retry-After: ") != NULL);
	OK(server_stop(s, 0));
	(void)pthread_mutex_unlock(&gate);
}

/* A stop waits for what runs, and not for ever. */
static int asked_status;
static void *ask_stuck(void *arg)
{
	(void)arg;
	asked_status = ASK(GET("/stuck"));
	return NULL;
}
static void stopping(void)
{
	struct server *s = start((struct server_config){0});
	pthread_t asker;
	int idle;

	port = server_port(s);
	idle = dial();
	OK(send_all(idle, GET("/"), strlen(GET("/"))) && reply_from(idle, false) == 200);
	atomic_store(&at_gate, 0);
	(void)pthread_mutex_lock(&gate);
	(void)pthread_create(&asker, NULL, ask_stuck, NULL);
	while (atomic_load(&at_gate) == 0)
		(void)usleep(1000);
	(void)pthread_mutex_unlock(&gate); /* a mutex is let go by its own thread */
	OK(server_stop(s, 30000));
	(void)pthread_join(asker, NULL);
	OK(asked_status == 200);
	OK(closed(idle));
	(void)close(idle);

	s = start((struct server_config){0});
	port = server_port(s);
	atomic_store(&at_gate, 0);
	(void)pthread_mutex_lock(&gate);
	(void)pthread_create(&asker, NULL, ask_stuck, NULL);
	while (atomic_load(&at_gate) == 0)
		(void)usleep(1000);
	OK(server_stop(s, 1)); /* does not wait for the gate */
	(void)pthread_join(asker, NULL);
	OK(asked_status == 503);
	(void)pthread_mutex_unlock(&gate);
}

static void proxied(void)
{
	struct server *s =
	    start((struct server_config){.behind_proxy = "127.0.0.1", .refuse = refuse});

	port = server_port(s);
	OK(ASK("GET /who HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 6.6.6.6\r\n"
	       "X-Forwarded-For: 7.7.7.7, 9.9.9.9\r\nX-Forwarded-Proto: https\r\n\r\n") == 200);
	OK(strcmp(body_of(), "127.0.0.1 9.9.9.9 1") == 0 &&
	    field("Strict-Transport-Security: ") != NULL);
	OK(ASK("GET /who HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: nonsense\r\n\r\n") == 200 &&
	    strcmp(body_of(), "127.0.0.1 127.0.0.1 0") == 0);
	OK(server_stop(s, 1000));
	s = start((struct server_config){.behind_proxy = "10.0.0.1"});
	port = server_port(s);
	OK(ASK("GET /who HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 9.9.9.9\r\n\r\n") == 200 &&
	    strcmp(body_of(), "127.0.0.1 127.0.0.1 0") == 0);
	OK(server_stop(s, 1000));
}

static enum rc opens(const char *listen, const char *proxy)
{
	struct server_config c = {
	    .listen = listen, .behind_proxy = proxy, .router = router, .handle = handle};
	struct server *s = NULL;
	enum rc rc = server_open(&s, &c, NULL);

	if (s != NULL)
		(void)server_stop(s, 0);
	return rc;
}

int main(void)
{
	struct server *s;

	(void)signal(SIGPIPE, SIG_IGN);
	OK(router_open(&router, rows, ARRAY_LEN(rows), NULL) == RC_OK);
	OK(pool_open(&pool, 2, 1000, NULL) == RC_OK);
	s = start((struct server_config){.refuse = refuse});
	port = server_port(s);
	good();
	pipelined();
	refused();
	smuggling();
	large();
	abrupt();
	crowd();
	OK(server_stop(s, 5000));
	deadlines();
	stopping();
	proxied();
	OK(opens("0.0.0.0:0", NULL) == RC_BAD_INPUT && opens("nonsense", NULL) == RC_BAD_INPUT);
	OK(opens("127.0.0.1:x", NULL) == RC_BAD_INPUT &&
	    opens("localhost:80", NULL) == RC_BAD_INPUT);
	OK(opens("0.0.0.0:0", "10.0.0.1") == RC_OK &&
	    opens("127.0.0.1:0", "proxy") == RC_BAD_INPUT);
	OK(opens("[::1]:0", NULL) == RC_OK || opens("[::1]:0", NULL) == RC_SYS);
	pool_close(pool);
	router_close(router);
	return t_done();
}
