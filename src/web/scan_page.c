/*
 * POST /foreigners/new/scan: the document's pictures come with the form, or are taken from the
 * folder of a full-page reader or the scanner of the server's machine; what they say fills the
 * form, which is shown again.  Nothing of a picture is kept.
 */
#include "foreigner.h"

#include "intake.h"
#include "pages.h"
#include "utf8.h"

#include <string.h>

/* What the pool came to. */
struct seen {
	struct str text;    /* the members of interface.md section 6, in braces; empty: nothing */
	struct issue fault; /* why not; field empty: no fault */
};

static void refuse(struct seen *s, enum problem p, struct str arg)
{
	s->fault = (struct issue){.field = STR("picture"), .problem = p, .arg = arg};
}

static enum rc see(struct visit *v, struct seen *s, const struct str *picture, size_t n)
{
	struct answer *a = ARENA_ARRAY(v->a, struct answer, n);
	struct buf b = {0};
	size_t faulty = 0;

	for (size_t i = 0; i < n; i++) {
		enum rc rc = readers_see(
		    intake_readers(visit_intake(v)), picture[i], v->env.today, &a[i], &v->e);

		if (rc != RC_OK)
			return rc;
		faulty += a[i].fault != PICTURE_FINE;
	}
	if (faulty == n) {
		refuse(s, picture_fault_problem(a[0].fault), STR(""));
		return RC_OK;
	}
	answer_write(&b, a, n, v->env.today);
	s->text = arena_str(v->a, buf_text(&b));
	buf_free(&b);
	return RC_OK;
}

static enum rc see_files(struct visit *v, struct seen *s)
{
	struct str picture[VOTE_MAX];
	size_t n = 0;

	for (size_t i = 0; i < v->form.n && n < VOTE_MAX; i++)
		if (str_is(v->form.p[i].name, "picture") && v->form.p[i].value.n > 0)
			picture[n++] = v->form.p[i].value;
	if (n == 0) {
		refuse(s, PROBLEM_MISSING, STR(""));
		return RC_OK;
	}
	return see(v, s, picture, n);
}

static enum rc see_scanner(struct visit *v, struct seen *s)
{
	struct str picture;
	struct err e = {0};
	enum rc rc = intake_scan(visit_intake(v), v->a, &picture, &e);

	if (rc == RC_OK)
		return see(v, s, &picture, 1);
	if (rc == RC_NOT_FOUND)
		refuse(s, PROBLEM_NO_SCANNER, STR(""));
	else
		refuse(s, PROBLEM_SCANNER_FAILED, arena_str(v->a, str_of(e.msg)));
	return RC_OK;
}

static void see_folder(struct visit *v, struct seen *s)
{
	struct buf b = {0};

	if (intake_latest(visit_intake(v), &b))
		s->text = arena_str(v->a, buf_text(&b));
	buf_free(&b);
}

static enum rc scan_prepare(struct visit *v)
{
	struct seen *s = ARENA_NEW(v->a, struct seen);
	struct str what = form_get(&v->form, "do");

	v->own = s;
	if (str_is(what, "folder")) {
		see_folder(v, s);
		return RC_OK;
	}
	return str_is(what, "scanner") ? see_scanner(v, s) : see_files(v, s);
}

/* ---- the form again ---- */

static struct str lines_of(struct visit *v, const json_t *list, const char *between)
{
	struct str out = STR("");

	for (size_t i = 0; i < json_array_size(list); i++)
		out = arena_printf(v->a, "%.*s%s%s", STR_FMT(out), i > 0 ? between : "",
		    json_string_value(json_array_get(list, i)));
	return out;
}

/* The fields of a form with files are a stranger's bytes; the pictures go. */
static void clean(struct form *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		if (!str_is(f->p[i].name, "picture") && utf8_valid(f->p[i].name) &&
		    utf8_valid(f->p[i].value))
			f->p[n++] = f->p[i];
	f->n = n;
}

static enum rc scan_run(struct visit *v)
{
	const struct seen *seen = v->own;
	struct foreigner f;
	const json_t *o;
	struct str lines;
	struct err e = {0};

	clean(&v->form);
	f = foreigner_begin(v);
	if (seen->fault.field.n > 0)
		return foreigner_show(&f, 200, text_problem(v->a, v->lang, &seen->fault));
	o = seen->text.n > 0
		? json_read_in(v->a, arena_printf(v->a, "{%.*s}", STR_FMT(seen->text)), &e)
		: NULL;
	lines = lines_of(v, json_object_get(o, "lines"), "\n");
	if (lines.n == 0)
		return foreigner_show(
		    &f, 200, str_of(o == NULL ? SAY(v, ZONE_NO_NEWS) : SAY(v, ZONE_NOTHING)));
	screen_set(&f.s, "mrz", lines);
	screen_set(&f.s, "zone.raw", lines_of(v, json_object_get(o, "raw"), " "));
	screen_set(&f.s, "zone.source", STR("picture"));
	screen_set(&f.s, "zone.accept", json_get_bool(o, "accept") ? STR("true") : STR(""));
	strip_read(&f.s);
	return foreigner_show(&f, 200, STR(""));
}
const struct row foreigner_scan_row = {.run = scan_run, .prepare = scan_prepare};
