/*
 * The server on a real socket: what it answers and refuses, its deadlines, its
 * end, its proxy.  Deadlines are tested on a server of their own with short ones; there
 * the client waits for the cut however long that takes.
 */
#include "wire.h"

#include <signal.h>

static void refuse(struct exchange *x, int status, const char *why)
{
	plain(x, "refused: ");
	buf_printf(&x->reply.body, "%d %s", status, why);
}
static bool closed(int fd)
{
	char c;

	errno = 0;
	return recv(fd, &c, 1, 0) <= 0 && errno != EAGAIN;
}

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
