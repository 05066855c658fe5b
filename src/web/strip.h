/*
 * The machine readable zone on a form: what was scanned or typed into its box is read and
 * mended, shown with what was changed, and fills the fields beside it.  Fields of the form:
 *   mrz           the lines as they are understood; what goes into the request
 *   zone.raw      the lines as they were read, one blank between them
 *   zone.taken    the lines whose data stand in the fields now
 *   zone.source   picture: the box is just from one; taken: it was, and is read; empty: typed
 *   zone.accept   of a picture: true, where its reader is sure
 */
#ifndef STRIP_H
#define STRIP_H

#include "mrz.h"
#include "register.h"

/* The zone of a form, read.  format MRZ_UNKNOWN: there is none that has a known shape. */
struct strip {
	bool given;
	struct mrz_document d;
	unsigned mended; /* 1 << enum mrz_field: something of it was changed in reading */
};
struct strip *strip_of(const struct screen *s);

/* What is in the box is read anew: mended, and its data put into fields that are empty or hold
 * the former zone's.  A visa's zone fills the visa instead, and the box is as before. */
void strip_read(struct screen *s);
/* Does something stand in the box that has not been read? */
bool strip_unread(const struct screen *s);
/* The zone's data into the fields, whatever stands there. */
void strip_take(struct screen *s);
/* What the page shows of it. */
struct zone_view *strip_view(struct screen *s, const struct strip *z);
/* Say at a field of the form how sure the zone is of it: field "document.number" and so on. */
void strip_mark(const struct screen *s, const struct strip *z, struct html_field *f);

/* What somebody typed or swept where a number is asked for: the document's number of a zone, or
 * the text as it is. */
struct str strip_number(struct visit *v, struct str typed);

#endif
