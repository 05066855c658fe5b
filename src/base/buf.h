/* A text that grows.  Start with {0}; free with buf_free. */
#ifndef BUF_H
#define BUF_H

#include "base.h"

struct buf {
	char *p;
	size_t n, cap;
};

void buf_put(struct buf *b, const void *p, size_t n);
void buf_str(struct buf *b, struct str s);
void buf_z(struct buf *b, const char *z);
void buf_char(struct buf *b, char c);
void buf_int(struct buf *b, int64_t v);
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF(2, 3);
/* s as a JSON string with its quotes; s must be valid UTF-8. */
void buf_json(struct buf *b, struct str s);
/* s as one CSV field (RFC 4180), quoted only where it must be. */
void buf_csv(struct buf *b, struct str s);
struct str buf_text(const struct buf *b); /* borrowed: valid until the next change */
void buf_clear(struct buf *b);            /* empty, memory kept */
void buf_free(struct buf *b);

#endif
