/*
 * multipart/form-data (RFC 7578): forms with files.  Strict where it matters: the
 * body begins with the boundary and ends with the closing one, every part has a name,
 * nothing is decoded or guessed.
 */
#ifndef MULTIPART_H
#define MULTIPART_H

#include "form.h"

/*
 * content_type: the whole header, for its boundary.  Each part is a pair of its name and its
 * bytes, a slice of body; the bytes of a file are as they came, so the reader must
 * not trust them to be text.  RC_BAD_INPUT: malformed, or more than max parts.
 */
enum rc multipart_read(struct arena *a, struct str content_type, struct str body, size_t max,
    struct form *out, struct err *e) MUST_USE;

#endif
