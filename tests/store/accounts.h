/* For the tests of accounts: a register with some, made without acts. */
#ifndef ACCOUNTS_H
#define ACCOUNTS_H

#include "../store.h"
#include "user.h"

#define NOW    ((int64_t)1700000000 * 1000000)
#define MINUTE ((int64_t)60 * 1000000)

static inline struct db *new_register(const char *url)
{
	struct err e = {0};
	struct db *db = must_open(url, ROLE_OWNER);

	must(db_migrate(db, db_migrations, db_migrations_n, 1, &e), &e);
	return db;
}

static inline void must_begin(struct db *db)
{
	struct err e = {0};

	must(db_begin(db, true, &e), &e);
}

static inline void must_commit(struct db *db)
{
	struct err e = {0};

	must(db_commit(db, &e), &e);
}

static inline void make_user(struct db *db, const char *name, unsigned role)
{
	struct err e = {0};
	struct user u = {.name = str_of(name), .role = role, .lang = STR("ru"), .changed_by = 7};

	must_begin(db);
	must(user_add(db, &u, STR("hash"), &e), &e);
	must_commit(db);
}

#endif
