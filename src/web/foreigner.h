/* The screen of a foreign national's application, in the files foreigner_*.c. */
#ifndef FOREIGNER_H
#define FOREIGNER_H

#include "register.h"
#include "strip.h"

struct foreigner {
	struct screen s;
	struct strip *zone;
	struct dwelling home; /* id empty: none is chosen */
	struct holdings holders;
};

/* ---- foreigner_page.c ---- */

/* The form of the visit, as it came. */
struct foreigner foreigner_begin(struct visit *v);
/* The page of it; refused: why pictures gave nothing, empty where none were sent. */
enum rc foreigner_show(struct foreigner *f, int status, struct str refused);

/* ---- foreigner_from.c ---- */

/* What the address of the page names: ?draft=, ?guest=N-…/3, ?person=, ?dwelling=. */
enum rc foreigner_from_query(struct screen *s);

/* ---- foreigner_groups.c: the cards ---- */

/* What is likely, where nothing was filled in yet; "proposed.until" remembers which day was ours. */
void foreigner_defaults(struct foreigner *f);
void foreigner_person_group(struct foreigner *f);
void foreigner_document_group(struct foreigner *f);
void foreigner_stay_group(struct foreigner *f);
void foreigner_visa_group(struct foreigner *f);
void foreigner_buttons(struct foreigner *f);
/* Does the pack's list propose that this traveller needs a visa? */
bool foreigner_visa_proposed(const struct foreigner *f);

/* ---- foreigner_host.c: who takes him in ---- */

enum rc foreigner_host_group(struct foreigner *f);
/* do=host: what was typed to find him; do=host:ID: chosen; do=nohost: another one. */
enum rc foreigner_host_press(struct foreigner *f, struct str what, struct str id);

/* ---- foreigner_rail.c: what the register and the rules say of it so far ---- */

enum rc foreigner_judge(struct foreigner *f);
/* The request of interface.md section 4 that the form stands for; owned by the caller. */
json_t *foreigner_request(const struct foreigner *f);
/* Errors under the names that this form's fields have. */
struct issues *foreigner_issues(struct visit *v, const json_t *answer);

#endif
