/* Deciding one case: what resolve.c and release.c share. */
#ifndef RESOLVE_H
#define RESOLVE_H

#include "again.h"

struct decision {
	struct workcase c;
	struct workcases family; /* the cases of the same application, c among them */
	struct act application;
	struct str word, note; /* grant, refuse, withdraw; why */
	bool by_program;       /* screening alone, nobody decides */
	struct subject person; /* who the officer says that it is; p.id empty: nothing was said */
	/* made on the way */
	json_t *left;         /* codes that remain */
	unsigned waits;       /* who must clear those */
	json_t *cases;        /* text.cases */
	json_t *screening;    /* the check made again; NULL: not made */
	json_t *registration; /* that it opened */
};

/* Record the decision and what follows from it; c, application, word, note are filled. */
enum rc decide_case(struct task *t, struct decision *d);

#endif
