/* Reading a gettext .po or .pot file. */
#include "po.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_LINE = 8192 };

/* What is being read: the file, the entry so far, and which of its texts goes on. */
struct reader {
	const char *path;
	int line;
	struct po *po;
	size_t cap;
	struct po_entry now;
	bool any; /* `now' has something in it */
	char **open;
};

void po_die(const char *path, int line, const char *what, const char *detail)
{
	(void)fprintf(stderr, "%s:%d: error: %s%s%s\n", path, line, what,
	    detail[0] != '\0' ? ": " : "", detail);
	_Exit(1);
}

static void *more(void *p, size_t n)
{
	p = realloc(p, n);
	if (p == NULL)
		abort();
	return p;
}

static void finish(struct reader *r)
{
	const struct po_entry *e = &r->now;

	if (!r->any)
		return;
	if (e->id == NULL)
		po_die(r->path, e->line, "an entry without msgid", "");
	if (e->key == NULL) {
		if (e->id[0] != '\0')
			po_die(r->path, e->line, "a text without its key (msgctxt)", e->id);
		if (r->po->header != NULL)
			po_die(r->path, e->line, "a second header", "");
		r->po->header = e->text[0];
		if (e->text[0] == NULL)
			po_die(r->path, e->line, "a header without its text", "");
		free(e->id);
	} else {
		if (r->po->n == r->cap) {
			r->cap = r->cap == 0 ? 256 : 2 * r->cap;
			r->po->entry = more(r->po->entry, r->cap * sizeof(*e));
		}
		r->po->entry[r->po->n++] = *e;
	}
	r->now = (struct po_entry){0};
	r->any = false;
	r->open = NULL;
}

static char unescape(const struct reader *r, char c)
{
	switch (c) {
	case 'n': return '\n';
	case 't': return '\t';
	case '"':
	case '\\': return c;
	default:
		po_die(r->path, r->line, "an escape that is not known here (\\n \\t \\\" \\\\ are)",
		    "");
	}
}

/* Adds the quoted text at p to the one that is open. */
static void add_quoted(struct reader *r, const char *p)
{
	size_t n = *r->open == NULL ? 0 : strlen(*r->open);
	char *out = more(*r->open, n + strlen(p) + 1);

	if (*p++ != '"')
		po_die(r->path, r->line, "a text stands in quotes", "");
	for (; *p != '"'; p++) {
		if (*p == '\0')
			po_die(r->path, r->line, "a quote that is not closed", "");
		if (*p == '\\') {
			p++;
			out[n++] = unescape(r, *p);
		} else {
			out[n++] = *p;
		}
	}
	if (p[1] != '\0')
		po_die(r->path, r->line, "something after the closing quote", p + 1);
	out[n] = '\0';
	*r->open = out;
}

/* Opens the text that a keyword names; NULL where the line is none. */
static const char *keyword(struct reader *r, const char *p)
{
	static const char *const words[] = {"msgctxt ", "msgid_plural ", "msgid ", "msgstr "};
	char **slot[] = {&r->now.key, &r->now.plural, &r->now.id, &r->now.text[0]};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strncmp(p, words[i], strlen(words[i])) != 0)
			continue;
		if (i == 0 || (i == 2 && r->now.key == NULL))
			finish(r);
		r->open = i == 0 ? &r->now.key : slot[i];
		p += strlen(words[i]);
		break;
	}
	if (strncmp(p, "msgstr[", 7) == 0 && p[7] >= '0' && p[7] < '0' + PO_FORMS && p[8] == ']' &&
	    p[9] == ' ') {
		r->open = &r->now.text[p[7] - '0'];
		p += 10;
	}
	if (r->open == NULL || *p != '"')
		return NULL;
	if (*r->open != NULL)
		po_die(r->path, r->line, "this stands twice in one entry", "");
	if (!r->any)
		r->now.line = r->line;
	r->any = true;
	return p;
}

static void read_line(struct reader *r, const char *p)
{
	const char *q;

	if (*p == '\0' || strncmp(p, "#~", 2) == 0) {
		finish(r);
	} else if (*p == '#') {
		if (r->open != NULL)
			finish(r);
		if (p[1] == ',' && strstr(p, "fuzzy") != NULL)
			r->now.fuzzy = true;
	} else if (*p == '"') {
		if (r->open == NULL)
			po_die(r->path, r->line, "a text that belongs to nothing", "");
		add_quoted(r, p);
	} else {
		q = keyword(r, p);
		if (q == NULL)
			po_die(r->path, r->line, "not a line of a .po file", p);
		add_quoted(r, q);
	}
}

static int by_key(const void *a, const void *b)
{
	return strcmp(((const struct po_entry *)a)->key, ((const struct po_entry *)b)->key);
}

struct po po_read(const char *path)
{
	struct po po = {.path = path};
	struct reader r = {.path = path, .po = &po};
	char buf[MAX_LINE];
	FILE *f = fopen(path, "r");

	if (f == NULL)
		po_die(path, 0, "cannot be opened", strerrordesc_np(errno));
	while (fgets(buf, sizeof(buf), f) != NULL) {
		size_t n = strlen(buf);

		r.line++;
		if (n == 0 || buf[n - 1] != '\n')
			po_die(path, r.line, "a line that is too long or does not end", "");
		buf[n - 1] = '\0';
		read_line(&r, buf);
	}
	if (ferror(f))
		po_die(path, r.line, "cannot be read", "");
	(void)fclose(f);
	finish(&r);
	if (po.header == NULL || po.n == 0)
		po_die(path, r.line, "no header or no texts", "");
	qsort(po.entry, po.n, sizeof(po.entry[0]), by_key);
	for (size_t i = 1; i < po.n; i++)
		if (strcmp(po.entry[i - 1].key, po.entry[i].key) == 0)
			po_die(
			    path, po.entry[i].line, "this key stands here twice", po.entry[i].key);
	return po;
}

const struct po_entry *po_find(const struct po *po, const char *key)
{
	struct po_entry want = {0};
	char name[PO_KEY];

	if (snprintf(name, sizeof(name), "%s", key) >= (int)sizeof(name))
		return NULL;
	want.key = name;

	return bsearch(&want, po->entry, po->n, sizeof(po->entry[0]), by_key);
}
