/* THE route table, put together of the rows that each face brings. */
#include "serve.h"

#include "api.h"
#include "desk.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const struct route *rows;
	const size_t *n;
} parts[] = {
    {api_rows, &api_rows_n},
    {web_rows, &web_rows_n},
};

static struct {
	pthread_once_t once;
	struct route *rows;
	size_t n;
} table = {.once = PTHREAD_ONCE_INIT};

static void forget(void)
{
	free(table.rows);
}

static void put_together(void)
{
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		table.rows = xrealloc(table.rows, (table.n + *parts[i].n) * sizeof(*table.rows));
		memcpy(table.rows + table.n, parts[i].rows, *parts[i].n * sizeof(*table.rows));
		table.n += *parts[i].n;
	}
	(void)atexit(forget);
}

const struct route *routes_all(size_t *n)
{
	(void)pthread_once(&table.once, put_together);
	*n = table.n;
	return table.rows;
}

static void print_roles(struct buf *b, const struct route *r)
{
	const char *comma = "";

	if ((r->flags & ROUTE_PUBLIC) != 0) {
		buf_z(b, "everybody");
		return;
	}
	for (unsigned bit = ROLE_OFFICER; bit <= ROLE_HOST; bit <<= 1)
		if ((r->who & bit) != 0) {
			buf_printf(b, "%s%s", comma, user_role_word(bit));
			comma = ",";
		}
}

void routes_print(struct buf *b)
{
	size_t n;
	const struct route *r = routes_all(&n);

	for (size_t i = 0; i < n; i++) {
		buf_printf(b, "%s %s\t", method_name(r[i].method), r[i].path);
		print_roles(b, &r[i]);
		buf_printf(b, "\t%s%s\t%s\n", (r[i].flags & ROUTE_WRITES) != 0 ? "writes" : "reads",
		    (r[i].flags & ROUTE_PURPOSE) != 0 ? ",purpose" : "", r[i].about);
	}
}
