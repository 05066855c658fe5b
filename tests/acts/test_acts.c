/*
 * The acts, as cases that a clerk could read: tests/acts/cases/README.md says how
 * they are written.  Each file is a register of its own.
 */
#include "asking.h"
#include "user.h"

/* ---- acting ---- */

static void do_as(struct run *r, char *at)
{
	static const struct {
		const char *name;
		unsigned role;
	} roles[] = {{"owner", ROLE_OWNER}, {"officer", ROLE_OFFICER}, {"senior", ROLE_SENIOR},
	    {"duty", ROLE_DUTY}, {"inspector", ROLE_INSPECTOR}, {"auditor", ROLE_AUDITOR},
	    {"admin", ROLE_ADMIN}};
	struct actor *who = &r->reg.env.who;
	char *role = word(&at), *unit = word(&at), *person = word(&at);
	struct str *precinct;

	*who = (struct actor){.name = arena_printf(&r->reg.a, "%s-%s", role, unit),
	    .unit = arena_str(&r->reg.a, str_of(unit))};
	for (size_t i = 0; i < ARRAY_LEN(roles); i++)
		if (strcmp(role, roles[i].name) == 0)
			who->role = roles[i].role;
	check(r, who->role != 0, "no such role");
	if (who->role != ROLE_INSPECTOR) {
		who->person = arena_str(&r->reg.a, str_of(person));
		return;
	}
	precinct = ARENA_NEW(&r->reg.a, struct str);
	*precinct = arena_str(&r->reg.a, str_of(person));
	who->precincts = precinct;
	who->precincts_n = precinct->n > 0;
}

/* user NAME ROLE UNIT [PRECINCT]: an account that may sign in. */
/* NOLINTNEXTLINE(readability-non-const-parameter): a row of a table, others of which write */
static void do_user(struct run *r, char *at)
{
	struct user u = {.lang = STR("ru"), .changed_by = 1};
	struct err e = {0};
	struct str precinct;

	u.name = str_of(word(&at));
	u.role = user_role(str_of(word(&at)));
	u.unit = str_of(word(&at));
	precinct = str_of(word(&at));
	u.precincts = &precinct;
	u.precincts_n = precinct.n > 0;
	must(db_begin(r->reg.db, true, &e), &e);
	must(user_add(r->reg.db, &u, STR("hash"), &e), &e);
	must(db_commit(r->reg.db, &e), &e);
}

static void do_act(struct run *r, const char *text, bool preview)
{
	struct act_answer answer = {0};
	struct err e = {0};
	json_t *request = json_read_in(&r->reg.a, str_of(filled(r, text)), &e);
	size_t recorded;

	r->verdict = 0;
	r->answer = NULL;
	r->request = arena_strn(&r->reg.a, text, strlen(text));
	check(r, request != NULL, e.msg);
	if (request == NULL)
		return;
	r->reg.env.preview = preview;
	check(r, reg_act(&r->reg, request, &answer, &e) == RC_OK, e.msg);
	r->reg.env.preview = false;
	r->answer = answer.json;
	r->status = answer.status;
	recorded = r->recorded = reg_recorded(&r->reg);
	check(r, (recorded > 0) == answer.recorded, "what is said to be recorded is");
	if (preview || str_is(json_get_str(answer.json, "outcome"), "invalid"))
		check(r, recorded == 0, "nothing is recorded");
	if (answer.json == NULL)
		return;
	answer_mask(r->answer, r->reg.env.who.role);
	check(r, role_sees_screening(r->reg.env.who.role) || !tells_match(r->answer),
	    "a match is not told");
}

/* The same act once more: an answer, and nothing recorded. */
/* NOLINTNEXTLINE(readability-non-const-parameter): a row of a table, others of which write */
static void do_again(struct run *r, char *at)
{
	(void)at;
	do_act(r, r->request, false);
	check(r, r->recorded == 0, "nothing is recorded again");
}

/* ---- expecting ---- */

static bool among(const json_t *list, const char *key, const char *z)
{
	for (size_t i = 0; i < json_array_size(list); i++)
		if (str_is(json_get_str(json_array_get(list, i), key), z))
			return true;
	return false;
}

/* Codes of a verdict, or the fields of what is wrong: as many as named, and each of them. */
static void expect_items(struct run *r, const json_t *v, char *at)
{
	bool errors = json_object_get(v, "errors") != NULL;
	const json_t *list = json_object_get(v, errors ? "errors" : "reasons");
	size_t n = 0;

	for (char *w = word(&at); *w != '\0'; w = word(&at), n++)
		check(r, among(list, errors ? "field" : "code", strcmp(w, ".") == 0 ? "" : w), w);
	check(r, n == json_array_size(list), "as many as that");
}

static int usual_status(const char *outcome)
{
	static const struct {
		const char *outcome;
		int status;
	} usual[] = {
	    {"grant", 201}, {"group", 201}, {"review", 202}, {"refuse", 422}, {"invalid", 400}};

	for (size_t i = 0; i < ARRAY_LEN(usual); i++)
		if (strcmp(outcome, usual[i].outcome) == 0)
			return usual[i].status;
	return 200;
}

/* = OUTCOME [STATUS] [CODES or FIELDS …] */
static void do_expect(struct run *r, char *at)
{
	char *outcome = word(&at);
	char *rest = at + strspn(at, " ");
	int status = isdigit((unsigned char)*rest) ? (int)strtol(word(&at), NULL, 10)
						   : usual_status(outcome);

	check(r, r->status == status, "the status");
	if (strcmp(outcome, "group") == 0)
		return;
	check(r, str_is(json_get_str(r->answer, "outcome"), outcome), outcome);
	expect_items(r, r->answer, at);
}

