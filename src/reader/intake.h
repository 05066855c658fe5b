/*
 * Whence pictures of documents come to the desk: uploads, a scanner on this machine, a
 * folder into which a full-page reader drops files.  Nothing is kept: a picture is read and dropped,
 * and what a folder's picture said waits for the desk a short while in memory alone.
 */
#ifndef INTAKE_H
#define INTAKE_H

#include "readers.h"

#include "clock.h"

struct intake_config {
	const char *watch;   /* a folder; NULL: none */
	const char *scanner; /* a SANE device, as `scanimage -L' names it; NULL: none */
};
struct intake;

/* Starts reader processes, and with a folder a thread, so signals are to be blocked before. */
enum rc intake_open(struct intake **out, const struct intake_config *c, struct err *e) MUST_USE;
void intake_close(struct intake *i); /* NULL is fine */

struct readers *intake_readers(struct intake *i);
/* What the server's machine has besides; nothing where i is NULL. */
bool intake_watches(const struct intake *i);
bool intake_has_scanner(const struct intake *i);

/*
 * Take a picture from the scanner, for the arena: may last half a minute.  RC_NOT_FOUND: no scanner
 * is set up; RC_SYS: it gave none, and why is in e.
 */
enum rc intake_scan(struct intake *i, struct arena *a, struct str *picture, struct err *e) MUST_USE;

/*
 * What the newest picture of the folder said, the members of interface.md section 6 without braces:
 * whoever asks first has it, nobody else will.  false: nothing new within two minutes.
 */
bool intake_latest(struct intake *i, struct buf *out);

#endif
