/* Addresses as operators write them, and the socket that listens. */
#ifndef LISTEN_H
#define LISTEN_H

#include "base.h"

#include <sys/socket.h>

/* "127.0.0.1:8080" or "[::1]:8080"; port 0 takes a free one.  A non-blocking socket.
 * RC_BAD_INPUT: not of that form.  RC_SYS: taken, or not ours. */
enum rc listen_on(const char *where, int *fd, bool *loopback, struct err *e) MUST_USE;
uint16_t listen_port(int fd);

#define ADDRESS_TEXT 64
/* A numeric address in its one form; an IPv4 address that came through IPv6 as IPv4. */
void address_text(const struct sockaddr *sa, char out[ADDRESS_TEXT]);
bool address_normal(const char *z, char out[ADDRESS_TEXT]);

#endif
