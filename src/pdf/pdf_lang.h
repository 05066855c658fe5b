/* What cairo 1.16 cannot say in a PDF, and screen readers ask: its language, that it is tagged. */
#ifndef PDF_LANG_H
#define PDF_LANG_H

#include "buf.h"

/*
 * Add /Lang and /MarkInfo to the catalog, and that the title be shown rather than the file's
 * name, as an incremental update (ISO 32000-1, 7.5.6): a new catalog after the old end, with a
 * cross-reference of its own.  RC_SYS where pdf is not what cairo writes.
 */
enum rc pdf_lang(struct buf *pdf, const char *lang, struct err *e) MUST_USE;

#endif
