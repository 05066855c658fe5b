/* A case under way on the screen: the fields as they are now, and what they are made into. */
#ifndef REGISTER_H
#define REGISTER_H

#include "case_view.h"
#include "desk.h"

struct screen {
	struct visit *v;
	struct form f; /* as it stands, compact (request.h); grows by screen_set */
	size_t cap;
	struct case_view *w;
	struct issues *bad; /* NULL: nothing was asked to be decided */
};

struct str screen_get(const struct screen *s, const char *name);
struct str screen_at(const struct screen *s, const char *list, size_t i, const char *field);
/* "persons.0.person" and the like, in the arena. */
const char *path_at(const struct screen *s, const char *list, size_t i, const char *field);
void screen_set(struct screen *s, const char *name, struct str value);
/* Take out every field whose name begins so. */
void screen_drop(struct screen *s, const char *prefix);
/* How many items the list has. */
size_t screen_count(const struct screen *s, const char *list);

/* Inputs of a group. */
struct html_field *screen_input(
    struct screen *s, struct group_view *g, enum input kind, const char *name);
struct html_field *screen_select(struct screen *s, struct group_view *g, const char *name,
    const char *group, const char *const *words, size_t n);
/* Kind, number, date and issuer of a paper under this path ("basis.paper", "papers.0"). */
void screen_paper(struct screen *s, struct group_view *g, const char *path);
/* A checkbox, a date and how for each holder; those of a removal: the other owners. */
void screen_consents(
    struct screen *s, struct group_view *g, const struct holdings *holders, day_t on);
/* The fields of a person who is entered in place. */
void screen_person_fields(struct screen *s, struct inputs_view *in, const char *prefix);
/* Who applies: an IIN, an id or a document's number, and the name that it means. */
void screen_applicant(struct screen *s, struct group_view *g, const char *name);
/* What was typed to mean a person becomes his id. */
enum rc screen_resolve(struct screen *s, const char *name);

/* The verdicts of an answer into the rail. */
void screen_verdicts(struct screen *s, const struct act_answer *answer);

/* ---- the registration screen (register_groups.c) ---- */

const char *register_act(const struct screen *s); /* register_permanent or register_temporary */
/* A person more in the application: one of the register, or one to be entered. */
enum rc register_pick(struct screen *s, struct str id);
void register_new(struct screen *s);
/* Its cards. */
enum rc register_find_group(struct screen *s);
enum rc register_person_group(struct screen *s, size_t i);
enum rc register_no_home_group(struct screen *s);
enum rc register_home_group(struct screen *s, struct holdings *holders);
void register_kind_group(struct screen *s);
void register_basis_group(struct screen *s);
void register_papers_group(struct screen *s);
/* In which language the receipt or the decision is printed. */
void register_lang(struct screen *s, struct group_view *g);
void register_buttons(struct screen *s);

/* "12-13": the acts of an answer, for the address of the result. */
struct str acts_text(struct visit *v, const json_t *answer);

#endif
