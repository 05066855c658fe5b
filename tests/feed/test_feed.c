/* A day's files: the manifest vouches for them, and the same day gives the same bytes. */
#include "feed.h"
#include "town.h"

#include "files.h"

#include <stdlib.h>
#include <unistd.h>

static const unsigned char secret[SEAL_SECRET] = {1, 2, 3};
static struct town t;
static char dir[] = "/tmp/mekenjai-feed.XXXXXX";

static struct str content(const char *name)
{
	struct str s = {"", 0};
	struct err e = {0};

	if (file_read(&t.own, arena_printf(&t.own, "%s/%s", dir, name).p, 1 << 20, &s, &e) != RC_OK)
		note(e.msg);
	return s;
}

static struct feed made(day_t day)
{
	struct feed f = {.a = &t.own, .dir = dir, .name = "precincts", .day = day};
	struct err e = {0};

	OK(feed_begin(&f, &e) == RC_OK);
	OK(evidence_seal(t.db, &e) == RC_OK);
	must(db_begin(t.db, false, &e), &e);
	OK(feed_precincts(t.db, &f, &e) == RC_OK);
	db_rollback(t.db);
	OK(feed_end(&f, secret, &e) == RC_OK);
	note_err(&e);
	return f;
}

static void manifest(struct str text, size_t files)
{
	struct err e = {0};
	json_t *m = json_read_in(&t.own, text, &e);
	const json_t *list = json_object_get(m, "files");

	OK(m != NULL && str_is(json_get_str(m, "feed"), "precincts"));
	OK(json_array_size(list) == files);
	OK(feed_manifest_good(&t.own, m));
	for (size_t i = 0; i < files; i++) {
		const json_t *f = json_array_get(list, i);
		struct str s = content(arena_z(&t.own, json_get_str(f, "file")));
		struct hash h = hash_of(s);

		OK(str_eq(json_get_str(f, "sha256"), hash_hex(&t.own, hash_str(&h))));
	}
	json_put(json_array_get(list, 0), "rows", json_integer(99));
	OK(!feed_manifest_good(&t.own, m));
	(void)json_object_del(m, "signature");
	OK(!feed_manifest_good(&t.own, m));
}

/* Whatever comes later: a name put right, another precinct, an annulment. */
static void later(void)
{
	town_live(&t, 20);
	(void)town_ask(
	    &t, json_pack("{s:s, s:s, s:{s:s}, s:{s:s}}", "act", "change_dwelling", "dwelling",
		    "D1", "set", "precinct", "p2", "paper", "kind", "order"));
}

/* The files of a day go. */
static void clean(const struct feed *f)
{
	for (size_t i = 0; i < json_array_size(f->files); i++) {
		struct str name = json_get_str(json_array_get(f->files, i), "file");

		(void)unlink(arena_printf(&t.own, "%s/%.*s", dir, STR_FMT(name)).p);
	}
	(void)unlink(
	    arena_printf(&t.own, "%s/manifest-%.*s.json", dir, STR_FMT(date_str(&t.own, f->day)))
		.p);
}

static void other_feed(void)
{
	struct feed f = {.a = &t.own, .dir = dir, .name = "voters", .day = t.env.today};
	struct err e = {0};
	day_t day = t.env.today;

	const struct feed made_first = made(day);

	OK(feed_begin(&f, &e) == RC_CONFLICT);
	clean(&made_first);
}

static void over(void)
{
	/* midnight in Almaty is 19:00 in UTC, since 1 March 2024 */
	int64_t midnight =
	    ((int64_t)date_from_civil(2026, 11, 22) * 86400 + INT64_C(19) * 3600) * 1000000;
	day_t day = date_from_civil(2026, 11, 22);

	OK(!feed_day_over(day, midnight - 1));
	OK(!feed_day_over(day, midnight + 59 * INT64_C(1000000)));
	OK(feed_day_over(day, midnight + 60 * INT64_C(1000000)));
	OK(feed_day_over(day - 1, midnight - 1));
}

int main(int argc, char **argv)
{
	struct str first, again, file;
	struct feed f;
	day_t day;

	if (argc < 2 || mkdtemp(dir) == NULL)
		return 1;
	town_start(&t, must_open(argv[argc - 1], ROLE_OWNER), 5);
	town_precincts(&t);
	town_foreigners(&t);
	day = t.env.today;
	f = made(day);
	OK(f.rows > 0 && json_array_size(f.files) > 0);
	first =
	    content(arena_printf(&t.own, "manifest-%.*s.json", STR_FMT(date_str(&t.own, day))).p);
	file = content(arena_z(&t.own, json_get_str(json_array_get(f.files, 0), "file")));
	manifest(first, json_array_size(f.files));
	later();
	(void)made(day);
	again =
	    content(arena_printf(&t.own, "manifest-%.*s.json", STR_FMT(date_str(&t.own, day))).p);
	OK(first.n > 0 && str_eq(first, again));
	OK(file.n > 0 && str_eq(file, content(arena_z(&t.own,
					  json_get_str(json_array_get(f.files, 0), "file")))));
	other_feed();
	over();
	clean(&f);
	(void)rmdir(dir);
	db_close(t.db);
	town_end(&t);
	return t_done();
}
