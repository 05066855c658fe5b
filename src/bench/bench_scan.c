/*
 * scan: pictures of documents with their truth beside them, looked at as `mekenjai scan' does, a jailed
 * child each; against Tesseract with Debian's models on the same pictures, its text given to
 * our parser with all its repairs.
 */
#include "bench_impl.h"

#include "command.h"
#include "files.h"
#include "mrz.h"
#include "sight.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define TRUTH        "truth.jsonl"
#define TRUTH_MAX    ((size_t)16 << 20)
#define OWN_FOLDER   "tests/data/scan"
#define TODAY        20779 /* 2026-11-22: the same figures on every day */
#define TESSERACT_MS 120000
#define NO_PROGRAM   127 /* of env */

/* What one reader made of all pictures. */
struct reader_tally {
	int with, right, accepted,
	    wrong;      /* pictures that show a document; wrong: of the accepted */
	int false_ones; /* accepted where there is none */
	double *ms;     /* of CPU, a picture */
	size_t n;
	bool missing; /* the program is not here */
};

struct picture_truth {
	const char *path;
	struct mrz_lines lines; /* n 0: no document */
};

static double children_ms(void)
{
	struct rusage u;

	if (getrusage(RUSAGE_CHILDREN, &u) != 0)
		return 0;
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3 +
	       (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3;
}

/* Number, nationality, birth, expiry, sex and names, all as they should be. */
static bool right(const struct mrz_document *d, const struct mrz_lines *truth)
{
	static const enum mrz_field core[] = {MRZ_F_NUMBER, MRZ_F_NATIONALITY, MRZ_F_SEX,
	    MRZ_F_SURNAME, MRZ_F_GIVEN, MRZ_F_BIRTH, MRZ_F_EXPIRY};
	struct mrz_document t;

	mrz_parse(truth, TODAY, &t);
	for (size_t i = 0; i < ARRAY_LEN(core); i++)
		if (strcmp(d->field[core[i]], t.field[core[i]]) != 0)
			return false;
	return true;
}

static void count(struct reader_tally *t, const struct picture_truth *p, bool found,
    const struct mrz_document *d, double ms)
{
	const bool good = found && p->lines.n > 0 && right(d, &p->lines);

	t->ms[t->n++] = ms;
	t->with += p->lines.n > 0;
	t->right += good;
	if (!found || !d->accept)
		return;
	t->accepted += p->lines.n > 0;
	t->wrong += p->lines.n > 0 && !good;
	t->false_ones += p->lines.n == 0;
}

static enum rc ours(struct reader_tally *t, const struct picture_truth *p, struct err *e)
{
	struct arena a = {0};
	struct answer answer;
	struct mrz_document d;
	struct str file;
	double before;
	enum rc rc = file_read(&a, p->path, PICTURE_BYTES_MAX, &file, e);

	before = children_ms();
	if (rc == RC_OK)
		rc = sight_see(file, TODAY, &answer, e);
	if (rc == RC_OK)
		count(t, p, answer_document(&answer, 1, TODAY, &d), &d, children_ms() - before);
	arena_free(&a);
	return rc;
}

/* The lines of its text that may be a zone's: long and full of fillers, or behind such a one. */
static void likely_lines(struct str text, struct buf *out)
{
	bool before = false;

	while (text.n > 0) {
		const char *nl = memchr(text.p, '\n', text.n);
		struct str line = {text.p, nl != NULL ? (size_t)(nl - text.p) : text.n};
		size_t n = 0, fillers = 0;

		text.p += line.n + (nl != NULL);
		text.n -= line.n + (nl != NULL);
		for (size_t i = 0; i < line.n; i++) {
			n += line.p[i] != ' ';
			fillers += line.p[i] == '<';
		}
		if (n < 26 || n > 50 || (fillers < 2 && !before))
			continue;
		before = true;
		for (size_t i = 0; i < line.n; i++)
			if (line.p[i] != ' ')
				buf_char(out, line.p[i]);
		buf_char(out, '\n');
	}
}

static enum rc tesseract_once(
    const char *path, const char *mode, struct mrz_document *d, struct err *e)
{
	const struct command_bounds bounds = {TESSERACT_MS, 1 << 20};
	struct arena a = {0};
	/* one thread: its own spin while they wait for each other */
	const char *words[] = {"env", "OMP_THREAD_LIMIT=1", "tesseract", path, "stdout", "-l",
	    "eng", "--psm", mode, NULL};
	char *argv[ARRAY_LEN(words)] = {NULL};
	struct buf out = {0}, said = {0}, likely = {0};
	struct mrz_lines lines;
	int status;
	enum rc rc;

	for (size_t i = 0; words[i] != NULL; i++)
		argv[i] = arena_z(&a, str_of(words[i]));
	rc = command_run(argv, &bounds, &out, &said, &status, e);
	memset(d, 0, sizeof(*d));
	if (rc == RC_OK && status == NO_PROGRAM) {
		rc = RC_NOT_FOUND;
	} else if (rc == RC_OK) {
		likely_lines(buf_text(&out), &likely);
		if (mrz_normalise(buf_text(&likely), &lines))
			mrz_read(&lines, TODAY, d);
	}
	buf_free(&out);
	buf_free(&said);
	buf_free(&likely);
	arena_free(&a);
	return rc;
}

/* The page as one block; where that gives nothing, with its own look at which way up it is. */
static enum rc tesseract(struct reader_tally *t, const struct picture_truth *p, struct err *e)
{
	struct mrz_document d;
	const double before = children_ms();
	enum rc rc = tesseract_once(p->path, "6", &d, e);

	if (rc == RC_OK && !d.ok)
		rc = tesseract_once(p->path, "1", &d, e);
	if (rc == RC_NOT_FOUND) {
		t->missing = true;
		return RC_OK;
	}
	if (rc == RC_OK)
		count(t, p, d.format != MRZ_UNKNOWN, &d, children_ms() - before);
	return rc;
}

static int by_value(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static double quantile(const struct reader_tally *t, double q)
{
	return t->n > 0 ? t->ms[(size_t)(q * (double)(t->n - 1))] : 0;
}

static void report(const struct bench_run *r, const char *who, struct reader_tally *t)
{
	if (t->missing) {
		buf_printf(r->out, "  %-9s is not installed here\n", who);
		return;
	}
	qsort(t->ms, t->n, sizeof(*t->ms), by_value);
	buf_printf(r->out,
	    "  %-9s %3d of %d right (%.1f %%), %d accepted, %d of them wrong, %d where there is "
	    "none; CPU ms a picture: median %.0f, p95 %.0f\n",
	    who, t->right, t->with, 100.0 * t->right / (t->with > 0 ? t->with : 1), t->accepted,
	    t->wrong, t->false_ones, quantile(t, .5), quantile(t, .95));
}

static enum rc read_truth(
    struct arena *a, const char *folder, struct picture_truth **out, size_t *n, struct err *e)
{
	size_t cap = 0;
	struct str text;
	enum rc rc = file_read(a, arena_printf(a, "%s/" TRUTH, folder).p, TRUTH_MAX, &text, e);

	*out = NULL;
	*n = 0;
	while (rc == RC_OK && text.n > 0) {
		const char *nl = memchr(text.p, '\n', text.n);
		struct str line = {text.p, nl != NULL ? (size_t)(nl - text.p) : text.n};
		const json_t *o = json_read_in(a, line, e), *lines = json_object_get(o, "lines");
		struct picture_truth *p;

		text.p += line.n + (nl != NULL);
		text.n -= line.n + (nl != NULL);
		if (!json_is_object(o) || json_array_size(lines) > MRZ_ROWS)
			return fail(
			    e, RC_BAD_INPUT, "%s/" TRUTH ": a line is none of ours", folder);
		*out = ARENA_GROW(a, *out, *n, &cap);
		p = &(*out)[(*n)++];
		p->path = arena_printf(a, "%s/%.*s", folder, STR_FMT(json_get_str(o, "file"))).p;
		p->lines.n = (int)json_array_size(lines);
		for (int i = 0; i < p->lines.n; i++)
			(void)snprintf(p->lines.text.row[i], MRZ_LINE, "%s",
			    json_string_value(json_array_get(lines, (size_t)i)));
	}
	return rc;
}

enum rc bench_scan(struct bench_run *r, struct err *e)
{
	const char *folder = r->folder != NULL ? r->folder : OWN_FOLDER;
	struct arena a = {0};
	struct picture_truth *p;
	struct reader_tally here = {0}, there = {0};
	size_t n;
	enum rc rc = read_truth(&a, folder, &p, &n, e);

	if (rc == RC_NOT_FOUND) { /* not at the project's root */
		buf_printf(r->out, "scan: no %s/" TRUTH ": name a folder of pictures\n", folder);
		arena_free(&a);
		return r->folder != NULL ? RC_NOT_FOUND : RC_OK;
	}
	here.ms = ARENA_ARRAY(&a, double, n + 1);
	there.ms = ARENA_ARRAY(&a, double, n + 1);
	if (rc == RC_OK)
		rc = sight_open(e);
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		rc = ours(&here, &p[i], e);
		if (rc == RC_OK && !there.missing)
			rc = tesseract(&there, &p[i], e);
	}
	if (rc == RC_OK) {
		buf_printf(
		    r->out, "scan: %zu pictures of %s: zone found, read and decoded\n", n, folder);
		report(r, "mekenjai", &here);
		report(r, "tesseract", &there);
		if (!there.missing && n > 0)
			buf_printf(r->out, "  %-9s %.3f of the CPU at the median\n", "ratio",
			    quantile(&here, .5) / quantile(&there, .5));
	}
	arena_free(&a);
	return rc;
}
