/*
 * tmplc's knowledge of where in a page it is: a small reader of HTML, stricter
 * than a browser, so that a hole's place is never in doubt.
 */
#ifndef TMPLC_H
#define TMPLC_H

#include <stdbool.h>

/* Where in the page we are, as far as a hole is concerned. */
enum place {
	TEXT,
	TAG_NAME,
	TAG,      /* between attributes */
	SEPARATE, /* in a tag, where a blank, / or > must come next */
	ATTR_NAME,
	ATTR_EQUALS,
	ATTR,      /* a quoted value that is text */
	ATTR_URL,  /* a quoted value that is a link */
	ATTR_CODE, /* a quoted value that is code: no holes */
	RAW        /* in a script or style: no holes */
};
struct state {
	enum place at;
	char quote;
	bool started; /* something of the attribute's value is written already */
	char tag[32], attr[32];
};
extern struct state st;

/* Stops with file and line of the template. */
_Noreturn void die(const char *why);
/* The next character of the page as it will be written. */
void step(char c);

#endif
