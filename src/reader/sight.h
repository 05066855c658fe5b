/*
 * One picture, looked at in a jailed child of this process, which must have one thread
 * only and have called sight_open before.
 */
#ifndef SIGHT_H
#define SIGHT_H

#include "answer.h"
#include "net.h"

/* Load the network's weights, once in the life of the process. */
enum rc sight_open(struct err *e) MUST_USE;

/*
 * The child's own bytes, at most ANSWER_BYTES_MAX, for answer_parse.  RC_BAD_INPUT: the child was
 * stopped, the picture is to blame; RC_SYS: there is no jail.
 */
enum rc sight_look(
    struct str file, day_t today, char out[ANSWER_BYTES_MAX], size_t *n, struct err *e) MUST_USE;

/* The same, parsed; a child that was stopped or talked nonsense gives PICTURE_STOPPED.  RC_OK or RC_SYS. */
enum rc sight_see(struct str file, day_t today, struct answer *out, struct err *e) MUST_USE;

#endif
