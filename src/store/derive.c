/* What follows from an act: persons, dwellings, holdings, residences, cases. */
#include "derive.h"

#include "derive_guest.h"
#include "derive_rows.h"
#include "derive_stay.h"
#include "residence.h"

#include <string.h>

const struct db_table derived_tables[] = {
    {"unit", "id"},
    {"precinct", "id"},
    {"person", "id"},
    {"person_state", "person || ' of act ' || act"},
    {"search_key", "person"},
    {"dwelling", "id"},
    {"dwelling_state", "dwelling || ' of act ' || act"},
    {"holding", "id"},
    {"residence_event", "person || ' of act ' || act || ', line ' || line"},
    {"annulment", "'of act ' || target || ' by act ' || act"},
    {"residence", "registration"},
    {"work_case", "id"},
    {"screening", "act"},
    {"wanted", "id"},
    {"stay", "registration"},
    {"person_document", "person || ' of act ' || act"},
    {"distinct_person", "a || ' and ' || b"},
    {"certificate", "id"},
    {"inbox", "registration || ' of act ' || act"},
    {"inbox_assignment", "'act ' || act"},
    {"visit", "'act ' || act"},
};
const size_t derived_tables_n = ARRAY_LEN(derived_tables);

static enum rc derive_person(
    struct db *db, const struct act *act, const json_t *effect, struct err *e)
{
	struct str id = {json_string_value(effect), json_string_length(effect)};

	return row_person(
	    db, act->id, act_known_day(act), id, json_object_get(act->text, "data"), e);
}

static enum rc derive_dwelling(
    struct db *db, const struct act *act, const json_t *effect, struct err *e)
{
	struct dwelling_change c = {
	    .act = act,
	    .from = json_get_day(effect, "from"),
	    .id = json_get_str(effect, "id"),
	    .patch = json_object_get(act->text, "data"),
	};

	return row_dwelling(db, &c, e);
}

static enum rc derive_holding(
    struct db *db, const struct act *act, const json_t *effect, struct err *e)
{
	return row_holding(
	    db, act->id, act_known_day(act), effect, json_object_get(act->text, "paper"), e);
}

static enum rc derive_holding_end(
    struct db *db, const struct act *act, const json_t *effect, struct err *e)
{
	return db_run(db, STMT_HOLDING_CLOSE,
	    DB_ARGS(DB_TEXT(json_get_str(effect, "id")), DB_INT(json_get_day(effect, "until")),
		DB_INT(act->id)),
	    e);
}

static enum rc put_event(struct db *db, const struct act *act, const json_t *v, int64_t line,
    struct event ev, struct err *e)
{
	struct str person = json_get_str(v, "person");
	enum rc rc;

	ev.act = json_get_int(v, "of", act->id);
	ev.line = line;
	ev.from = ev.from_last = json_get_day(v, "from");
	ev.from_text = json_get_str(v, "from");
	ev.known = act_known_day(act);
	ev.registration = json_get_str(v, "registration");
	rc = row_event(db, person, &ev, DAY_NONE, e);
	return rc == RC_OK ? residence_recompute(db, person, act, e) : rc;
}

/* The kinds of stay, as effects have them. */
static enum stay_kind kind_word(const json_t *v)
{
	for (size_t k = 0; k < STAY__MAX; k++)
		if (str_is(json_get_str(v, "kind"), stay_kind_word((enum stay_kind)k)))
			return (enum stay_kind)k;
	return STAY_PERMANENT; /* a removal says it of foreign nationals alone */
}

static enum rc derive_register(
    struct db *db, const struct act *act, const json_t *effect, struct err *e)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < json_array_size(effect); i++) {
		const json_t *v = json_array_get(effect, i);

		rc = put_event(db, act, v, (int64_t)i,
		    (struct event){
			.what = EVENT_REGISTER,
			.kind = kind_word(v),
			.dwelling = json_get_str(v, "dwelling"),
			.until = json_get_day(v, "until"),
		    },
		    e);
	}
	return rc;
}

