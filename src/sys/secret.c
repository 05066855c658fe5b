/* Argon2id, comparing, and asking without echo. */
#include "secret.h"

#include "utf8.h"

#include <assert.h>
#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

_Static_assert(SECRET_HASH >= crypto_pwhash_STRBYTES, "a hash must fit");

enum rc secret_hash(struct str password, char out[SECRET_HASH], struct err *e)
{
	assert(sodium_init() >= 0);
	if (password.n == 0 || password.n > SECRET_MAX)
		return fail(e, RC_BAD_INPUT, "a password has 1 to %d bytes", SECRET_MAX);
	memset(out, 0, SECRET_HASH);
	if (crypto_pwhash_str(out, password.p, password.n, crypto_pwhash_OPSLIMIT_INTERACTIVE,
		crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
		return fail(e, RC_SYS, "no memory to hash a password");
	return RC_OK;
}

bool secret_check(struct str hash, struct str password)
{
	char z[SECRET_HASH] = {0};

	assert(sodium_init() >= 0);
	if (hash.n >= sizeof(z) || password.n == 0 || password.n > SECRET_MAX)
		return false;
	if (hash.n > 0)
		memcpy(z, hash.p, hash.n);
	return crypto_pwhash_str_verify(z, password.p, password.n) == 0;
}

void secret_check_nobody(struct str password)
{
	static const unsigned char salt[crypto_pwhash_SALTBYTES] = {0};
	unsigned char key[32];

	assert(sodium_init() >= 0);
	if (password.n == 0 || password.n > SECRET_MAX)
		return;
	(void)!crypto_pwhash(key, sizeof(key), password.p, password.n, salt,
	    crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
	    crypto_pwhash_ALG_ARGON2ID13);
}

bool secret_equal(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || sodium_memcmp(a.p, b.p, a.n) == 0);
}

void secret_wipe(void *p, size_t n)
{
	sodium_memzero(p, n);
}

static enum rc read_line(int fd, char out[SECRET_MAX + 1], struct err *e)
{
	size_t n = 0;
	ssize_t got;
	char c;

	for (;;) {
		got = read(fd, &c, 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fail(e, RC_SYS, "reading a password: %s", strerrordesc_np(errno));
		if (got == 0 || c == '\n')
			break;
		if (c == '\0')
			return fail(e, RC_BAD_INPUT, "a password has no NUL in it");
		if (n == SECRET_MAX)
			return fail(e, RC_BAD_INPUT, "a password has at most %d bytes", SECRET_MAX);
		out[n++] = c;
	}
	if (n > 0 && out[n - 1] == '\r')
		n--;
	out[n] = '\0';
	if (n == 0)
		return fail(e, RC_BAD_INPUT, "no password was given");
	if (!utf8_valid((struct str){out, n}))
		return fail(e, RC_BAD_INPUT, "a password must be UTF-8");
	return RC_OK;
}

enum rc secret_read(int fd, const char *prompt, char out[SECRET_MAX + 1], struct err *e)
{
	struct termios was, silent;
	bool terminal = tcgetattr(fd, &was) == 0;
	enum rc rc;

	if (terminal) {
		silent = was;
		silent.c_lflag &= ~(tcflag_t)ECHO;
		if (tcsetattr(fd, TCSAFLUSH, &silent) != 0)
			return fail(e, RC_SYS, "the terminal: %s", strerrordesc_np(errno));
		/* after the flush, which would swallow what is typed on seeing it */
		(void)!write(STDERR_FILENO, prompt, strlen(prompt));
	}
	rc = read_line(fd, out, e);
	if (terminal) {
		(void)tcsetattr(fd, TCSAFLUSH, &was);
		(void)!write(STDERR_FILENO, "\n", 1);
	}
	if (rc != RC_OK)
		secret_wipe(out, SECRET_MAX + 1);
	return rc;
}
