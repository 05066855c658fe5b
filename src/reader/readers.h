/*
 * The server's side of reader processes: each is this program executed again, with nothing
 * open but one socket and one thread, and forks a jailed child a picture (process.h).  As many
 * pictures are looked at at once as there are processes.
 */
#ifndef READERS_H
#define READERS_H

#include "answer.h"

struct readers;

/* Start n of them.  May be called before or after threads start. */
enum rc readers_open(struct readers **out, unsigned n, struct err *e) MUST_USE;
/*
 * One picture of at most PICTURE_BYTES_MAX bytes; waits for a free process.  A picture
 * that brought its child down gives PICTURE_STOPPED.  RC_SYS: the process went, or was stuck, twice, or
 * there is no jail.
 */
enum rc readers_see(
    struct readers *r, struct str picture, day_t today, struct answer *out, struct err *e) MUST_USE;
/* End them all; nobody may be waiting.  NULL is fine. */
void readers_close(struct readers *r);

#endif
