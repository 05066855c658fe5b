/* The listening socket. */
#include "listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void address_text(const struct sockaddr *sa, char out[ADDRESS_TEXT])
{
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;

	(void)snprintf(out, ADDRESS_TEXT, "?");
	if (sa == NULL)
		return;
	if (sa->sa_family == AF_INET) {
		memcpy(&v4, sa, sizeof(v4));
		(void)inet_ntop(AF_INET, &v4.sin_addr, out, ADDRESS_TEXT);
	} else if (sa->sa_family == AF_INET6) {
		memcpy(&v6, sa, sizeof(v6));
		if (IN6_IS_ADDR_V4MAPPED(&v6.sin6_addr))
			(void)inet_ntop(AF_INET, &v6.sin6_addr.s6_addr[12], out, ADDRESS_TEXT);
		else
			(void)inet_ntop(AF_INET6, &v6.sin6_addr, out, ADDRESS_TEXT);
	}
}

bool address_normal(const char *z, char out[ADDRESS_TEXT])
{
	struct sockaddr_in v4 = {.sin_family = AF_INET};
	struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};

	if (inet_pton(AF_INET, z, &v4.sin_addr) == 1) {
		address_text((const struct sockaddr *)&v4, out);
		return true;
	}
	if (inet_pton(AF_INET6, z, &v6.sin6_addr) == 1) {
		address_text((const struct sockaddr *)&v6, out);
		return true;
	}
	return false;
}

static bool is_loopback(const struct sockaddr *sa)
{
	char text[ADDRESS_TEXT];

	address_text(sa, text);
	return strncmp(text, "127.", 4) == 0 || strcmp(text, "::1") == 0;
}

static bool split(const char *where, char host[ADDRESS_TEXT], char port[8])
{
	const char *colon = strrchr(where, ':');
	size_t n = colon != NULL ? (size_t)(colon - where) : 0;

	if (n == 0 || n >= ADDRESS_TEXT || strlen(colon + 1) == 0 || strlen(colon + 1) > 5)
		return false;
	if (where[0] == '[') {
		if (where[n - 1] != ']' || n < 3)
			return false;
		where++;
		n -= 2;
	}
	(void)snprintf(host, ADDRESS_TEXT, "%.*s", (int)n, where);
	(void)snprintf(port, 8, "%s", colon + 1);
	return strspn(port, "0123456789") == strlen(port);
}

enum rc listen_on(const char *where, int *fd, bool *loopback, struct err *e)
{
	struct addrinfo hint = {
	    .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE, .ai_socktype = SOCK_STREAM};
	struct addrinfo *ai = NULL;
	char host[ADDRESS_TEXT], port[8];
	enum rc rc = RC_OK;

	*fd = -1;
	if (!split(where, host, port) || getaddrinfo(host, port, &hint, &ai) != 0)
		return fail(e, RC_BAD_INPUT, "%s: not of the form ADDRESS:PORT", where);
	*loopback = is_loopback(ai->ai_addr);
	*fd = socket(ai->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (*fd < 0 || setsockopt(*fd, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int)) != 0 ||
	    bind(*fd, ai->ai_addr, ai->ai_addrlen) != 0 || listen(*fd, 1024) != 0)
		rc = fail(e, RC_SYS, "%s: %s", where, strerrordesc_np(errno));
	freeaddrinfo(ai);
	if (rc != RC_OK && *fd >= 0) {
		(void)close(*fd);
		*fd = -1;
	}
	return rc;
}

uint16_t listen_port(int fd)
{
	struct sockaddr_storage sa = {0};
	socklen_t n = sizeof(sa);
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;

	if (getsockname(fd, (struct sockaddr *)&sa, &n) != 0)
		return 0;
	if (sa.ss_family == AF_INET) {
		memcpy(&v4, &sa, sizeof(v4));
		return ntohs(v4.sin_port);
	}
	memcpy(&v6, &sa, sizeof(v6));
	return ntohs(v6.sin6_port);
}
