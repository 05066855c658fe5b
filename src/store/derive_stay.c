/* Stays, certificates, visits, and what inspectors are told, written from acts. */
#include "derive_stay.h"

#include <assert.h>

/* Who answers for what an act decided: of a case that was cleared, who took the application; the
 * duty unit's name would tell of a match (point 17). */
static struct str responsible(const struct act *act)
{
	struct str officer = json_get_str(json_object_get(act_effect(act), "stay"), "officer");

	return officer.n > 0 ? officer : act->officer;
}

enum rc derive_stay(struct db *db, const struct act *act, const json_t *effect, struct err *e)
{
	const json_t *stay = json_object_get(act->text, "stay");
	struct arena a = {0};
	struct str data = stay != NULL ? json_canonical(&a, stay) : STR("{}"); /* an erased text */
	enum rc rc = db_run(db, STMT_STAY_PUT,
	    DB_ARGS(DB_TEXT(json_get_str(effect, "registration")),
		DB_TEXT(json_get_str(effect, "person")), DB_TEXT(json_get_str(effect, "dwelling")),
		DB_TEXT(json_get_str(stay, "host")), DB_INT(json_get_day(stay, "entry_date")),
		DB_TEXT(data), DB_INT(act->id), DB_TEXT(act->officer), DB_INT(act->id)),
	    e);

	arena_free(&a);
	return rc;
}

enum rc derive_certificate(
    struct db *db, const struct act *act, const json_t *effect, struct err *e)
{
	struct str registration = json_get_str(effect, "registration");
	enum rc rc = db_run(db, STMT_CERTIFICATE_PUT,
	    DB_ARGS(DB_TEXT(json_get_str(effect, "id")), DB_TEXT(json_get_str(effect, "code")),
		DB_TEXT(json_get_str(effect, "kind")), DB_TEXT(registration), DB_TEXT(act->subject),
		DB_INT(act->id), DB_INT(json_get_int(effect, "decision", 0)),
		DB_INT_OR_NULL(json_get_day(effect, "until"), DAY_NONE),
		DB_INT(json_get_int(effect, "reprint", 0))),
	    e);

	if (rc == RC_OK && str_is(json_get_str(effect, "kind"), "stay"))
		rc = db_run(
		    db, STMT_STAY_COMPLETED, DB_ARGS(DB_TEXT(registration), DB_INT(act->id)), e);
	return rc;
}

enum rc derive_distinct(struct db *db, const struct act *act, const json_t *effect, struct err *e)
{
	const json_t *list = json_object_get(act->text, "distinct");
	enum rc rc = RC_OK;

	(void)effect; /* how many */
	for (size_t i = 0; rc == RC_OK && i < json_array_size(list); i++) {
		struct str a = json_get_str(json_array_get(list, i), "a");
		struct str b = json_get_str(json_array_get(list, i), "b");
		bool rising = str_cmp(a, b) < 0;

		rc = db_run(db, STMT_DISTINCT_PERSON_PUT,
		    DB_ARGS(DB_TEXT(rising ? a : b), DB_TEXT(rising ? b : a), DB_INT(act->id)), e);
	}
	return rc;
}

/* ---- inspectors ---- */

enum rc derive_inbox_read(struct db *db, const struct act *act, const json_t *effect, struct err *e)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < json_array_size(effect); i++) {
		const json_t *v = json_array_get(effect, i);

		rc = db_run(db, STMT_INBOX_READ,
		    DB_ARGS(DB_INT(json_get_int(v, "act", 0)), DB_INT(json_get_int(v, "line", 0)),
			DB_TEXT(act->officer), DB_INT(act->recorded_us)),
		    e);
	}
	return rc;
}

enum rc derive_inbox_assign(
    struct db *db, const struct act *act, const json_t *effect, struct err *e)
{
	int64_t item = json_get_int(effect, "act", 0), line = json_get_int(effect, "line", 0);
	struct str precinct = json_get_str(effect, "precinct");
	enum rc rc = db_run(
	    db, STMT_INBOX_ASSIGN, DB_ARGS(DB_INT(item), DB_INT(line), DB_TEXT(precinct)), e);

	if (rc == RC_OK)
		rc = db_run(db, STMT_INBOX_ASSIGNMENT_PUT,
		    DB_ARGS(DB_INT(act->id), DB_INT(item), DB_INT(line), DB_TEXT(precinct),
			DB_INT(act->recorded_us)),
		    e);
	return rc;
}

enum rc derive_visit(struct db *db, const struct act *act, const json_t *effect, struct err *e)
{
	return db_run(db, STMT_VISIT_PUT,
	    DB_ARGS(DB_INT(act->id), DB_TEXT(json_get_str(effect, "registration")),
		DB_TEXT(act->dwelling), DB_TEXT_OR_NULL(json_get_str(effect, "unit")),
		DB_INT(json_get_day(effect, "day")), DB_TEXT(act->officer),
		DB_TEXT(json_get_str(effect, "officer")), DB_TEXT(json_get_str(effect, "result"))),
	    e);
}

enum rc derive_visit_answered(
    struct db *db, const struct act *act, const json_t *effect, struct err *e)
{
	return db_run(db, STMT_VISIT_ANSWERED,
	    DB_ARGS(DB_INT(json_integer_value(effect)), DB_INT(act->id)), e);
}

enum rc stay_days_read(
    struct db *db, struct arena *a, struct str person, struct stay_days *out, struct err *e)
{
	size_t cap = 0;
	struct db_cur c;

