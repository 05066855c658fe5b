/*
 * Reading a gettext .po or .pot file.  Strict: what the format does not have is
 * an error with file and line.  Everything lives until the program ends.
 */
#ifndef PO_H
#define PO_H

#include <stdbool.h>
#include <stddef.h>

enum { PO_FORMS = 4, PO_KEY = 200 };

struct po_entry {
	char *key;            /* msgctxt; NULL in the file's header */
	char *id, *plural;    /* the English; plural is NULL where the text has one form */
	char *text[PO_FORMS]; /* msgstr, or msgstr[i]; NULL where absent */
	int line;
	bool fuzzy;
};

struct po {
	const char *path;
	char *header; /* msgstr of the entry with the empty msgid */
	struct po_entry *entry;
	size_t n;
};

/* Reads the file; entries come sorted by key, each key once.  Stops the program on any error. */
struct po po_read(const char *path);
/* The entry of that key, or NULL. */
const struct po_entry *po_find(const struct po *po, const char *key);
/* Says what is wrong at a line of a file and stops the program. */
_Noreturn void po_die(const char *path, int line, const char *what, const char *detail);

#endif
