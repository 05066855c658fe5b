/* What must hold of every row of the one route table, whoever brings it. */
#include "serve.h"
#include "t.h"

#include <stdlib.h>

#define SAY(yes, r)                                                                     \
	do {                                                                            \
		if (!(yes))                                                             \
			(void)printf("# %s %s\n", method_name((r)->method), (r)->path); \
		bad += !(yes);                                                          \
	} while (0)

static const struct row *own(const struct route *r)
{
	return r->own;
}

/* A count of the rows of which a condition does not hold, each named. */
static int without(const struct route *r, size_t n, bool (*holds)(const struct route *))
{
	int bad = 0;

	for (size_t i = 0; i < n; i++)
		SAY(holds(&r[i]), &r[i]);
	return bad;
}

static bool somebody_may(const struct route *r)
{
	return r->who != 0 && (r->who & ~(unsigned)ROLES_ALL) == 0;
}

static bool public_is_for_all(const struct route *r)
{
	return ((r->flags & ROUTE_PUBLIC) != 0) == (r->who == ANYONE);
}

static bool has_function(const struct route *r)
{
	return r->run == gate_row && own(r) != NULL && own(r)->run != NULL;
}

static bool said_what_for(const struct route *r)
{
	return r->about != NULL && r->about[0] != '\0';
}

static bool reading_never_writes(const struct route *r)
{
	return r->method == METHOD_POST ? (r->flags & ROUTE_POOL) == 0
					: (r->flags & (ROUTE_WRITES | ROUTE_SLOW)) == 0;
}

static bool plain_knows_nobody(const struct route *r)
{
	return (r->flags & ROUTE_PLAIN) == 0 ||
	       (r->method == METHOD_GET &&
		   (r->flags & (ROUTE_WRITES | ROUTE_SLOW | ROUTE_PURPOSE | ROUTE_WAITS)) == 0 &&
		   (r->flags & ROUTE_PUBLIC) != 0);
}

static bool slow_has_a_reason(const struct route *r)
{
	return ((r->flags & ROUTE_SLOW) != 0) == (own(r)->prepare != NULL) &&
	       (own(r)->begin == NULL || (r->flags & ROUTE_SLOW) != 0);
}

static bool api_is_under_its_path(const struct route *r)
{
	return ((r->flags & ROUTE_API) != 0) == (strncmp(r->path, "/api/v1/", 8) == 0);
}

/* The administrator and the akimat's people read no personal data. */
static bool persons_are_for_readers(const struct route *r)
{
	bool persons = (r->flags & ROUTE_PURPOSE) != 0;

	return !persons || (r->who & (ROLE_ADMIN | ROLE_AKIMAT | ROLE_INSPECTOR | ROLE_GATE)) == 0;
}

static bool auditor_changes_no_register(const struct route *r)
{
	return (r->flags & ROUTE_WRITES) == 0 || strncmp(r->path, "/api/v1/acts", 12) != 0 ||
	       (r->who & (ROLE_AUDITOR | ROLE_ADMIN | ROLE_AKIMAT)) == 0;
}

int main(void)
{
	size_t n, reached = 0;
	const struct route *r = routes_all(&n);
	struct router *router = NULL;
	struct err e = {0};
	struct buf b = {0};

	OK(n > 10);
	OK(without(r, n, somebody_may) == 0);
	OK(without(r, n, public_is_for_all) == 0);
	OK(without(r, n, has_function) == 0);
	OK(without(r, n, said_what_for) == 0);
	OK(without(r, n, reading_never_writes) == 0);
	OK(without(r, n, plain_knows_nobody) == 0);
	OK(without(r, n, slow_has_a_reason) == 0);
	OK(without(r, n, api_is_under_its_path) == 0);
	OK(without(r, n, persons_are_for_readers) == 0);
	OK(without(r, n, auditor_changes_no_register) == 0);
	for (unsigned bit = ROLE_OFFICER; bit <= ROLE_ADMIN; bit <<= 1) {
		size_t for_it = 0;

		for (size_t i = 0; i < n; i++)
			for_it += (r[i].flags & ROUTE_PUBLIC) == 0 && (r[i].who & bit) != 0;
		reached += for_it > 0;
	}
	OK(reached == 7); /* every role reaches something of its own */
	OK(router_open(&router, r, n, &e) == RC_OK);
	if (e.rc != RC_OK)
		note(e.msg);
	router_close(router);
	routes_print(&b);
	for (size_t i = 0, lines = 0; i <= b.n; i++) {
		if (i == b.n)
			OK(lines == n);
		else
			lines += b.p[i] == '\n';
	}
	buf_free(&b);
	return t_done();
}
