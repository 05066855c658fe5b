/*
 * What an annulment would change: the stays of its persons follow anew from the
 * events that count (src/history), once with the rows of the act and once without.
 */
#include "task.h"

#include "area.h"
#include "history.h"

/* The acts in effect that name what it made: they stand in the way. */
enum rc annul_blocks(struct task *t, int64_t target, json_t *list)
{
	struct db_cur c;

	db_start(t->db, &c, STMT_EVENT_NAMING, DB_ARGS(DB_INT(target)), t->e);
	while (db_next(&c, t->e)) {
		json_t *o = json_object();

		json_put(o, "act", json_integer(db_int(&c, 0)));
		json_put(o, "recorded_at", json_text(time_str(t->a, db_int(&c, 1))));
		json_put(o, "unit", json_text(db_text(&c, 2, t->a)));
		json_put(o, "date", json_day((day_t)db_int(&c, 3)));
		json_put(o, "kind", json_text(db_text(&c, 4, t->a)));
		(void)json_array_append_new(list, o);
	}
	return db_end(&c);
}

struct chain annul_chain(const struct act *target)
{
	const json_t *made = json_object_get(act_effect(target), "annul");

	if (made == NULL)
		return (struct chain){target->id, 0};
	if (json_get_int(made, "undoes", 0) !=
	    0) /* an annulment of an annulment: what it ended begins again */
		return (struct chain){json_get_int(made, "root", 0), 0};
	return (struct chain){json_get_int(made, "root", 0), target->id};
}

/* ---- what it would change ---- */

static json_t *stay_json(const struct stay *s, struct str person)
{
	json_t *o = json_object();

	json_put(o, "person", json_text(person));
	json_put(o, "registration", json_text(s->opened->registration));
	json_put(o, "dwelling", json_text(s->opened->dwelling));
	json_put(o, "kind", json_string(stay_kind_word(s->opened->kind)));
	json_put(o, "from", json_day(s->from));
	if (s->until != DAY_NONE)
		json_put(o, "until", json_day(s->until));
	return o;
}

static const struct stay *same(const struct stay *list, size_t n, const struct stay *s)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].opened == s->opened)
			return &list[i];
	return NULL;
}

/* The stays in a that are longer, or other, than in b. */
static void longer(const struct stay *a, size_t na, const struct stay *b, size_t nb,
    struct str person, json_t *out)
{
	for (size_t i = 0; i < na; i++) {
		const struct stay *o = same(b, nb, &a[i]);
		bool more = o == NULL || (o->until != DAY_NONE &&
					     (a[i].until == DAY_NONE || a[i].until > o->until));

		if (more && !a[i].abroad)
			(void)json_array_append_new(out, stay_json(&a[i], person));
	}
}

/* Count the events of `root' as annulled, or as not. */
static void toggle(struct events *ev, int64_t root, bool undo)
{
	static const struct span always = {DAY_MIN, DAY_NONE};

	for (size_t i = 0; i < ev->n; i++)
		if (ev->v[i].act == root) {
			ev->v[i].voids = undo ? NULL : &always;
			ev->v[i].n_voids = undo ? 0 : 1;
		}
}

static enum rc changes_of(
    struct task *t, struct str person, const struct chain *ch, json_t *restores, json_t *ends)
{
	struct events ev;
	struct stay *before, *after;
	size_t nb, na;
	enum rc rc = events_of_person(t->db, t->a, person, &ev, t->e);

	if (rc != RC_OK)
		return rc;
	before = ARENA_ARRAY(t->a, struct stay, ev.n + 1);
	after = ARENA_ARRAY(t->a, struct stay, ev.n + 1);
	nb = history_stays(ev.v, ev.n, KNOWN_NOW, before);
	toggle(&ev, ch->root, ch->undoes != 0);
	na = history_stays(ev.v, ev.n, KNOWN_NOW, after);
	longer(after, na, before, nb, person, restores);
	longer(before, nb, after, na, person, ends);
	return RC_OK;
}

/* A norm exceeded by restoring is a note, not a refusal. */
static enum rc mark_norm(struct task *t, json_t *stay)
{
	struct dwelling d;
	struct residences r;
	json_t *restored = json_keep(t->a, json_object());
	const struct pack_value *norm = pack_value(t->env->pack, PARAM_AREA_NORM, t->date);
	int64_t area = 0;
	enum rc rc = dwelling_on(t->db, t->a, json_get_str(stay, "dwelling"), t->date, &d, t->e);

	if (rc == RC_OK)
		rc = residences_of_dwelling_on(t->db, t->a, d.id, t->date, &r, t->e);
	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	json_put(restored, json_get_str(stay, "person").p, json_true());
	if (!fund_is_public(d.data) || !area_parse(json_get_str(d.data, "useful_area"), &area))
		return RC_OK;
	json_put(stay, "exceeds_norm",
	    json_boolean(area < norm->value * (int64_t)(residences_persons(&r, restored) + 1)));
	return RC_OK;
}

enum rc annul_changes(struct task *t, const struct chain *ch, json_t *out)
{
	json_t *restores = json_array(), *ends = json_array();
	struct str *person = NULL;
	size_t n = 0, cap = 0;
	struct db_cur c;
	enum rc rc;

	json_put(out, "restores", restores);
	json_put(out, "ends", ends);
	db_start(t->db, &c, STMT_EVENT_PERSONS_OF_ACT, DB_ARGS(DB_INT(ch->root)), t->e);
	while (db_next(&c, t->e)) {
		person = ARENA_GROW(t->a, person, n, &cap);
		person[n++] = db_text(&c, 0, t->a);
	}
	rc = db_end(&c);
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		rc = changes_of(t, person[i], ch, restores, ends);
	for (size_t i = 0; rc == RC_OK && i < json_array_size(restores); i++)
		rc = mark_norm(t, json_array_get(restores, i));
	return rc;
}

enum rc annul_preview(struct db *db, struct arena *a, const struct act_env *env, int64_t target,
    json_t **out, struct err *e)
{
	struct task t = {.db = db, .a = a, .env = env, .e = e, .date = env->today};
	json_t *list = json_array();
	struct act act;
	struct chain ch;
	enum rc rc = act_read(db, a, target, &act, e);

	*out = json_keep(a, json_object());
	json_put(*out, "target", json_integer(target));
	json_put(*out, "blocks", list);
	if (rc == RC_OK)
		rc = annul_blocks(&t, target, list);
	if (rc != RC_OK)
		return rc;
	ch = annul_chain(&act);
	return annul_changes(&t, &ch, *out);
}