static enum rc derive_remove(
    struct db *db, const struct act *act, const json_t *effect, struct err *e)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < json_array_size(effect); i++) {
		const json_t *v = json_array_get(effect, i);

		rc = put_event(db, act, v, (int64_t)i,
		    (struct event){.what = EVENT_REMOVE, .kind = kind_word(v), .until = DAY_NONE},
		    e);
	}
	return rc;
}

static enum rc derive_term(
    struct db *db, const struct act *act, const json_t *effect, struct err *e)
{
	bool shorter = str_is(act->kind, "shorten_stay");

	return put_event(db, act, effect, 0,
	    (struct event){.what = shorter ? EVENT_SHORTEN : EVENT_TERM,
		.kind = STAY_FOREIGN,
		.until = json_get_day(effect, "until")},
	    e);
}

static enum rc derive_remove_all(
    struct db *db, const struct act *act, const json_t *effect, struct err *e)
{
	return put_event(
	    db, act, effect, 0, (struct event){.what = EVENT_REMOVE_ALL, .until = DAY_NONE}, e);
}

static enum rc derive_annul(
    struct db *db, const struct act *act, const json_t *effect, struct err *e)
{
	int64_t root = json_get_int(effect, "root", 0);
	int64_t undoes = json_get_int(effect, "undoes", 0);
	struct arena a = {0};
	struct str *person = NULL;
	size_t n = 0, cap = 0;
	struct db_cur c;
	enum rc rc;

	if (undoes != 0)
		rc = db_run(
		    db, STMT_ANNULMENT_END, DB_ARGS(DB_INT(undoes), DB_INT(act_known_day(act))), e);
	else
		rc = db_run(db, STMT_ANNULMENT_PUT,
		    DB_ARGS(DB_INT(root), DB_INT(act->id), DB_INT(act_known_day(act))), e);
	if (rc == RC_OK)
		rc = guest_annulled(db, act, root, undoes != 0, e);
	if (rc != RC_OK)
		return rc;
	db_start(db, &c, STMT_EVENT_PERSONS_OF_ACT, DB_ARGS(DB_INT(root)), e);
	while (db_next(&c, e)) {
		person = ARENA_GROW(&a, person, n, &cap);
		person[n++] = db_text(&c, 0, &a);
	}
	rc = db_end(&c);
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		rc = residence_recompute(db, person[i], act, e);
	arena_free(&a);
	return rc;
}

static enum rc derive_case(
    struct db *db, const struct act *act, const json_t *effect, struct err *e)
{
	const json_t *what = json_object_get(act->text, "case");
	struct arena a = {0};
	enum rc rc = db_run(db, STMT_CASE_PUT,
	    DB_ARGS(DB_TEXT(json_get_str(effect, "id")), DB_INT(act->id), DB_TEXT(act->kind),
		DB_TEXT_OR_NULL(act->unit), DB_TEXT_OR_NULL(act->subject),
		DB_TEXT_OR_NULL(act->dwelling),
		DB_TEXT(json_canonical(&a, json_object_get(what, "reasons"))),
		DB_INT(json_get_int(what, "waits", 0)),
		DB_INT(json_get_int(effect, "family", act->id)), DB_INT(act->day),
		DB_INT(act->recorded_us)),
	    e);

	arena_free(&a);
	return rc;
}

static enum rc derive_case_waits(
    struct db *db, const struct act *act, const json_t *effect, struct err *e)
{
	const json_t *cases = json_object_get(act->text, "cases");
	struct arena a = {0};
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < json_array_size(effect); i++) {
		struct str id = json_get_str(json_array_get(effect, i), "id");
		const json_t *what = json_object_get(cases, arena_z(&a, id));

		rc = db_run(db, STMT_CASE_WAITS,
		    DB_ARGS(DB_TEXT(id),
			DB_TEXT(json_canonical(&a, json_object_get(what, "reasons"))),
			DB_INT(json_get_int(what, "waits", 0))),
		    e);
	}
	arena_free(&a);
	return rc;
}

static enum rc derive_case_close(
    struct db *db, const struct act *act, const json_t *effect, struct err *e)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < json_array_size(effect); i++) {
		const json_t *v = json_array_get(effect, i);

		rc = db_run(db, STMT_CASE_CLOSE,
		    DB_ARGS(DB_TEXT(json_get_str(v, "id")), DB_TEXT(json_get_str(v, "state")),
			DB_INT(act->id)),
		    e);
		if (rc == RC_OK)
			rc = guest_case_closed(db, act, v, e);
	}
	return rc;
}

