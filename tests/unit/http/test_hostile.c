/*
 * The hostile bytes of limits.md section 1 and more: none may be taken for
 * another request than every other server would, none may stop the server.
 */
#include "wire.h"

#include <signal.h>

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
	(void)snprintf(text + n + 15000, 5, "\r\n\r\n");
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

int main(void)
{
	struct server *s;

	(void)signal(SIGPIPE, SIG_IGN);
	OK(router_open(&router, rows, ARRAY_LEN(rows), NULL) == RC_OK);
	OK(pool_open(&pool, 2, 1000, NULL) == RC_OK);
	s = start((struct server_config){0});
	port = server_port(s);
	smuggling();
	large();
	abrupt();
	OK(server_stop(s, 5000));
	pool_close(pool);
	router_close(router);
	return t_done();
}
