/*
 * Files that appear whole or not at all: written beside their name, synced,
 * renamed, the folder synced.  And reading a file whose size is bounded.
 */
#ifndef FILES_H
#define FILES_H

#include "base.h"

#include <stdio.h>

enum file_kind {
	FILE_PUBLIC,  /* 0644, less the umask */
	FILE_PRIVATE, /* 0600, whatever the umask */
};

/* A file being written.  Write to .f; then commit or abandon, exactly one of them. */
struct file_out {
	FILE *f;
	char path[4096], tmp[4096];
};
enum rc file_begin(
    struct file_out *o, const char *path, enum file_kind kind, struct err *e) MUST_USE;
/* Make it durable under its name, replacing what was there.  On failure nothing
 * is left behind and what was there before still is. */
enum rc file_commit(struct file_out *o, struct err *e) MUST_USE;
void file_abandon(struct file_out *o);

/* The three in one. */
enum rc file_write(
    const char *path, struct str content, enum file_kind kind, struct err *e) MUST_USE;

/* The whole content, NUL-terminated as well.  RC_NOT_FOUND: no such file;
 * RC_BAD_INPUT: no regular file, or more than max bytes; RC_SYS: the system. */
enum rc file_read(
    struct arena *a, const char *path, size_t max, struct str *out, struct err *e) MUST_USE;

/* Only its owner can read it?  RC_FORBIDDEN if others can, RC_NOT_FOUND if it is not there. */
enum rc file_is_private(const char *path, struct err *e) MUST_USE;

/* Make the names in the folder of path durable. */
enum rc file_sync_folder(const char *path, struct err *e) MUST_USE;

#endif
