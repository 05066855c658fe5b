/*
 * msgc: texts in three languages -> an enum and a table compiled into the program.
 *
 *   msgc OUT.h OUT.c TEMPLATE.pot RU.po KK.po EN.po
 *
 * The template is the list of keys with their English; each language must have
 * every one of them, finished.  An error, with file and line: a text that is
 * missing, unfinished (fuzzy), of another English than the template's, of a key
 * that the template has not; a plural form missing or too many; placeholders
 * {name} that differ; `<', a blank at an end; plural rules in the header that are not those
 * of src/text/text.c; two keys that make one name in C.
 */
#include "po.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_NAME = 120, MAX_HOLES = 16 };

static const struct language {
	const char *name; /* of enum lang */
	int forms;
	const char *rule; /* the header's line: what text_plural_form does */
} languages[] = {
    {"RU", 3,
	"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
	"(n%100<12 || n%100>14) ? 1 : "
	"2);\n"},
    {"KK", 1, "Plural-Forms: nplurals=1; plural=0;\n"},
    {"EN", 2, "Plural-Forms: nplurals=2; plural=(n != 1);\n"},
};
enum { LANGUAGES = sizeof(languages) / sizeof(languages[0]) };

struct holes {
	const char *p[MAX_HOLES];
	size_t len[MAX_HOLES];
	int n;
};

static struct holes holes_of(const struct po *po, const struct po_entry *e, const char *text)
{
	struct holes h = {0};

	for (const char *p = text; *p != '\0'; p++) {
		size_t n;

		if (*p == '}')
			po_die(po->path, e->line, "a } without its {", text);
		if (*p != '{')
			continue;
		n = strspn(p + 1, "abcdefghijklmnopqrstuvwxyz_0123456789");
		if (n == 0 || p[1 + n] != '}')
			po_die(po->path, e->line,
			    "a placeholder is {name} in small letters, digits and _", text);
		if (h.n == MAX_HOLES)
			po_die(po->path, e->line, "too many placeholders", text);
		h.p[h.n] = p + 1;
		h.len[h.n++] = n;
		p += n + 1;
	}
	return h;
}

static bool has_hole(const struct holes *h, const char *p, size_t n)
{
	for (int i = 0; i < h->n; i++)
		if (h->len[i] == n && memcmp(h->p[i], p, n) == 0)
			return true;
	return false;
}

static void check_holes(
    const struct po *po, const struct po_entry *e, const char *english, const char *text)
{
	const struct holes want = holes_of(po, e, english);
	const struct holes got = holes_of(po, e, text);

	for (int i = 0; i < want.n; i++)
		if (!has_hole(&got, want.p[i], want.len[i]))
			po_die(po->path, e->line, "a placeholder of the English is missing", text);
	for (int i = 0; i < got.n; i++)
		if (!has_hole(&want, got.p[i], got.len[i]))
			po_die(po->path, e->line, "a placeholder that the English has not", text);
}

static void check_text(const struct po *po, const struct po_entry *e, const char *text)
{
	size_t n = strlen(text);

	if (n == 0)
		po_die(po->path, e->line, "not translated", e->key);
	if (strchr(text, '<') != NULL)
		po_die(po->path, e->line, "a text is text: no <", text);
	if (isspace((unsigned char)text[0]) || isspace((unsigned char)text[n - 1]))
		po_die(po->path, e->line, "a blank or line end at an end of the text", text);
}

static void check_key(const struct po *po, const struct po_entry *e)
{
	if (strspn(e->key, "abcdefghijklmnopqrstuvwxyz0123456789._-") != strlen(e->key) ||
	    strlen(e->key) >= MAX_NAME || !islower((unsigned char)e->key[0]))
		po_die(po->path, e->line, "a key is small letters, digits, full stop, hyphen and _",
		    e->key);
}

static void check_template(const struct po *pot)
{
	for (size_t i = 0; i < pot->n; i++) {
		const struct po_entry *e = &pot->entry[i];

		check_key(pot, e);
		check_text(pot, e, e->id);
		(void)holes_of(pot, e, e->id);
		if (e->plural != NULL) {
			check_text(pot, e, e->plural);
			check_holes(pot, e, e->id, e->plural);
		}
	}
}

static void check_entry(const struct po *po, const struct language *l, const struct po_entry *want)
{
	const struct po_entry *e = po_find(po, want->key);
	int forms = want->plural == NULL ? 1 : l->forms;

	if (e == NULL)
		po_die(po->path, 0, "not translated: no entry for the key", want->key);
	if (e->fuzzy)
		po_die(po->path, e->line, "unfinished (fuzzy)", e->key);
	if (strcmp(e->id, want->id) != 0 || (e->plural == NULL) != (want->plural == NULL) ||
	    (e->plural != NULL && strcmp(e->plural, want->plural) != 0))
		po_die(
		    po->path, e->line, "its English is no longer that of the template", want->key);
	for (int i = 0; i < PO_FORMS; i++) {
		if (i >= forms) {
			if (e->text[i] != NULL)
				po_die(po->path, e->line,
				    "a plural form too many for this language", e->key);
			continue;
		}
		if (e->text[i] == NULL)
			po_die(po->path, e->line, "a plural form is missing", e->key);
		check_text(po, e, e->text[i]);
		check_holes(po, e, want->id, e->text[i]);
	}
}

