/* Deadlines of connections, with socket pairs and no HTTP. */
#include "conns.h"
#include "t.h"

#include <sched.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <unistd.h>

static atomic_int held, late, dropped;
static void on_hold(void *w)
{
	(void)w;
	atomic_fetch_add(&held, 1);
}
static void on_late(void *w)
{
	atomic_fetch_add(&late, *(int *)w);
}
static void on_drop(void *w)
{
	(void)w;
	atomic_fetch_add(&dropped, 1);
}
static const struct conns_work hooks = {on_hold, on_late, on_drop};

/* Has our end been shut down by the sweeper? */
static bool shut(int theirs)
{
	char c;

	return recv(theirs, &c, 1, 0) == 0; /* waits as long as it takes */
}

int main(void)
{
	struct conns *c = NULL;
	struct conn *a, *b;
	int p[2] = {-1, -1}, q[2] = {-1, -1}, work = 1;
	char byte;

	OK(socketpair(AF_UNIX, SOCK_STREAM, 0, p) == 0 &&
	    socketpair(AF_UNIX, SOCK_STREAM, 0, q) == 0);
	/* Waiting is bounded, writing is not, running asks for the work to be given up. */
	OK(conns_open(&c, (const int64_t[CONN__STATES]){10, 10, 10, 0}, &hooks, NULL) == RC_OK);
	a = conns_enter(c, p[0]);
	b = conns_enter(c, q[0]);
	conns_state(c, b, CONN_WRITING, NULL);
	OK(conns_count(c, CONN_WAITING) == 1 && conns_count(c, CONN_WRITING) == 1);
	OK(shut(p[1]));
	OK(recv(q[1], &byte, 1, MSG_DONTWAIT) == -1);
	conns_state(c, a, CONN_RUNNING, &work);
	while (atomic_load(&dropped) == 0)
		(void)sched_yield();
	OK(atomic_load(&late) == 1 && atomic_load(&held) == 1);
	conns_leave(c, a);
	OK(conns_count(c, CONN_RUNNING) == 0);
	conns_shut(c, CONN_WRITING);
	OK(shut(q[1]));
	conns_leave(c, b);
	conns_close(c);
	OK(atomic_load(&late) == 1); /* told once */

	/* Without deadlines nothing is late until it is asked for. */
	OK(conns_open(&c, (const int64_t[CONN__STATES]){0, 0, 0, 0}, &hooks, NULL) == RC_OK);
	a = conns_enter(c, p[0]);
	conns_late(c);
	OK(atomic_load(&late) == 1);
	conns_state(c, a, CONN_RUNNING, &work);
	conns_late(c);
	OK(atomic_load(&late) == 2 && atomic_load(&held) == atomic_load(&dropped));
	conns_leave(c, a);
	conns_close(c);
	conns_close(NULL);
	for (int i = 0; i < 2; i++)
		OK(close(p[i]) == 0 && close(q[i]) == 0);
	return t_done();
}
