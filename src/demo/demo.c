/* The order in which a town comes into the register. */
#include "demo_impl.h"

#include "load.h"

#include <errno.h>
#include <string.h>

const char *const demo_kinds[DEMO_FILES] = {
    [UNITS] = "units",
    [PRECINCTS] = "precincts",
    [DWELLINGS] = "dwellings",
    [PERSONS] = "persons",
    [HOLDINGS] = "holdings",
    [RESIDENCES] = "residences",
    [WANTED] = "wanted",
};

const char *const demo_words[DEMO_WORDS] = {
#define WORD(name, text) [name] = (text),
#include "words.def"
#undef WORD
};

const day_t demo_until = 16801;

const struct demo_user demo_users[] = {
    {"admin", "admin", "", "", "", "", ""},
    {"officer", "officer", "u751310000", "", "", "", ""},
    {"officer2", "officer", "u751710000", "", "", "", ""},
    {"senior", "senior", "u751310000", "", "", "", ""},
    {"chief", "senior", "almaty", "", "", "", ""},
    {"inspector", "inspector", "u751310000", "", "p751310000-1", "", ""},
    {"akimat", "akimat", "", "751310000", "", "", ""},
    {"duty", "duty", "almaty", "", "", "", ""},
    {"auditor", "auditor", "", "", "", "", ""},
    {"hotel", "host", "", "", "", HOTEL_ONE, "hotel-alatau"},
    {"hotel2", "host", "", "", "", HOTEL_TWO, "hotel-dostyk"},
};
const size_t demo_users_n = ARRAY_LEN(demo_users);

static void step(void *ctx, size_t rows)
{
	struct demo *d = ctx;

	if (d->progress != NULL)
		d->progress(d->ctx, (int64_t)(d->rows + rows));
}

static enum rc hash_file(FILE *f, struct hash *out, struct err *e)
{
	char b[1 << 14];
	struct hasher h;
	size_t n;

	hasher_start(&h);
	if (fflush(f) == 0)
		rewind(f);
	while ((n = fread(b, 1, sizeof(b), f)) > 0)
		hasher_add(&h, (struct str){b, n});
	*out = hasher_end(&h);
	return ferror(f) == 0 ? RC_OK
			      : fail(e, RC_SYS, "a temporary file: %s", strerrordesc_np(errno));
}

static enum rc load(struct town *t, enum demo_file which, struct err *e)
{
	struct load_job j = {.kind = kind_find(str_of(demo_kinds[which])),
	    .in = t->file[which],
	    .name = "demo",
	    .rejected = stderr,
	    .full = which == WANTED,
	    .progress = step,
	    .progress_ctx = t->d};
	enum rc rc = hash_file(j.in, &j.file_hash, e);

	if (rc == RC_OK)
		rc = acts_load(t->db, t->env, &j, e);
	t->d->rows += j.rows;
	if (rc == RC_OK && j.count.bad > 0)
		rc = fail(
		    e, RC_DB, "%zu rows of the made-up %s are not good", j.count.bad, j.kind->name);
	return rc;
}

static enum rc open_files(struct town *t, struct err *e)
{
	for (size_t i = 0; i < DEMO_FILES; i++) {
		t->file[i] = tmpfile();
		if (t->file[i] == NULL)
			return fail(e, RC_SYS, "a temporary file: %s", strerrordesc_np(errno));
	}
	return RC_OK;
}

enum rc demo_fill(struct db *db, const struct act_env *env, struct demo *d, struct err *e)
{
	struct town t = {.db = db, .env = env, .d = d};
	enum rc rc;

	made_up_start(&t.m, d->seed);
	rc = open_files(&t, e);
	if (rc == RC_OK)
		rc = demo_write_files(&t, e);
	for (size_t i = 0; rc == RC_OK && i < DEMO_FILES; i++)
		rc = load(&t, (enum demo_file)i, e);
	if (rc == RC_OK)
		rc = demo_live(&t, e);
	if (rc == RC_OK)
		rc = demo_stays(&t, e);
	for (size_t i = 0; i < DEMO_FILES; i++)
		if (t.file[i] != NULL)
			(void)fclose(t.file[i]);
	free(t.home);
	made_up_end(&t.m);
	return rc;
}
