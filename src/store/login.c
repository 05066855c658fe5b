/* Counting sign-ins that fail. */
#include "login.h"

#include "hash.h"
#include "user.h"

#include <arpa/inet.h>
#include <string.h>

/* One customer of a network has 2^64 addresses of IPv6, but one of IPv4. */
struct str login_network(struct arena *a, struct str address)
{
	static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};
	unsigned char b[16];
	char z[INET6_ADDRSTRLEN];

	if (address.n >= sizeof(z))
		return address;
	memcpy(z, address.p, address.n);
	z[address.n] = '\0';
	if (inet_pton(AF_INET6, z, b) != 1)
		return address;
	if (memcmp(b, mapped, sizeof(mapped)) == 0)
		return arena_printf(a, "%d.%d.%d.%d", b[12], b[13], b[14], b[15]);
	return arena_printf(a, "%s/64", arena_z(a, hash_hex(a, (struct str){(const char *)b, 8})));
}

static struct hash user_hash(struct arena *a, struct str user)
{
	struct str key = user_name_key(a, user);

	return hash_of(arena_printf(a, "user %.*s", STR_FMT(key)));
}

static struct hash address_hash(struct arena *a, struct str address)
{
	struct str key = login_network(a, address);

	return hash_of(arena_printf(a, "address %.*s", STR_FMT(key)));
}

static int64_t wait_after(int64_t failures, int64_t tries, int64_t since_us)
{
	int64_t span = LOGIN_WAIT_US;

	if (failures < tries || since_us >= LOGIN_WINDOW_US)
		return 0;
	for (; failures > tries && span < LOGIN_WINDOW_US; failures--)
		span *= 2;
	if (span > LOGIN_WINDOW_US)
		span = LOGIN_WINDOW_US;
	if (since_us < 0) /* the clock was set back */
		since_us = 0;
	return since_us < span ? span - since_us : 0;
}

static enum rc wait_of(struct db *db, const struct hash *h, int64_t tries, int64_t now_us,
    int64_t *wait_us, struct err *e)
{
	struct db_cur c;

	*wait_us = 0;
	db_start(db, &c, STMT_LOGIN_FAILURES, DB_ARGS(DB_BLOB(hash_str(h))), e);
	if (db_next(&c, e))
		*wait_us = wait_after(db_int(&c, 0), tries, now_us - db_int(&c, 1));
	return db_end(&c);
}

static enum rc count(struct db *db, const struct hash *h, int64_t now_us, struct err *e)
{
	return db_run(db, STMT_LOGIN_COUNT,
	    DB_ARGS(DB_BLOB(hash_str(h)), DB_INT(now_us), DB_INT(now_us - LOGIN_WINDOW_US)), e);
}

enum rc login_attempt(struct db *db, struct str user, struct str address, int64_t now_us,
    int64_t *wait_us, struct err *e)
{
	struct arena a = {0};
	struct hash u = user_hash(&a, user), n = address_hash(&a, address);
	int64_t wait_address = 0;
	enum rc rc = wait_of(db, &u, LOGIN_USER_TRIES, now_us, wait_us, e);

	arena_free(&a);
	if (rc == RC_OK)
		rc = wait_of(db, &n, LOGIN_ADDRESS_TRIES, now_us, &wait_address, e);
	if (wait_address > *wait_us)
		*wait_us = wait_address;
	if (rc != RC_OK || *wait_us > 0)
		return rc;
	rc = count(db, &u, now_us, e);
	if (rc == RC_OK)
		rc = count(db, &n, now_us, e);
	if (rc == RC_OK)
		rc = db_run(db, STMT_LOGIN_PRUNE, DB_ARGS(DB_INT(now_us - LOGIN_WINDOW_US)), e);
	if (rc == RC_OK)
		rc = db_run(db, STMT_LOGIN_TRIM, DB_ARGS(DB_INT(LOGIN_ROWS)), e);
	return rc;
}

enum rc login_succeeded(struct db *db, struct str user, struct str address, struct err *e)
{
	struct arena a = {0};
	struct hash u = user_hash(&a, user), n = address_hash(&a, address);
	enum rc rc = db_run(db, STMT_LOGIN_CLEAR, DB_ARGS(DB_BLOB(hash_str(&u))), e);

	arena_free(&a);
	if (rc == RC_OK)
		rc = db_run(db, STMT_LOGIN_UNCOUNT, DB_ARGS(DB_BLOB(hash_str(&n))), e);
	return rc;
}
