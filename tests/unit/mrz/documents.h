/*
 * Documents as a table file.  Blocks are divided by blank lines; # starts a comment.
 *   | LINE            a line that is given
 *   = LINE            a line that it was understood as
 *   format WORD|none  ok|accept|truncated|belgian|agrees yes|no   repaired COUNT
 *   FIELD TEXT        a field as it is read; no text: empty
 *   check NAME right|wrong|absent       verdict FIELD WORD
 *   error FIELD WORD                    errors none
 *   national KEY TEXT
 * Everything is read as if today were 1 January 2025.
 */
#ifndef DOCUMENTS_H
#define DOCUMENTS_H

#include "mrz.h"
#include "t.h"

#include <stdlib.h>

typedef void read_fn(const struct mrz_lines *in, day_t today, struct mrz_document *out);

struct block {
	char given[1024], line[256];
	const char *file;
	int at, rows, seen;
	struct mrz_document d;
	read_fn *read;
};

static void expect(const struct block *b, bool yes)
{
	t_ok(yes, b->file, b->at, b->line);
}

static bool yes_no(const char *word, bool is)
{
	return strcmp(word, is ? "yes" : "no") == 0;
}

/* The index of a word among n that name() gives; n where there is none. */
static int word_index(const char *word, const char *(*name)(int), int n)
{
	for (int i = 0; i < n; i++)
		if (strcmp(name(i), word) == 0)
			return i;
	return n;
}

static const char *field_name(int i)
{
	return mrz_field_word((enum mrz_field)i);
}

static const char *check_name(int i)
{
	return mrz_check_word((enum mrz_check)i);
}

static void expect_check(const struct block *b, const char *name, const char *word)
{
	static const char *const states[] = {"absent", "wrong", "right"};
	int c = word_index(name, check_name, MRZ_C__MAX);

	expect(b, c < MRZ_C__MAX && strcmp(states[b->d.check[c]], word) == 0);
}

static void expect_verdict(const struct block *b, const char *name, const char *word)
{
	int f = word_index(name, field_name, MRZ_F__MAX);

	expect(b, f < MRZ_F__MAX && strcmp(mrz_verdict_word(b->d.verdict[f]), word) == 0);
}

static void expect_error(const struct block *b, const char *field, const char *word)
{
	bool found = false;

	for (size_t i = 0; i < b->d.error_n; i++)
		found = found || (strcmp(b->d.error[i].field, field) == 0 &&
				     strcmp(mrz_problem_word(b->d.error[i].problem), word) == 0);
	expect(b, found);
}

static void expect_national(const struct block *b, const char *key, const char *text)
{
	const struct mrz_national *n = &b->d.national;
	const struct {
		const char *key, *text;
	} texts[] = {{"number", n->number}, {"full_number", n->full_number}, {"issued", n->issued},
	    {"office", n->office}, {"surname", n->surname}, {"given_names", n->given_names}};

	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		if (strcmp(texts[i].key, key) == 0) {
			expect(b, strcmp(texts[i].text, text) == 0);
			return;
		}
	expect(b, false);
}

static void expect_format(const struct block *b, const char *word)
{
	const char *is = mrz_format_word(b->d.format);

	expect(b, strcmp(is == NULL ? "none" : is, word) == 0);
}

/* One word after the key. */
static bool expect_one(const struct block *b, const char *key, const char *word)
{
	const struct mrz_document *d = &b->d;
	const struct {
		const char *key;
		bool is;
	} flags[] = {{"ok", d->ok}, {"accept", d->accept}, {"truncated", d->name_truncated},
	    {"belgian", d->old_belgian}, {"agrees", d->national.number_agrees}};

	for (size_t i = 0; i < ARRAY_LEN(flags); i++)
		if (strcmp(flags[i].key, key) == 0) {
			expect(b, yes_no(word, flags[i].is));
			return true;
		}
	if (strcmp(key, "format") == 0)
		expect_format(b, word);
	else if (strcmp(key, "repaired") == 0)
		expect(b, d->repaired_n == strtoul(word, NULL, 10));
	else if (strcmp(key, "errors") == 0)
		expect(b, d->error_n == 0);
	else
		return false;
	return true;
}

static void expect_field(const struct block *b, const char *name, const char *text)
{
	int f = word_index(name, field_name, MRZ_F__MAX);

	expect(b, f < MRZ_F__MAX && strcmp(b->d.field[f], text) == 0);
}

static void expectation(const struct block *b, char *line)
{
	static const struct {
		const char *key;
		void (*fn)(const struct block *b, const char *name, const char *word);
	} twos[] = {{"check", expect_check}, {"verdict", expect_verdict}, {"error", expect_error},
	    {"national", expect_national}};
	char *key = line, *rest = strchr(line, ' ');
	char none[] = "";

	if (rest != NULL)
		*rest++ = '\0';
	else
		rest = none;
	for (size_t i = 0; i < ARRAY_LEN(twos); i++) {
		char *second = strchr(rest, ' ');

		if (strcmp(twos[i].key, key) != 0)
			continue;
		if (second != NULL)
			*second++ = '\0';
		twos[i].fn(b, rest, second == NULL ? "" : second);
		return;
	}
	if (!expect_one(b, key, rest))
		expect_field(b, key, rest);
}

static void read_given(struct block *b)
{
	struct mrz_lines in;

	if (b->seen++ > 0)
		return;
	(void)mrz_normalise(str_of(b->given), &in);
	b->read(&in, date_from_civil(2025, 1, 1), &b->d);
}

static void block_line(struct block *b, char *line)
{
	(void)snprintf(b->line, sizeof(b->line), "%s", line);
	if (line[0] == '|') {
		size_t n = strlen(b->given);

		(void)snprintf(b->given + n, sizeof(b->given) - n, "%s\n", line + 2);
		return;
	}
	read_given(b);
	if (line[0] == '=') {
		expect(b, b->rows < MRZ_ROWS && strcmp(b->d.lines.row[b->rows], line + 2) == 0);
		b->rows++;
	} else {
		expectation(b, line);
	}
}

static void documents(const char *file, read_fn *read)
{
	FILE *f = fopen(file, "r");
	char line[256];
	struct block b = {.file = file, .read = read};
	int at = 0;

	OK(f != NULL);
	while (f != NULL && fgets(line, sizeof(line), f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		at++;
		if (line[0] == '\0')
			b = (struct block){.file = file, .read = read};
		b.at = at;
		if (line[0] != '\0' && line[0] != '#')
			block_line(&b, line);
	}
	if (f != NULL)
		(void)fclose(f);
}

#endif
