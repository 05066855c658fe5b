/* The running server: the one route table, and its life from opening to the signal that ends it. */
#ifndef SERVE_H
#define SERVE_H

#include "gate.h"

/* THE route table: who may what, by which address.  The server, its description, the
 * documents and the tests are made from it.  In the order of the parts that bring rows. */
const struct route *routes_all(size_t *n);
/* One line a row: method, path, roles, what it takes, what it is for. */
void routes_print(struct buf *b);

struct serve_config {
	const char *db;
	const struct pack *pack;
	const char *listen;       /* "127.0.0.1:8080" */
	const char *behind_proxy; /* NULL: none */
	bool change_rules;
	const char *watch;   /* a folder of a full-page reader; NULL: none */
	const char *scanner; /* a SANE device and its options; NULL: none */
};
/* Serve until TERM or INT.  Says on standard output where it listens, once it does. */
enum rc serve(const struct serve_config *c, struct err *e) MUST_USE;

#endif
