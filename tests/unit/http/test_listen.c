/* Addresses as operators write them. */
#include "listen.h"
#include "t.h"

#include <unistd.h>

static enum rc tried(const char *where)
{
	bool loopback;
	int fd;
	enum rc rc = listen_on(where, &fd, &loopback, NULL);

	if (fd >= 0)
		(void)close(fd);
	return rc;
}

int main(void)
{
	char text[ADDRESS_TEXT], where[32];
	bool loopback = false;
	int fd = -1;

	OK(listen_on("127.0.0.1:0", &fd, &loopback, NULL) == RC_OK && loopback &&
	    listen_port(fd) > 0);
	(void)snprintf(where, sizeof(where), "127.0.0.1:%d", listen_port(fd));
	OK(tried(where) == RC_SYS); /* taken */
	(void)close(fd);
	OK(listen_on("0.0.0.0:0", &fd, &loopback, NULL) == RC_OK && !loopback);
	(void)close(fd);
	OK(tried("192.0.2.1:0") == RC_SYS); /* not ours */
	OK(tried("") == RC_BAD_INPUT && tried(":80") == RC_BAD_INPUT &&
	    tried("127.0.0.1") == RC_BAD_INPUT);
	OK(tried("127.0.0.1:") == RC_BAD_INPUT && tried("127.0.0.1:8o") == RC_BAD_INPUT);
	OK(tried("127.0.0.1:123456") == RC_BAD_INPUT && tried("[::1:80") == RC_BAD_INPUT);
	OK(tried("localhost:80") == RC_BAD_INPUT); /* a name may mean anything tomorrow */
	OK(address_normal("::ffff:10.0.0.1", text) && strcmp(text, "10.0.0.1") == 0);
	OK(address_normal("0:0:0:0:0:0:0:1", text) && strcmp(text, "::1") == 0);
	OK(!address_normal("proxy", text) && !address_normal("", text));
	address_text(NULL, text);
	OK(strcmp(text, "?") == 0);
	return t_done();
}
