/*
 * Where people live and lived, worked out from what was recorded.
 *
 * Time runs two ways: the days on which something was so, and the days on which
 * the register knew it.  Registrations and removals are events; nothing is ever
 * taken out of the list: an annulled or wrong event is one that does not count on
 * the days on which that was known.  From the events that count, history_stays
 * works out the stays, so "as if the act had never been made and all others had"
 * (point 20) is not a procedure but the absence of an event.
 *
 * Pure: the same events give the same stays.
 * Sources: interface.md section 5; peer/README.md for partly unknown starts.
 */
#ifndef HISTORY_H
#define HISTORY_H

#include "date.h"

/* FOREIGN: a foreign national's registration (points 11 to 19), which makes nobody a resident. */
enum stay_kind { STAY_PERMANENT, STAY_TEMPORARY, STAY_FOREIGN, STAY__MAX };
const char *stay_kind_word(enum stay_kind k); /* permanent, temporary, foreign */

enum event_what {
	EVENT_REGISTER,   /* opens a stay; ends the person's live stay of the same kind */
	EVENT_REMOVE,     /* ends the stay of one registration */
	EVENT_REMOVE_ALL, /* ends every live stay of the person (death, emigration) */
	EVENT_ABROAD,     /* left the country: ends the permanent stay, opens none in a dwelling */
	EVENT_TERM, /* a stay that was not ended before gets another own end: `until' (point 19) */
	EVENT_SHORTEN /* the same, and never a later one: what it shortened may be annulled */
};

/* Days on which something was (not) known: from counts, until does not. */
struct span {
	day_t from, until; /* until DAY_NONE: no end */
};

struct event {
	enum event_what what;
	enum stay_kind kind; /* REGISTER; ABROAD is of the permanent kind whatever stands here */
	int64_t act, line;   /* order of recording: by act, then line; no two events share both */
	struct str
	    registration; /* REGISTER: the one it opens; REMOVE, TERM, SHORTEN: the one it is about */
	struct str dwelling;   /* REGISTER */
	day_t from, from_last; /* first and last day that it may be; equal where it is known; both
	                            DAY_NONE, or DAY_MIN and DAY_MAX: wholly unknown */
	struct str from_text;  /* as it was said: "1994-05", "" */
	day_t until;           /* own end, the first day that no longer counts; DAY_NONE */
	day_t known;           /* the register knew it from this day on */
	const struct span *voids; /* known to be annulled or wrong on these days */
	size_t n_voids;
};

#define KNOWN_NOW DAY_NONE /* as the register answers now: every void without end counts */

/* Does the event count, as known at the end of day `known_on' (or KNOWN_NOW)? */
bool event_counts(const struct event *e, day_t known_on);

/*
 * One stay.  A start or end that is partly unknown is an interval of days; the
 * person lives there for certain from `from' (or, where `partly', the day after
 * from_last) until `until', and possibly from `from' until `until_last'.
 */
struct stay {
	const struct event *opened;
	const struct event *closed; /* the event that ended it, or NULL: its own end, or none.  Its
	                               from_text is how the end is written */
	bool abroad;
	bool partly;           /* the start is partly unknown, also where one day is left of it */
	day_t from, from_last; /* narrowed by the starts and ends beside it */
	day_t until;           /* first day that no longer counts; DAY_NONE: no end.  Where the next
	                           start is partly unknown: the first day that it may be */
	day_t until_last;      /* last day on which the person may still be here, plus one */
	/* The days on which `residences' lists it: from the first day that its start may be, as it
	 * was said and after the first such day of the stay before it, until the next one's. */
	day_t listed_from, listed_until;
};

/*
 * The stays that follow from the events of ONE person (any order), oldest first,
 * permanent before temporary of the same start; empty ones are left out.
 * `out' has room for n.  Returns how many.
 *
 * Events are taken in the order of their recording.  A registration replaces wholly
 * each earlier one of its kind that starts on or after it and ends the one before it,
 * also where that is empty: a removal undoes no move, only an annulment does.
 * Of two ends the earlier day holds, of one day's the one recorded first.
 * A partly unknown start lies after a known start before it and before a known start
 * after it, and not before a partly unknown one before it; it replaces a known start
 * where no day is left for it, but never a partly unknown one: then it is the first
 * day that the other may be.
 */
size_t history_stays(const struct event *ev, size_t n, day_t known_on, struct stay *out);

/* Does `residences' list the stay for a period [from, until)? */
bool stay_listed(const struct stay *s, day_t from, day_t until);

/* Who is in a dwelling: one row a person and stay there, for history_segments. */
struct presence {
	struct str person;
	day_t from, from_last, until, until_last; /* as in struct stay */
	bool partly; /* as in struct stay; said by from < from_last as well */
};
struct segment {
	day_t from, until; /* half open */
	const struct str *residents;
	size_t n_residents;
	const struct str *possible;
	size_t n_possible;
};
/*
 * Segments of [from, until) in which the same people live there; stretches with
 * nobody are left out, equal neighbours are one.  A person is listed once; certain
 * goes before possible; lists sorted by bytes.  The answer lives in a; the persons'
 * bytes are p's.  `from' and `until' may be DAY_NONE: without bound.
 */
struct segment *history_segments(
    struct arena *a, const struct presence *p, size_t n, day_t from, day_t until, size_t *n_out);

#endif
