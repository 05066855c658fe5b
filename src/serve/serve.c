/* From a configuration to a server that answers, and to its end in good order. */
#include "serve.h"

#include "desk.h"
#include "intake.h"
#include "server.h"
#include "signals.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define STOP_MS 20000 /* what runs may take so long to end */

static void wait_for_the_end(void)
{
	enum signal_got got;

	do
		got = signals_wait(-1);
	while (got != SIGNAL_STOP);
}

/* "http://127.0.0.1:8080"; NULL where the port is not known before it is open. */
static const char *own_address(const char *listen, char *out, size_t n)
{
	const char *port = strrchr(listen, ':');

	if (port == NULL || strcmp(port, ":0") == 0)
		return NULL;
	(void)snprintf(out, n, "http://%s", listen);
	return out;
}

enum rc serve(const struct serve_config *c, struct err *e)
{
	struct gate_config gc = {.db = c->db,
	    .pack = c->pack,
	    .change_rules = c->change_rules,
	    .behind_proxy = c->behind_proxy != NULL,
	    .error_page = web_error_page,
	    .purpose_page = web_purpose_page};
	struct server_config sc = {.listen = c->listen,
	    .behind_proxy = c->behind_proxy,
	    .handle = gate_handle,
	    .refuse = gate_refuse};
	const struct intake_config ic = {.watch = c->watch, .scanner = c->scanner};
	struct gate *gate = NULL;
	struct server *server = NULL;
	char own[128] = "";
	enum rc rc = signals_prepare(e);

	gc.own_address = own_address(c->listen, own, sizeof(own));
	gc.routes = routes_all(&gc.n_routes);
	/* reader processes first: a fork of much memory and many threads is best avoided */
	if (rc == RC_OK)
		rc = intake_open(&gc.intake, &ic, e);
	if (rc == RC_OK)
		rc = gate_open(&gate, &gc, e);
	if (rc != RC_OK) {
		intake_close(gc.intake);
		return rc;
	}
	sc.router = gate_router(gate);
	sc.ctx = gate;
	rc = server_open(&server, &sc, e);
	if (rc == RC_OK) {
		(void)printf("mekenjai: http://%.*s:%u/\n",
		    (int)(strrchr(c->listen, ':') - c->listen), c->listen,
		    (unsigned)server_port(server));
		(void)fflush(stdout);
		wait_for_the_end();
		gate_quiet(gate);
		if (!server_stop(server, STOP_MS)) {
			(void)fprintf(stderr, "mekenjai: a request hangs; ending without it\n");
			_exit(3);
		}
	}
	gate_close(gate);
	intake_close(gc.intake);
	return rc;
}
