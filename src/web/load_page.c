/*
 * /lists: the administrator loads files (interface.md section 3) without reading what is in
 * the register.  The file is read in the pool, on a handle of its own, in parts that are
 * acts, so that the desk goes on beside it.
 */
#include "load.h"

#include "lists.h"
#include "pages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN_MAX 100 /* rejected rows that the page shows; the command line writes all */

static const char *const kinds[] = {
    "units", "precincts", "dwellings", "persons", "holdings", "residences", "wanted"};

/* What the pool came to. */
struct loaded_file {
	struct issues bad;
	bool done;
	struct load_job job;
	struct str rejected; /* CSV: line, field, reason */
};

static enum rc show(struct visit *v, const struct loaded_file *l, int status)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct inputs_view *form = ARENA_NEW(v->a, struct inputs_view);
	struct html_field *f;

	w->title = str_of(SAY(v, LISTS_TITLE));
	w->issues = form->issues = l != NULL ? &l->bad : NULL;
	form->head = (struct html_form_head){.action = URL_LIT("lists"), .file = true};
	f = input_add(v->a, form, INPUT_SELECT, "kind", desk_get(v, "kind"));
	f->label = SAY(v, LISTS_KIND);
	f->group = "list";
	f->words = kinds;
	f->n_words = ARRAY_LEN(kinds);
	f = input_add(v->a, form, INPUT_FILE, "file", STR(""));
	f->label = SAY(v, LISTS_FILE);
	f->hint = SAY(v, LISTS_FILE_HINT);
	f = input_add(v->a, form, INPUT_CHECKBOX, "update", desk_get(v, "update"));
	f->label = SAY(v, LISTS_UPDATE);
	f = input_add(v->a, form, INPUT_CHECKBOX, "full", desk_get(v, "full"));
	f->label = SAY(v, LISTS_FULL);
	f = input_add(v->a, form, INPUT_CHECKBOX, "dry_run", desk_get(v, "dry_run"));
	f->label = SAY(v, LISTS_DRY_RUN);
	form->button[form->n_buttons++] =
	    (struct button){.label = SAY(v, LISTS_LOAD), .key = "ctrl+enter"};
	if (l != NULL && l->done) {
		const struct load_count *c = &l->job.count;

		block_add(v->a, &w->top, BLOCK_NOTICE, NULL)->of.text =
		    SAYF(v, LISTS_DONE, {"rows", int_words(v, (int64_t)l->job.rows)},
			{"loaded", int_words(v, (int64_t)c->loaded)},
			{"updated", int_words(v, (int64_t)c->updated)},
			{"same", int_words(v, (int64_t)c->same)},
			{"bad", int_words(v, (int64_t)c->bad)});
		if (l->rejected.n > 0)
			block_add(v->a, &w->top, BLOCK_TEXT, SAY(v, LISTS_REJECTED))->of.text =
			    l->rejected;
	}
	block_add(v->a, &w->top, BLOCK_FORM, NULL)->of.form = form;
	return desk_plain(v, status, w);
}

static enum rc lists_run(struct visit *v)
{
	return show(v, NULL, 200);
}
const struct row lists_row = {.run = lists_run};

/* The first rejected rows, as lines. */
static struct str first_lines(struct arena *a, const char *p, size_t n)
{
	size_t at = 0;

	for (int lines = 0; at < n && lines < SHOWN_MAX; at++)
		lines += p[at] == '\n';
	return arena_str(a, (struct str){p, at});
}

static enum rc load(struct visit *v, struct loaded_file *l, struct str content)
{
	char *rejected = NULL;
	size_t n = 0;
	struct db *db = NULL;
	enum rc rc;

	l->job.in = fmemopen(NULL, content.n + 1, "w+");
	l->job.rejected = open_memstream(&rejected, &n);
	if (l->job.in == NULL || l->job.rejected == NULL ||
	    fwrite(content.p, 1, content.n, l->job.in) != content.n)
		abort();
	l->job.file_hash = hash_of(content);
	rc = visit_open(v, &db);
	if (rc == RC_OK)
		rc = acts_load(db, &v->env, &l->job, &v->e);
	db_close(db);
	(void)fclose(l->job.in);
	(void)fclose(l->job.rejected);
	l->rejected = first_lines(v->a, rejected, n);
	free(rejected);
	if (rc == RC_BAD_INPUT) { /* the header row */
		issue_add(&l->bad, STR("file"), PROBLEM_BAD_FILE, str_of(v->e.msg));
		v->e = (struct err){0};
		return RC_OK;
	}
	l->done = rc == RC_OK;
	return rc;
}

static enum rc lists_prepare(struct visit *v)
{
	struct loaded_file *l = ARENA_NEW(v->a, struct loaded_file);
	struct wording *words = ARENA_NEW(v->a, struct wording);
	struct str content = form_get(&v->form, "file");

	v->own = l;
	*words = (struct wording){text_problem, v->lang};
	l->bad.arena = v->a;
	l->job = (struct load_job){.kind = kind_find(desk_get(v, "kind")),
	    .name = "desk",
	    .update = desk_get(v, "update").n > 0,
	    .full = desk_get(v, "full").n > 0,
	    .dry_run = desk_get(v, "dry_run").n > 0,
	    .words = words};
	if (l->job.kind == NULL)
		issue_add(&l->bad, STR("kind"), PROBLEM_MISSING, STR(""));
	else if (l->job.full && strcmp(l->job.kind->name, "wanted") != 0)
		issue_add(&l->bad, STR("full"), PROBLEM_UNKNOWN_FIELD, STR(""));
	if (content.n == 0)
		issue_add(&l->bad, STR("file"), PROBLEM_MISSING, STR(""));
	return l->bad.n > 0 ? RC_OK : load(v, l, content);
}

static enum rc lists_load_run(struct visit *v)
{
	const struct loaded_file *l = v->own;

	return show(v, l, l->bad.n > 0 ? 400 : 200);
}
const struct row lists_load_row = {.run = lists_load_run, .prepare = lists_prepare};
