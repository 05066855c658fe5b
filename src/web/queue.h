/* The queue, for the desk's first page too. */
#ifndef QUEUE_H
#define QUEUE_H

#include "desk.h"

enum rc case_is_mine(struct visit *v, const struct workcase *c, bool *mine);
/* Open cases that this user sees, oldest first, after the last one shown. */
enum rc cases_of_mine(
    struct visit *v, struct case_place after, size_t limit, struct workcases *out, bool *more);

#endif
