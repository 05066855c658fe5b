/* What the pages of inspectors, and of those who work with them, share. */
#ifndef WEB_INSPECTOR_H
#define WEB_INSPECTOR_H

#include "desk.h"
#include "inbox.h"
#include "inbox_view.h"

/* The desk's first page of an inspector. */
enum rc inbox_home(struct visit *v);
/* The precincts that this user may look at. */
enum rc precincts_mine(struct visit *v, struct precincts *out);
struct str precinct_words(const struct precinct *p); /* its name */
/* At one's own precincts the reason of looking is the work itself. */
void saw_there(struct visit *v, struct str person, const char *what);
/* "UZB · ***4567", and the host's name. */
struct str who_words(struct visit *v, const json_t *person);
struct str host_words(struct visit *v, struct str host, const json_t *person);
/* Of an item: "registered", and the colour of its tag. */
struct str notice_words(struct visit *v, struct str what);
const char *notice_tag(struct str what);
struct url url_of_stay_visit(const struct visit *v, struct str registration);
struct url url_of_precinct(const struct visit *v, struct str id);
/* "12 days", and so on. */
struct str plural_words(const struct visit *v, enum msg m, int64_t n);

/* precinct_list.c: those of a precinct's page, for a filter. */
enum walk { WALK_ALL, WALK_NEW, WALK_SOON, WALK_OVER, WALK_ANNULLED, WALK__MAX };
extern const char *const walk_words[WALK__MAX]; /* of the query */
struct walkers {
	const struct precinct_stay **v; /* in walking order */
	size_t n;
	struct notices annulled; /* of WALK_ANNULLED */
	size_t count[WALK__MAX];
};
enum rc walkers_of(
    struct visit *v, struct str precinct, enum walk which, struct walkers *out) MUST_USE;
bool walker_over(const struct visit *v, const struct precinct_stay *x);
bool walker_soon(const struct visit *v, const struct precinct_stay *x);
/* live, waits, over: a word of the group "walk". */
struct str walker_state(const struct visit *v, const struct precinct_stay *x);

/* visit_page.c: visits that wait for the desk's answer, into its queue. */
enum rc add_visits(struct visit *v, struct plain_view *w);

#endif
