/* Which heads are let in. */
#include "guard.h"
#include "t.h"

#define H(n, v)                          \
	{                                \
		STR_INIT(n), STR_INIT(v) \
	}

static int guarded(const struct pair *h, size_t n)
{
	struct guarded g;

	return guard_headers(h, n, &g);
}
#define GUARD(...)                                  \
	guarded((const struct pair[]){__VA_ARGS__}, \
	    sizeof((const struct pair[]){__VA_ARGS__}) / sizeof(struct pair))

static void guard_cases(void)
{
	static char big[GUARD_BYTES];
	struct pair many[GUARD_HEADERS + 1] = {H("Host", "x")};
	struct guarded g;

	memset(big, 'x', sizeof(big));
	OK(GUARD(H("Host", "register.kz:8080")) == 0 && GUARD(H("Host", "[::1]:80")) == 0);
	OK(GUARD(H("Accept", "x")) == 400 && GUARD(H("Host", "")) == 400);
	OK(GUARD(H("Host", "a"), H("host", "a")) == 400);
	OK(GUARD(H("Host", "a b")) == 400 && GUARD(H("Host", "a/b")) == 400 &&
	    GUARD(H("Host", "a@b")) == 400);
	OK(GUARD(H("Host", "a"), H("Content-Length", "5")) == 0);
	OK(GUARD(H("Host", "a"), H("Content-Length", "5"), H("Content-Length", "5")) == 400);
	OK(GUARD(H("Host", "a"), H("Content-Length", "+5")) == 400);
	OK(GUARD(H("Host", "a"), H("Content-Length", "5, 5")) == 400);
	OK(GUARD(H("Host", "a"), H("Content-Length", "")) == 400);
	OK(GUARD(H("Host", "a"), H("Content-Length", "99999999999999999999")) == 400);
	OK(GUARD(H("Host", "a"), H("Transfer-Encoding", "Chunked")) == 0);
	OK(GUARD(H("Host", "a"), H("Transfer-Encoding", "gzip, chunked")) == 400);
	OK(GUARD(H("Host", "a"), H("Transfer-Encoding", "identity")) == 400);
	OK(GUARD(H("Host", "a"), H("Transfer-Encoding", "chunked"), H("Content-Length", "0")) ==
	    400);
	OK(GUARD(H("Host ", "a")) == 400 && GUARD(H("Host", "a"), H("", "x")) == 400);
	OK(GUARD(H("Host", "a"), H("X\tY", "x")) == 400 &&
	    GUARD(H("Host", "a"), H("X(Y", "x")) == 400);
	OK(GUARD(H("Host", "a"), H("X", "a\rb")) == 400 &&
	    GUARD(H("Host", "a"), H("X", "a\0b")) == 400);
	OK(GUARD(H("Host", "a"), H("X", "a\tb")) == 0);
	OK(GUARD(H("Host", "a"), H("Authorization", "x"), H("Authorization", "y")) == 400);
	OK(GUARD(H("Host", "a"), H("Accept", "x"), H("Accept", "y")) == 0);
	OK(GUARD(H("Host", "a"), {STR_INIT("X"), {big, sizeof(big)}}) == 431);
	for (size_t i = 1; i < ARRAY_LEN(many); i++)
		many[i] = (struct pair)H("X", "y");
	OK(guarded(many, GUARD_HEADERS) == 0 && guarded(many, GUARD_HEADERS + 1) == 431);
	many[1] = (struct pair)H("Content-Length", "12");
	OK(guard_headers(many, 2, &g) == 0 && g.has_body && g.length == 12 && !g.chunked);
	many[1] = (struct pair)H("Content-Length", "0");
	OK(guard_headers(many, 2, &g) == 0 && !g.has_body);
	OK(guard_target(STR("/")) == 0 && guard_target(STR("/a?b=%20#")) == 400);
	OK(guard_target(STR("")) == 400 && guard_target(STR("*")) == 400 &&
	    guard_target(STR("http://a/")) == 400 && guard_target(STR("/a b")) == 400 &&
	    guard_target(STR("/\xd3\x98")) == 400);
	OK(guard_target((struct str){big, GUARD_TARGET + 1}) == 414);
}

int main(void)
{
	guard_cases();
	return t_done();
}
