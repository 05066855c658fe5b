/* The child's work: decode, look, answer, end. */
#include "sight.h"

#include "jail.h"
#include "picture.h"
#include "scan.h"
#include "weights.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CPU_SECONDS 4

/* Read once, then only looked at; children get it with everything else. */
static struct net *network;

struct task_at_hand {
	const struct net *net;
	day_t today;
};

enum rc sight_open(struct err *e)
{
	enum rc rc;

	if (network != NULL)
		return RC_OK;
	network = aligned_alloc(_Alignof(struct net), sizeof(*network));
	if (network == NULL)
		abort();
	rc = net_load(scan_weights(), network, e);
	if (rc != RC_OK) {
		free(network);
		network = NULL;
	}
	return rc;
}

/* In the child. */
static void work(const void *ctx, struct str file, int out)
{
	const struct task_at_hand *t = ctx;
	struct arena a = {0};
	struct answer answer = {0};
	struct reading r = {0};
	struct buf words = {0};
	struct grey g;

	answer.fault = picture_decode(&a, file, &g);
	if (answer.fault == PICTURE_FINE)
		scan_picture(t->net, &g, t->today, &r);
	answer.found = r.found;
	answer.zone = (struct ballot){r.cells, r.clear};
	answer_print(&words, &answer);
	for (size_t at = 0; at < words.n;) {
		ssize_t n = write(out, words.p + at, words.n - at);

		if (n <= 0)
			_exit(1);
		at += (size_t)n;
	}
}

enum rc sight_look(
    struct str file, day_t today, char out[ANSWER_BYTES_MAX], size_t *n, struct err *e)
{
	const struct task_at_hand t = {network, today};
	const struct jail j = {work, &t, CPU_SECONDS};

	return jail_run(&j, file, out, ANSWER_BYTES_MAX, n, e);
}

enum rc sight_see(struct str file, day_t today, struct answer *out, struct err *e)
{
	char bytes[ANSWER_BYTES_MAX];
	size_t n;
	enum rc rc = sight_look(file, today, bytes, &n, e);

	if (rc == RC_SYS)
		return rc;
	if (rc != RC_OK || answer_parse((struct str){bytes, n}, out, e) != RC_OK)
		*out = (struct answer){.fault = PICTURE_STOPPED};
	return RC_OK;
}
