/*
 * A foreign national's application (points 11, 15 to 19): what the document says, who
 * that is, and what follows.  Shared by foreigner.c, document.c, identify.c and again.c.
 */
#ifndef ARRIVAL_H
#define ARRIVAL_H

#include "task.h"

struct arrival {
	const json_t *request;
	struct subject who;       /* p.id empty: nobody is identified */
	struct subject applicant; /* empty: the person himself */
	struct dwelling dwelling; /* id empty: not known */
	struct str host;          /* a person's id, or org: and a name; empty: none that could be */
	struct guest guest;       /* whom a host reported; notice empty: nobody */
	json_t *document; /* the persons columns that the document and its typed fields give */
	struct str type;  /* ordinary, diplomatic, service, other; empty: not said */
	json_t
	    *typed_otherwise; /* [{field, document, typed}]; NULL: nothing was typed differently */
	bool unread;          /* a machine readable zone is there and does not hold */
	json_t *identity;     /* {result, person?, candidates?, differences?} */
	json_t *facts, *verdict, *screening, *claimed;
};

/* ---- document.c ---- */

/* What `mrz', `document' and an object `person' say, into document, type, typed_otherwise, unread. */
void arrival_document(struct task *t, struct arrival *a);

/* ---- identify.c ---- */

/* Point 16: look the document's holder up, by document, IIN, name and birth date; into who and
 * identity.  Never merged by itself: a likely one is a candidate. */
enum rc arrival_identify(struct task *t, struct arrival *a);
/* [{field, register, document}]: in what the register and a document differ; NULL: in nothing. */
json_t *identity_differences(struct arena *a, const json_t *person, const json_t *document);
/* A document has one holder: an issue at `field' where somebody else than `holder' has it now. */
enum rc identity_free(struct task *t, const json_t *document, struct str holder, const char *field);
/* "TUR/U1234567": by which it is remembered that a document is not a person's; empty: no number. */
struct str identity_document(struct arena *a, const json_t *document);

/* ---- foreigner.c ---- */

enum rc arrival_gather(struct task *t, struct arrival *a);
/* What a grant changes, into the effect and the text of the act; `of' as in register_effect. */
void arrival_effect(const struct task *t, const struct arrival *a, int64_t of, struct act *act,
    struct str *registration);
/* Those whom the document was held against are not its holder: into the act.  Its number stands
 * in the text alone. */
void identity_distinct(const struct task *t, const json_t *identity, const json_t *document,
    struct str holder, struct act *act);

#endif
