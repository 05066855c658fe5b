/*
 * A folder that other programs drop pictures into.  A file counts once it has stood still
 * between two looks; hidden files and those that are no plain files are left alone.
 */
#ifndef FOLDER_H
#define FOLDER_H

#include "buf.h"
#include "vote.h"

struct folder;

/* RC_SYS: it cannot be opened, or nothing in it could be deleted. */
enum rc folder_open(struct folder **out, const char *path, struct err *e) MUST_USE;
void folder_close(struct folder *f); /* NULL is fine */

/*
 * One look: the files that have become complete, at most VOTE_MAX, read and deleted.  How
 * many; each of files[] is the caller's to free.
 */
size_t folder_look(struct folder *f, size_t max_bytes, struct buf files[VOTE_MAX]);

#endif
