/* Drafts: kept by version, seen by their owner alone. */
#include "accounts.h"

#include "draft.h"

static struct db *db;
static struct arena a;

static enum rc put(struct draft *d, int64_t at)
{
	struct err e = {0};
	enum rc rc;

	must_begin(db);
	rc = draft_put(db, &a, d, at, &e);
	if (rc == RC_OK || rc == RC_CONFLICT) /* which takes nothing back */
		must_commit(db);
	else
		db_rollback(db);
	note_err(&e);
	return rc;
}

static struct draft begun(const char *owner, const char *surname)
{
	return (struct draft){.owner = str_of(owner),
	    .kind = STR("register_permanent"),
	    .body = json_keep(&a, json_pack("{s:s}", "surname", surname))};
}

static void versions(void)
{
	struct draft d = begun("aida", "Ахметова"), f, mine, stale;
	struct err e = {0};

	OK(put(&d, NOW) == RC_OK && d.id.n > 0 && d.version == 1);
	OK(draft_get(db, &a, STR("aida"), d.id, &f, &e) == RC_OK);
	OK(str_is(f.kind, "register_permanent") && f.version == 1 && f.changed_us == NOW);
	OK(json_equal(f.body, d.body) == 1);
	mine = stale = f;
	mine.body = json_keep(&a, json_pack("{s:s}", "surname", "Оспанова"));
	OK(put(&mine, NOW + 1) == RC_OK && mine.version == 2);
	OK(put(&stale, NOW + 2) == RC_CONFLICT);
	OK(draft_get(db, &a, STR("aida"), d.id, &f, &e) == RC_OK);
	OK(f.version == 2 && f.changed_us == NOW + 1 && json_equal(f.body, mine.body) == 1);
}

static void owners(void)
{
	struct draft d = begun("aida", "A"), theirs, f;
	struct err e = {0};

	OK(put(&d, NOW) == RC_OK);
	OK(draft_get(db, &a, STR("berik"), d.id, &f, &e) == RC_NOT_FOUND);
	theirs = d;
	theirs.owner = STR("berik");
	OK(put(&theirs, NOW) == RC_CONFLICT);
	must_begin(db);
	OK(draft_delete(db, STR("berik"), d.id, &e) == RC_OK);
	must_commit(db);
	OK(draft_get(db, &a, STR("aida"), d.id, &f, &e) == RC_OK);
	must_begin(db);
	OK(draft_delete(db, STR("aida"), d.id, &e) == RC_OK);
	must_commit(db);
	OK(draft_get(db, &a, STR("aida"), d.id, &f, &e) == RC_NOT_FOUND);
	OK(put(&d, NOW) == RC_CONFLICT); /* it is gone */
}

static void listed(void)
{
	struct draft first = begun("list", "1"), second = begun("list", "2");
	struct err e = {0};
	struct drafts l;

	OK(put(&first, NOW) == RC_OK && put(&second, NOW + 1) == RC_OK);
	OK(drafts_of(db, &a, STR("list"), 10, &l, &e) == RC_OK && l.n == 2);
	OK(str_eq(l.v[0].id, second.id) && str_is(json_get_str(l.v[1].body, "surname"), "1"));
	OK(put(&first, NOW + 2) == RC_OK);
	OK(drafts_of(db, &a, STR("list"), 1, &l, &e) == RC_OK && l.n == 1 &&
	    str_eq(l.v[0].id, first.id));
}

static void bounded(void)
{
	char *big = ARENA_ARRAY(&a, char, DRAFT_BYTES + 1);
	struct draft d = begun("many", "x");
	size_t n = 0;

	memset(big, 'x', DRAFT_BYTES);
	d.body = json_keep(&a, json_pack("{s:s}", "text", big));
	OK(put(&d, NOW) == RC_BAD_INPUT);
	do
		d = begun("many", "x");
	while (put(&d, NOW) == RC_OK && n++ <= DRAFTS_OF_OWNER);
	OK(n == DRAFTS_OF_OWNER);
	d = begun("few", "x");
	OK(put(&d, NOW) == RC_OK);
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return 1;
	db = new_register(argv[argc - 1]);
	db_set_roles(db, ROLE_OFFICER);
	versions();
	owners();
	listed();
	bounded();
	db_close(db);
	arena_free(&a);
	return t_done();
}
