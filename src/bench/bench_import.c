/* import: rows of persons and of residences, checked and loaded; against the same writes. */
#include "bench_impl.h"

/* A town with units and dwellings, and with people where `people' says so. */
static enum rc settle(const struct bench_run *r, struct bench_town *t, bool people, struct err *e)
{
	struct buf units = {0}, dwellings = {0}, persons = {0};
	enum rc rc = bench_town_make(r, t, e);

	t->people = r->size;
	t->homes = r->size / 3;
	bench_units(&units);
	bench_dwellings(&dwellings, t->homes);
	bench_persons(&persons, t->people);
	if (rc == RC_OK)
		rc = bench_load(t, "units", &units, e);
	if (rc == RC_OK)
		rc = bench_load(t, "dwellings", &dwellings, e);
	if (rc == RC_OK && people)
		rc = bench_load(t, "persons", &persons, e);
	buf_free(&units);
	buf_free(&dwellings);
	buf_free(&persons);
	return rc;
}

static enum rc measure(const struct bench_run *r, const char *kind, const struct buf *csv,
    bool people, struct bench_figure *f, struct err *e)
{
	struct bench_town town;
	struct bench_record rec = {0};
	enum rc rc = settle(r, &town, people, e);

	if (rc == RC_OK) {
		bench_record_start(&rec, town.db);
		bench_go(&f->ours);
		rc = bench_load(&town, kind, csv, e);
		bench_stop(&f->ours);
		bench_record_stop(town.db);
	}
	rc = bench_town_end(&town, rc, e);
	if (rc == RC_OK) {
		rc = settle(r, &town, people, e);
		if (rc == RC_OK)
			rc = bench_replay(&rec, town.db, &f->engine, e);
		rc = bench_town_end(&town, rc, e);
	}
	bench_record_free(&rec);
	return rc;
}

enum rc bench_import(struct bench_run *r, struct err *e)
{
	struct bench_figure persons = {.name = "import",
	    .what = "persons: read, checked, loaded, sealed",
	    .units = "rows",
	    .raw = "the same writes and commits",
	    .n = r->size};
	struct bench_figure residences = {.name = "import",
	    .what = "residences: read, checked, loaded, sealed",
	    .units = "rows",
	    .raw = "the same writes and commits",
	    .n = r->size + r->size / 2};
	struct buf csv = {0};
	enum rc rc;

	bench_persons(&csv, r->size);
	rc = measure(r, "persons", &csv, false, &persons, e);
	buf_clear(&csv);
	if (rc == RC_OK) {
		bench_report(r, &persons);
		bench_residences(&csv, r->size, r->size / 3);
		rc = measure(r, "residences", &csv, true, &residences, e);
	}
	if (rc == RC_OK)
		bench_report(r, &residences);
	buf_free(&csv);
	return rc;
}
