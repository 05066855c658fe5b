/*
 * The reader process: pictures in on a socket, what a jailed child says of each out.  It
 * believes its server and distrusts pictures; the server distrusts what comes back.
 *
 * A request is day, length and bytes; an answer how it ended, length and bytes; numbers of
 * 32 bits, as the machine has them.
 */
#ifndef PROCESS_H
#define PROCESS_H

#include "answer.h"

#define PROCESS_SOCKET 3 /* the descriptor on which it finds its server */
#define PROCESS_ROLE   "reader"

struct process_request {
	int32_t today;
	uint32_t n;
};
enum process_end { PROCESS_SAID, PROCESS_STOPPED, PROCESS_NO_JAIL, PROCESS_END__MAX };
struct process_answer {
	uint32_t end; /* enum process_end */
	uint32_t n;   /* at most ANSWER_BYTES_MAX; 0 unless PROCESS_SAID */
};

/* All of n bytes, or false: the other end has gone, or a deadline of the socket has passed. */
bool process_send(int fd, const void *p, size_t n) MUST_USE;
bool process_receive(int fd, void *p, size_t n) MUST_USE;

/* The role of a program started as `mekenjai reader'.  Its exit status when the server has
 * gone; -1 where no server is at the other end of PROCESS_SOCKET. */
int process_main(void);

#endif
