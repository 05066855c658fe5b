/*
 * What the jailed child says of a picture: bytes that the parent distrusts.  Whatever
 * they are, answer_parse gives a fault or cells of a format's shape with finite
 * log-probabilities, and what is decoded of these satisfies the rules or is no document.
 */
#ifndef ANSWER_H
#define ANSWER_H

#include "buf.h"
#include "header.h"
#include "vote.h"

#define ANSWER_BYTES_MAX  10240
#define PICTURE_BYTES_MAX ((size_t)48 << 20) /* of a file that is looked at */

struct answer {
	enum picture_fault fault; /* PICTURE_FINE: it was looked at */
	bool found;               /* a zone is there */
	struct ballot zone;       /* where found */
};

void answer_print(struct buf *out, const struct answer *a);
/* RC_BAD_INPUT: not what answer_print gives. */
enum rc answer_parse(struct str bytes, struct answer *out, struct err *e) MUST_USE;

/* The document that n pictures of it show together; false: none does. */
bool answer_document(
    const struct answer *a, size_t n, day_t today, struct mrz_document *out) MUST_USE;
/*
 * The members of the answer (interface.md section 6) to n pictures of one document, without
 * the braces.  Where no picture shows one, the fault of the first that had any, else that nothing was found.
 */
void answer_write(struct buf *out, const struct answer *a, size_t n, day_t today);

#endif
