/* Idempotency keys. */
#ifndef ONCE_H
#define ONCE_H

#include "task.h"

/* Perform the request, or give the answer that the same key had: once a user and key. */
enum rc once(struct task *t, struct str key, enum rc (*perform)(struct task *));

#endif
