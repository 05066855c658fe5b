/* The questions of cases: who lives where, who stays where, what inspectors were told. */
#ifndef TEST_ASKING_H
#define TEST_ASKING_H

#include "inbox.h"
#include "query.h"
#include "run.h"
#include "stay.h"

/* Days of a question: DAY [UNTIL] [known DAY] = */
static inline struct asked read_asked(struct run *r, char **at)
{
	struct asked q = {.from = day_of(r, word(at)), .known_on = DAY_NONE};
	char *w = word(at);

	q.until = q.from + 1;
	if (isdigit((unsigned char)*w)) {
		q.until = day_of(r, w);
		w = word(at);
	}
	if (strcmp(w, "known") == 0) {
		q.known_on = day_of(r, word(at));
		w = word(at);
	}
	check(r, strcmp(w, "=") == 0, "an = is needed here");
	return q;
}

static inline void say_residents(struct buf *b, const json_t *answer)
{
	const json_t *segments = json_object_get(answer, "segments");

	for (size_t i = 0; i < json_array_size(segments); i++) {
		const json_t *s = json_array_get(segments, i);
		const json_t *list = json_object_get(s, "residents");

		if (i > 0)
			buf_z(b, "; ");
		if (json_array_size(segments) > 1)
			buf_printf(b, "%.*s ", STR_FMT(json_get_str(s, "from")));
		for (size_t k = 0; k < json_array_size(list); k++)
			buf_printf(b, "%s%s", k > 0 ? " " : "",
			    json_string_value(json_array_get(list, k)));
	}
}

static inline void say_residences(struct buf *b, const json_t *answer)
{
	const json_t *list = json_object_get(answer, "residences");

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *s = json_array_get(list, i);

		buf_printf(b, "%s%.*s %.*s %.*s", i > 0 ? "; " : "",
		    STR_FMT(json_get_str(s, "dwelling")), STR_FMT(json_get_str(s, "kind")),
		    STR_FMT(json_get_str(s, "from")));
		if (json_object_get(s, "until") != NULL)
			buf_printf(b, " %.*s", STR_FMT(json_get_str(s, "until")));
	}
}

static inline void answered(struct run *r, const struct buf *b, const char *want)
{
	check(r, str_eq(buf_text(b), str_of(want)),
	    arena_printf(&r->reg.a, "%.*s, not %s", STR_FMT(buf_text(b)), want).p);
}

static inline void ask_residence(struct run *r, bool residents, struct str id, char *at)
{
	struct asked q = read_asked(r, &at);
	struct buf b = {0};
	struct err e = {0};
	json_t *answer;
	enum rc rc = residents ? query_residents(r->reg.db, &r->reg.a, id, &q, &answer, &e)
			       : query_residences(r->reg.db, &r->reg.a, id, &q, &answer, &e);

	check(r, rc == RC_OK, e.msg);
	(residents ? say_residents : say_residences)(&b, answer);
	r->answer = answer;
	answered(r, &b, at);
	buf_free(&b);
}

/* ? stays DWELLING DAY = PERSON FROM LAST STANDING; …: who is registered there as a foreigner */
static inline void ask_stays(struct run *r, char *at)
{
	struct str id = str_of(word(&at));
	day_t on = day_of(r, word(&at));
	struct buf b = {0};
	struct err e = {0};
	struct stay_rows s;

	check(r, strcmp(word(&at), "=") == 0, "an = is needed here");
	check(r, stays_of_dwelling_on(r->reg.db, &r->reg.a, id, on, &s, &e) == RC_OK, e.msg);
	for (size_t i = 0; i < s.n; i++)
		buf_printf(&b, "%s%.*s %.*s %.*s %s", i > 0 ? "; " : "", STR_FMT(s.v[i].person),
		    STR_FMT(date_str(&r->reg.a, s.v[i].from)),
		    STR_FMT(date_str(&r->reg.a, s.v[i].until - 1)), stay_standing(&s.v[i], on));
	answered(r, &b, at);
	buf_free(&b);
}

/* ? standing STAY DAY = STANDING OFFICER: what a stay is called, and who answers for it */
static inline void ask_standing(struct run *r, char *at)
{
	struct str id = str_of(word(&at));
	day_t on = day_of(r, word(&at));
	struct buf b = {0};
	struct err e = {0};
	struct stay_row s = {0};

	check(r, strcmp(word(&at), "=") == 0, "an = is needed here");
	check(r, stay_read(r->reg.db, &r->reg.a, id, &s, &e) == RC_OK, e.msg);
	buf_printf(&b, "%s %.*s", stay_standing(&s, on), STR_FMT(s.officer));
	answered(r, &b, at);
	buf_free(&b);
}

/* ? waiting UNIT DAY = PERSON …: whose certificates wait there, those decided first first */
static inline void ask_waiting(struct run *r, char *at)
{
	struct stay_queue q = {.unit = str_of(word(&at)), .limit = 99};
	struct buf b = {0};
	struct err e = {0};
	struct stay_rows s;

	q.on = day_of(r, word(&at));
	check(r, strcmp(word(&at), "=") == 0, "an = is needed here");
	check(r, stays_waiting(r->reg.db, &r->reg.a, &q, &s, &e) == RC_OK, e.msg);
	for (size_t i = 0; i < s.n; i++)
		buf_printf(&b, "%s%.*s", i > 0 ? " " : "", STR_FMT(s.v[i].person));
	answered(r, &b, at);
	buf_free(&b);
}

/* ? told PRECINCT = WHAT PERSON; …: what its inspector was told; in brackets what no longer holds */
static inline void ask_told(struct run *r, char *at)
{
	struct str precinct = str_of(word(&at));
	struct buf b = {0};
	struct err e = {0};
	struct told l;

	check(r, strcmp(word(&at), "=") == 0, "an = is needed here");
	check(r, evidence_seal(r->reg.db, &e) == RC_OK, e.msg);
	check(r, told_between(r->reg.db, &r->reg.a, 0, INT64_MAX, &l, &e) == RC_OK, e.msg);
	for (size_t i = 0; i < l.n; i++) {
		bool gone = l.v[i].followed_by != 0;

		if (str_is(precinct, "-") ? l.v[i].precinct.n == 0
					  : str_eq(l.v[i].precinct, precinct))
			buf_printf(&b, "%s%s%.*s %.*s%s", b.n > 0 ? "; " : "", gone ? "(" : "",
			    STR_FMT(l.v[i].what), STR_FMT(l.v[i].person), gone ? ")" : "");
	}
	answered(r, &b, at);
	buf_free(&b);
}

static inline void do_ask(struct run *r, char *line)
{
	char *at = filled(r, line);
	char *what = word(&at);
	bool residents = strcmp(what, "residents") == 0;
	struct str id;

	if (strcmp(what, "stays") == 0) {
		ask_stays(r, at);
		return;
	}
	if (strcmp(what, "standing") == 0) {
		ask_standing(r, at);
		return;
	}
	if (strcmp(what, "waiting") == 0) {
		ask_waiting(r, at);
		return;
	}
	if (strcmp(what, "told") == 0) {
		ask_told(r, at);
		return;
	}
	id = str_of(word(&at));
	ask_residence(r, residents, id, at);
}

#endif