static void check_language(const struct po *pot, const struct po *po, const struct language *l)
{
	if (strstr(po->header, l->rule) == NULL)
		po_die(po->path, 0, "the header must have the line", l->rule);
	for (size_t i = 0; i < pot->n; i++)
		check_entry(po, l, &pot->entry[i]);
	for (size_t i = 0; i < po->n; i++)
		if (po_find(pot, po->entry[i].key) == NULL)
			po_die(po->path, po->entry[i].line, "a key that the template has not",
			    po->entry[i].key);
}

static void name_of(const char *key, char out[MAX_NAME])
{
	size_t i;

	for (i = 0; key[i] != '\0'; i++)
		out[i] =
		    isalnum((unsigned char)key[i]) ? (char)toupper((unsigned char)key[i]) : '_';
	out[i] = '\0';
}

static void check_names(const struct po *pot)
{
	char a[MAX_NAME];
	char b[MAX_NAME];

	for (size_t i = 0; i < pot->n; i++) {
		name_of(pot->entry[i].key, a);
		for (size_t k = i + 1; k < pot->n; k++) {
			name_of(pot->entry[k].key, b);
			if (strcmp(a, b) == 0)
				po_die(pot->path, pot->entry[k].line,
				    "makes the same name in C as another key", pot->entry[k].key);
		}
	}
}

static FILE *create(const char *path)
{
	FILE *o = fopen(path, "w");

	if (o == NULL)
		po_die(path, 0, "cannot be written", strerrordesc_np(errno));
	return o;
}

static void put_text(FILE *o, const char *z)
{
	(void)fputc('"', o);
	for (; *z != '\0'; z++) {
		if (*z == '"' || *z == '\\')
			(void)fprintf(o, "\\%c", *z);
		else if (*z == '\n')
			(void)fputs("\\n", o);
		else if (*z == '\t')
			(void)fputs("\\t", o);
		else
			(void)fputc(*z, o);
	}
	(void)fputc('"', o);
}

static void write_header(const char *path, const struct po *pot)
{
	char name[MAX_NAME];
	FILE *o = create(path);

	(void)fputs("/* Made by tools/msgc.c from i18n/, in the order of the keys. */\n#ifndef "
		    "MSG_GEN_H\n#define MSG_GEN_H\n\n"
		    "enum msg {\n\tMSG_NONE,\n",
	    o);
	for (size_t i = 0; i < pot->n; i++) {
		name_of(pot->entry[i].key, name);
		(void)fprintf(o, "\tMSG_%s,\n", name);
	}
	(void)fputs("\tMSG__MAX\n};\n\n#endif\n", o);
	if (fclose(o) != 0)
		po_die(path, 0, "cannot be written", "");
}

static void write_table(const char *path, const struct po *pot, const struct po *po)
{
	char name[MAX_NAME];
	FILE *o = create(path);

	(void)fputs("/* Made by tools/msgc.c from i18n/.  The plural forms of a text stand one "
		    "after another, "
		    "each ended by a NUL. */\n#include \"text_table.h\"\n\nconst struct msg_row "
		    "msg_rows[MSG__MAX] = {\n"
		    "\t[MSG_NONE] = {\"\", 0, {\"\", \"\", \"\"}},\n",
	    o);
	for (size_t i = 0; i < pot->n; i++) {
		const struct po_entry *e = &pot->entry[i];

		name_of(e->key, name);
		(void)fprintf(o, "\t[MSG_%s] = {\"%s\", %d, {\n", name, e->key, e->plural != NULL);
		for (int l = 0; l < LANGUAGES; l++) {
			const struct po_entry *t = po_find(&po[l], e->key);

			(void)fprintf(o, "\t\t[LANG_%s] = ", languages[l].name);
			for (int f = 0; f < PO_FORMS && t->text[f] != NULL; f++) {
				(void)fputs(f > 0 ? " \"\\0\" " : "", o);
				put_text(o, t->text[f]);
			}
			(void)fputs(",\n", o);
		}
		(void)fputs("\t}},\n", o);
	}
	(void)fputs("};\n", o);
	if (fclose(o) != 0)
		po_die(path, 0, "cannot be written", "");
}

int main(int argc, char **argv)
{
	static struct po pot; /* static: all of it lives until the end */
	static struct po po[LANGUAGES];

	if (argc != 4 + LANGUAGES) {
		(void)fputs("usage: msgc OUT.h OUT.c TEMPLATE.pot RU.po KK.po EN.po\n", stderr);
		return 2;
	}
	pot = po_read(argv[3]);
	check_template(&pot);
	check_names(&pot);
	for (int l = 0; l < LANGUAGES; l++) {
		po[l] = po_read(argv[4 + l]);
		check_language(&pot, &po[l], &languages[l]);
	}
	write_header(argv[1], &pot);
	write_table(argv[2], &pot, po);
	return 0;
}