	*out = (struct stay_days){0};
	db_start(db, &c, STMT_STAY_DAYS_OF_PERSON, DB_ARGS(DB_TEXT(person)), e);
	while (db_next(&c, e)) {
		out->v = ARENA_GROW(a, out->v, out->n, &cap);
		out->v[out->n++] = (struct stay_day){db_text(&c, 0, a), db_text(&c, 1, a),
		    (day_t)db_int(&c, 2), (day_t)db_int(&c, 3)};
	}
	return db_end(&c);
}

static enum rc tell(struct db *db, const struct act *act, struct str person,
    const struct stay_day *d, struct str what, struct err *e)
{
	enum rc rc =
	    db_run(db, STMT_INBOX_FOLLOWED, DB_ARGS(DB_TEXT(d->registration), DB_INT(act->id)), e);

	if (rc != RC_OK)
		return rc;
	return db_run(db, STMT_INBOX_PUT,
	    DB_ARGS(DB_INT(act->id), DB_TEXT(d->registration), DB_TEXT(person),
		DB_TEXT(d->dwelling), DB_TEXT(what), DB_TEXT(responsible(act)), DB_INT(d->from),
		DB_INT(d->until), DB_INT(act->recorded_us)),
	    e);
}

/* In what words: by what came of the stay, and by which act.  NULL: any act. */
enum fate { BEGINS, CHANGES, GOES };
static struct str word_for(enum fate fate, const struct act *act)
{
	static const struct {
		enum fate fate;
		const char *act, *word;
	} words[] = {
	    {BEGINS, "annul", "restored"},
	    {BEGINS, NULL, "registered"},
	    {CHANGES, "extend_stay", "extended"},
	    {CHANGES, "shorten_stay", "shortened"},
	    {CHANGES, "depart", "departed"},
	    {CHANGES, "deregister", "departed"},
	    {CHANGES, "annul", "changed"},
	    {CHANGES, NULL, "moved"},
	    {GOES, "annul", "annulled"},
	    {GOES, NULL, "moved"},
	};
	size_t i = 0;

	while (words[i].fate != fate || (words[i].act != NULL && !str_is(act->kind, words[i].act)))
		i++;
	return str_of(words[i].word);
}

enum rc stay_tell(struct db *db, const struct act *act, struct str person,
    const struct stay_days *before, const struct stay_days *after, struct err *e)
{
	size_t i = 0, j = 0;
	enum rc rc = RC_OK;

	while (rc == RC_OK && (i < before->n || j < after->n)) {
		const struct stay_day *was = i < before->n ? &before->v[i] : NULL;
		const struct stay_day *is = j < after->n ? &after->v[j] : NULL;
		int order = was == NULL  ? 1
			    : is == NULL ? -1
					 : str_cmp(was->registration, is->registration);

		const struct stay_day *told = order < 0 ? was : is;
		enum fate fate = order < 0 ? GOES : order > 0 ? BEGINS : CHANGES;

		i += order <= 0;
		j += order >= 0;
		if (was != NULL && is != NULL && order == 0 && was->until == is->until &&
		    was->from == is->from)
			continue;
		assert(told != NULL);
		rc = tell(db, act, person, told, word_for(fate, act), e);
		if (rc == RC_OK && order >= 0)
			rc = db_run(db, STMT_STAY_DECIDED,
			    DB_ARGS(DB_TEXT(told->registration), DB_INT(act->id),
				DB_TEXT(responsible(act))),
			    e);
	}
	return rc;
}

enum rc stay_precinct_changed(
    struct db *db, const struct act *act, struct str dwelling, struct str precinct, struct err *e)
{
	struct arena a = {0};
	struct stay_days days = {0};
	struct str *person = NULL;
	size_t cap = 0, cap_persons = 0;
	struct db_cur c;
	enum rc rc =
	    db_run(db, STMT_INBOX_PLACED, DB_ARGS(DB_TEXT(dwelling), DB_TEXT_OR_NULL(precinct)), e);

	if (rc != RC_OK)
		return rc;
	db_start(
	    db, &c, STMT_STAY_DAYS_OF_DWELLING, DB_ARGS(DB_TEXT(dwelling), DB_INT(act->day)), e);
	while (db_next(&c, e)) {
		days.v = ARENA_GROW(&a, days.v, days.n, &cap);
		person = ARENA_GROW(&a, person, days.n, &cap_persons);
		person[days.n] = db_text(&c, 1, &a);
		days.v[days.n++] = (struct stay_day){
		    db_text(&c, 0, &a), dwelling, (day_t)db_int(&c, 2), (day_t)db_int(&c, 3)};
	}
	rc = db_end(&c);
	for (size_t i = 0; rc == RC_OK && i < days.n; i++)
		rc = tell(db, act, person[i], &days.v[i], STR("changed"), e);
	arena_free(&a);
	return rc;
}

enum rc stay_unit_changed(struct db *db, struct str dwelling, struct str unit, struct err *e)
{
	enum rc rc =
	    db_run(db, STMT_STAY_UNIT, DB_ARGS(DB_TEXT(dwelling), DB_TEXT_OR_NULL(unit)), e);

	if (rc == RC_OK)
		rc = db_run(
		    db, STMT_INBOX_UNIT, DB_ARGS(DB_TEXT(dwelling), DB_TEXT_OR_NULL(unit)), e);
	return rc;
}
