/* An application judged once more, when somebody has cleared what it waited for. */
#ifndef AGAIN_H
#define AGAIN_H

#include "arrival.h"

struct again {
	struct act application;
	struct application app; /* of a registration */
	struct removal removal; /* of a removal */
	struct arrival arrival; /* of a foreign national's registration */
	json_t *facts, *verdict, *screening;
	json_t *cleared; /* codes that were cleared for this case */
};
/* `family': the cases of the same application. */
enum rc again_judge(
    struct task *t, const struct workcase *c, const struct workcases *family, struct again *out);
/* What it changes, put into the effect and the text of the act that clears its case. */
void again_effect(struct task *t, struct again *g, struct act *act);

#endif
