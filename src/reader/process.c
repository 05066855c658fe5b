/* One picture after another, until the socket ends. */
#include "process.h"

#include "readers.h"
#include "sight.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

bool process_send(int fd, const void *p, size_t n)
{
	const char *at = p;

	while (n > 0) {
		ssize_t done = send(fd, at, n, MSG_NOSIGNAL);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		at += done;
		n -= (size_t)done;
	}
	return true;
}

bool process_receive(int fd, void *p, size_t n)
{
	char *at = p;

	while (n > 0) {
		ssize_t done = recv(fd, at, n, 0);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		at += done;
		n -= (size_t)done;
	}
	return true;
}

static struct process_answer look(struct str picture, day_t today, char words[ANSWER_BYTES_MAX])
{
	struct err e = {0};
	size_t n = 0;
	enum rc rc = sight_look(picture, today, words, &n, &e);

	if (rc == RC_OK)
		return (struct process_answer){PROCESS_SAID, (uint32_t)n};
	return (struct process_answer){rc == RC_BAD_INPUT ? PROCESS_STOPPED : PROCESS_NO_JAIL, 0};
}

/* false: the server has gone. */
static bool one_picture(void)
{
	struct process_request q;
	struct process_answer a;
	char words[ANSWER_BYTES_MAX];
	char *picture;
	bool there;

	if (!process_receive(PROCESS_SOCKET, &q, sizeof(q)) || q.n > PICTURE_BYTES_MAX)
		return false;
	picture = xmalloc((size_t)q.n + 1);
	there = process_receive(PROCESS_SOCKET, picture, q.n);
	if (there) {
		a = look((struct str){picture, q.n}, q.today, words);
		there = process_send(PROCESS_SOCKET, &a, sizeof(a)) &&
			process_send(PROCESS_SOCKET, words, a.n);
	}
	free(picture);
	return there;
}

int process_main(void)
{
	struct err e = {0};
	int type;
	socklen_t n = sizeof(type);

	if (getsockopt(PROCESS_SOCKET, SOL_SOCKET, SO_TYPE, &type, &n) != 0 || type != SOCK_STREAM)
		return -1;
	/* for `ps': it was executed as /proc/self/exe */
	(void)prctl(PR_SET_NAME, "mekenjai-reader", 0, 0, 0);
	if (sight_open(&e) != RC_OK) {
		(void)fprintf(stderr, "mekenjai reader: %s\n", e.msg);
		return 3;
	}
	while (one_picture())
		;
	return 0;
}