/* & OUTCOME [CODES …]: the next verdict of a group */
static void do_member(struct run *r, char *at)
{
	const json_t *v = json_array_get(json_object_get(r->answer, "verdicts"), r->verdict++);
	char *outcome = word(&at);

	check(r, v != NULL, "one more verdict");
	check(r, str_is(json_get_str(v, "outcome"), outcome), outcome);
	expect_items(r, v, at);
}

static const json_t *at_path(const json_t *v, char *path)
{
	char *save = NULL;

	for (char *p = strtok_r(path, ".", &save); p != NULL && v != NULL;
	     p = strtok_r(NULL, ".", &save))
		v = isdigit((unsigned char)*p) ? json_array_get(v, (size_t)strtol(p, NULL, 10))
					       : json_object_get(v, p);
	return v;
}

static void do_set(struct run *r, char *at)
{
	char *name = word(&at);
	const json_t *v = at_path(r->answer, word(&at));

	check(r, v != NULL, "there is something to keep");
	if (v != NULL)
		(void)json_object_set(r->set, name, json_deconst(v));
}

static void do_has(struct run *r, char *at)
{
	const json_t *v = at_path(r->answer, word(&at));
	char *want = filled(r, at);
	struct str is = json_is_string(v)
			    ? (struct str){json_string_value(v), json_string_length(v)}
			: v != NULL ? json_canonical(&r->reg.a, v)
				    : STR("nothing");

	check(r, str_is(is, want), want);
}

static void do_lacks(struct run *r, char *at)
{
	check(r, at_path(r->answer, word(&at)) == NULL, "it is not there");
}

/* ---- loading ---- */

static void do_load(struct run *r, char *at, struct source *s)
{
	struct load_job j = {.kind = kind_find(str_of(word(&at)))};
	struct buf csv = {0};
	struct err e = {0};

	check(r, j.kind != NULL, "a kind of file");
	for (char *w = word(&at); *w != '\0'; w = word(&at)) {
		j.update |= strcmp(w, "--update") == 0;
		j.strict |= strcmp(w, "--strict") == 0;
		j.dry_run |= strcmp(w, "--dry-run") == 0;
		j.full |= strcmp(w, "--full") == 0;
	}
	for (char *line = next_line(r, s); line != NULL && *line != '\0'; line = next_line(r, s))
		buf_printf(&csv, "%s\n", line);
	free(r->rejected);
	check(r, reg_load(&r->reg, &j, buf_text(&csv), &r->rejected, &e) == RC_OK, e.msg);
	r->job = j;
	(void)reg_recorded(&r->reg);
	buf_free(&csv);
}

/* loaded: NEW new, CORRECTED corrected, SAME same, REJECTED rejected, RELEASED released */
static void do_loaded(struct run *r, char *at)
{
	const struct load_count *c = &r->job.count;
	struct str is =
	    arena_printf(&r->reg.a, "%zu new, %zu corrected, %zu same, %zu rejected, %zu released",
		c->loaded, c->updated, c->same, c->bad, r->job.released);

	check(r, str_is(is, at), is.p);
}

static void do_rejected(struct run *r, char *at)
{
	check(r, r->rejected != NULL && strstr(r->rejected, at) != NULL, r->rejected);
}

/* ---- a file ---- */

static void play(struct run *r, const char *name);

static void do_line(struct run *r, char *line, struct source *s)
{
	static const struct {
		const char *word;
		void (*run)(struct run *, char *);
	} lines[] = {{"as", do_as}, {"user", do_user}, {"=", do_expect}, {"&", do_member},
	    {"set", do_set}, {"has", do_has}, {"lacks", do_lacks}, {"?", do_ask},
	    {"again", do_again}, {"loaded:", do_loaded}, {"rejected:", do_rejected}};
	char *at = line;
	char *first;

	if (*line == '\0' || *line == '#')
		return;
	if (strncmp(line, "==", 2) == 0) {
		note(line);
		return;
	}
	first = word(&at);
	if (strcmp(first, ">") == 0 || strcmp(first, "~") == 0) {
		do_act(r, at, *first == '~');
	} else if (strcmp(first, "today") == 0) {
		reg_today(&r->reg, day_of(r, word(&at)));
	} else if (strcmp(first, "load") == 0) {
		do_load(r, at, s);
	} else if (strcmp(first, "use") == 0) {
		play(r, word(&at));
	} else {
		for (size_t i = 0; i < ARRAY_LEN(lines); i++)
			if (strcmp(first, lines[i].word) == 0) {
				lines[i].run(r, at);
				return;
			}
		check(r, false, first);
	}
}

static void play(struct run *r, const char *name)
{
	struct arena a = {0};
	struct source s = {.text = slurp(&a, arena_printf(&a, "%s/%s", r->dir, name).p)};
	const char *file = r->file;
	int line = r->line;

	r->file = name;
	r->line = 0;
	s.at = s.text;
	for (char *z = next_line(r, &s); z != NULL; z = next_line(r, &s))
		do_line(r, z, &s);
	r->file = file;
	r->line = line;
	arena_free(&a);
}

int main(int argc, char **argv)
{
	struct run r = {.dir = argc > 2 ? argv[1] : "."};

	reg_open(&r.reg, argv[argc - 1]);
	for (int i = 2; i < argc - 1; i++) {
		if (i > 2)
			reg_fresh(&r.reg);
		r.set = json_keep(&r.reg.a, json_object());
		r.answer = NULL;
		note(argv[i]);
		play(&r, argv[i]);
	}
	free(r.rejected);
	reg_close(&r.reg);
	return t_done();
}
