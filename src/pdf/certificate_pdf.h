/*
 * The page of a certificate: A4, one page, in Kazakh, Russian and English, made with cairo
 * and Pango; the text can be selected and comes back from pdftotext as it went in, fonts
 * (Noto Sans) are embedded, the QR code is drawn as squares of at least 0.4 mm.
 *
 * The same facts, signature and mark give the same bytes, whenever and wherever, as
 * long as the libraries are the same: nothing of the clock, of chance or of the
 * machine's font settings enters.
 *
 * May be called from any thread; one page is made at a time (a lock), in about 20 ms.  The
 * fonts are read from their Debian package's folder at the first call and kept.
 */
#ifndef CERTIFICATE_PDF_H
#define CERTIFICATE_PDF_H

#include "buf.h"
#include "certificate.h"

/* A word across the page.  Rehearsal is told by the facts. */
enum certificate_mark { CERTIFICATE_UNMARKED, CERTIFICATE_ANNULLED };

/*
 * Appended to out.  RC_BAD_INPUT: facts that do not pass certificate_check_facts, a
 * letter that no font here has (certificate_printable), or more than fits on the page;
 * RC_SYS: the fonts are not there, or the library failed.
 */
enum rc certificate_pdf(const struct certificate_facts *f,
    const unsigned char signature[CERTIFICATE_SIGNATURE], enum certificate_mark mark,
    struct buf *out, struct err *e) MUST_USE;

/*
 * Do the fonts have every letter of it?  They have Latin, Cyrillic and Greek; a name in
 * another script is printed as the passport has it, in Latin letters: leave such a
 * value out of the facts.
 */
enum rc certificate_printable(struct str s, bool *yes, struct err *e) MUST_USE;

#endif