static enum rc derive_case_person(
    struct db *db, const struct act *act, const json_t *effect, struct err *e)
{
	(void)act;
	return db_run(db, STMT_CASE_PERSON,
	    DB_ARGS(DB_TEXT(json_get_str(effect, "id")), DB_TEXT(json_get_str(effect, "person"))),
	    e);
}

struct load {
	struct db *db;
	const struct act *act;
	struct str kind;
};

static enum rc load_line(void *ctx, int64_t line, struct str text, struct err *e)
{
	const struct load *l = ctx;
	struct arena a = {0};
	json_t *row = json_read_in(&a, text, e);
	enum rc rc = row != NULL ? derive_row(l->db, l->act, l->kind, line, row, e) : RC_DB;

	arena_free(&a);
	return rc;
}

static enum rc derive_load(
    struct db *db, const struct act *act, const json_t *effect, struct err *e)
{
	struct load l = {db, act, json_get_str(effect, "kind")};
	enum rc rc = loaded_each(db, act->id, load_line, &l, e);

	if (rc == RC_OK && json_get_bool(effect,
			       "full")) /* the last part of a list that replaces the one before */
		rc = db_run(db, STMT_WANTED_CLEAR,
		    DB_ARGS(DB_INT(json_get_int(effect, "list", act->id))), e);
	return rc;
}

/* text.screening: {of?, result, wanted}.  It stands in the text, not in the entry (point 17). */
static enum rc derive_screening(
    struct db *db, const struct act *act, const json_t *s, struct err *e)
{
	int64_t of = json_get_int(s, "of", 0);
	json_t *wanted = json_object_get(s, "wanted");
	struct arena a = {0};
	struct str ids = wanted != NULL ? json_canonical(&a, wanted) : STR("[]");
	enum rc rc;

	if (of != 0)
		rc = db_run(db, STMT_SCREENING_DONE,
		    DB_ARGS(DB_INT(of), DB_TEXT(json_get_str(s, "result")), DB_TEXT(ids)), e);
	else
		rc = db_run(db, STMT_SCREENING_PUT,
		    DB_ARGS(DB_INT(act->id), DB_TEXT(act->subject), DB_TEXT(act->kind),
			DB_TEXT_OR_NULL(act->unit), DB_TEXT_OR_NULL(act->dwelling),
			DB_INT(act->recorded_us), DB_TEXT(json_get_str(s, "result")), DB_TEXT(ids)),
		    e);
	arena_free(&a);
	return rc;
}

/* In the order in which the parts of one act build on each other. */
static const struct {
	const char *key;
	enum rc (*apply)(struct db *, const struct act *, const json_t *, struct err *);
} parts[] = {
    {"load", derive_load},
    {"person", derive_person},
    {"dwelling", derive_dwelling},
    {"holding", derive_holding},
    {"holding_end", derive_holding_end},
    {"distinct", derive_distinct},
    {"stay", derive_stay},
    {"register", derive_register},
    {"term", derive_term},
    {"remove", derive_remove},
    {"remove_all", derive_remove_all},
    {"annul", derive_annul},
    {"case", derive_case},
    {"case_person", derive_case_person},
    {"case_waits", derive_case_waits},
    {"case_close", derive_case_close},
    {"guest", derive_guest},
    {"certificate", derive_certificate},
    {"inbox_read", derive_inbox_read},
    {"inbox_assign", derive_inbox_assign},
    {"visit", derive_visit},
    {"visit_answered", derive_visit_answered},
};

enum rc derive(struct db *db, const struct act *act, struct err *e)
{
	const json_t *effect = act_effect(act);
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && effect != NULL && i < ARRAY_LEN(parts); i++) {
		const json_t *v = json_object_get(effect, parts[i].key);

		if (v != NULL)
			rc = parts[i].apply(db, act, v, e);
	}
	if (rc == RC_OK && json_object_get(act->text, "screening") != NULL)
		rc = derive_screening(db, act, json_object_get(act->text, "screening"), e);
	return rc;
}
