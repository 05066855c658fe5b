/*
 * sqlgen: the named statements of sql/ become an enum and a table.
 *
 *     sqlgen OUT.h OUT.c IN.sql...
 *
 * A statement starts at "-- name: x  roles: a b  [writes]" and runs to the
 * next.  A line "-- pg:" or "-- sqlite:" starts the text for that engine alone;
 * what stands before it is for the engine without a text of its own.  Roles are
 * those of db.h, in lower case, or the group words desk, people, all.
 *
 * What the two engines understand differently, or what would take meaning away
 * from the program (time, letter case, chance), is refused here, with file and
 * line, and not found out later.
 */
#include "sqlgen.h"

#include <ctype.h>
#include <errno.h>

static const char *const engine_name[2] = {"sqlite", "pg"};

static struct stmt *list;
static size_t list_n;

static const struct {
	const char *word, *c;
} role_words[] = {
    {"gate", "ROLE_GATE"},
    {"officer", "ROLE_OFFICER"},
    {"senior", "ROLE_SENIOR"},
    {"inspector", "ROLE_INSPECTOR"},
    {"akimat", "ROLE_AKIMAT"},
    {"duty", "ROLE_DUTY"},
    {"auditor", "ROLE_AUDITOR"},
    {"admin", "ROLE_ADMIN"},
    {"host", "ROLE_HOST"},
    {"owner", "ROLE_OWNER"},
    {"desk", "ROLES_DESK"},
    {"people", "ROLES_PEOPLE"},
    {"signed_in", "ROLES_SIGNED_IN"},
    {"all", "ROLES_ALL"},
};

/* The next word of a line, by blanks; empty at its end. */
static struct str take(struct str *s)
{
	struct str w;

	*s = str_trim(*s);
	w = (struct str){s->p, 0};
	while (w.n < s->n && !isspace((unsigned char)s->p[w.n]))
		w.n++;
	s->p += w.n;
	s->n -= w.n;
	return w;
}

static void add_role(struct stmt *s, struct str w)
{
	for (size_t i = 0; i < ARRAY_LEN(role_words); i++)
		if (str_is(w, role_words[i].word)) {
			buf_z(&s->roles, role_words[i].c);
			buf_z(&s->roles, " | ");
			return;
		}
	die(s->at, "no such role: %.*s", STR_FMT(w));
}

static void check_name(struct stmt *s, struct str name)
{
	if (name.n == 0 || name.n > 60 || !islower((unsigned char)name.p[0]))
		die(s->at, "a name is a lower case word of at most 60 letters");
	for (size_t i = 0; i < name.n; i++)
		if (strchr("abcdefghijklmnopqrstuvwxyz0123456789_", name.p[i]) == NULL)
			die(s->at, "a name has a-z, 0-9 and _ only: %.*s", STR_FMT(name));
	for (size_t i = 0; i + 1 < list_n; i++)
		if (str_is(name, list[i].name))
			die(s->at, "name used before, at %s:%d: %s", list[i].at.file,
			    list[i].at.line, list[i].name);
}

/* rest: what follows "-- name:". */
static struct stmt *head(struct str rest, struct place at)
{
	struct stmt *s;
	struct str w;

	list = xrealloc(list, (list_n + 1) * sizeof(*list));
	s = &list[list_n++];
	*s = (struct stmt){.at = at};
	w = take(&rest);
	check_name(s, w);
	s->name = xcalloc(w.n + 1, 1);
	memcpy(s->name, w.p, w.n);
	if (!str_is(take(&rest), "roles:"))
		die(at, "a statement says which roles may run it: roles: ...");
	while ((w = take(&rest)).n > 0) {
		if (s->writes)
			die(at, "nothing may follow `writes'");
		if (str_is(w, "writes"))
			s->writes = true;
		else
			add_role(s, w);
	}
	if (s->roles.n == 0)
		die(at, "a statement says which roles may run it: roles: ...");
	return s;
}

/* A line "-- word:" opens a section; anything else after "--" is a comment. */
static bool section(struct str line, struct str *word)
{
	if (!str_starts(line, "-- ") || line.n < 5 || line.p[line.n - 1] != ':')
		return false;
	*word = (struct str){line.p + 3, line.n - 4};
	for (size_t i = 0; i < word->n; i++)
		if (!isalnum((unsigned char)word->p[i]))
			return false;
	return true;
}

static enum part begin_part(struct stmt *s, struct str word, struct place at)
{
	enum part p = PARTS;

	if (s == NULL)
		die(at, "a section before the first name");
	for (int i = 0; i < 2; i++)
		if (str_is(word, engine_name[i]))
			p = i == 0 ? SQLITE : PG;
	if (p == PARTS)
		die(at, "no such engine: %.*s (sqlite or pg)", STR_FMT(word));
	if (s->given[p])
		die(at, "a second text for %.*s", STR_FMT(word));
	s->given[p] = true;
	s->part_at[p] = (struct place){at.file, at.line + 1};
	return p;
}

static void read_text(const char *file, struct str text)
{
	struct stmt *s = NULL;
	enum part part = COMMON;
	struct place at = {file, 0};

	while (text.n > 0) {
		const char *nl = memchr(text.p, '\n', text.n);
		struct str line = {text.p, nl ? (size_t)(nl - text.p) : text.n}, word;

		text.p += line.n + (nl != NULL);
		text.n -= line.n + (nl != NULL);
		at.line++;
		if (memchr(line.p, '\0', line.n) != NULL || memchr(line.p, '\r', line.n) != NULL)
			die(at, "a NUL or a carriage return");
		if (str_starts(line, "-- name:")) {
			s = head((struct str){line.p + 8, line.n - 8}, at);
			part = COMMON;
			s->part_at[part] = (struct place){file, at.line + 1};
		} else if (section(line, &word)) {
			part = begin_part(s, word, at);
		} else if (s != NULL) {
			buf_str(&s->raw[part], line);
			buf_char(&s->raw[part], '\n');
		} else if (str_trim(line).n > 0 && !str_starts(line, "--")) {
			die(at, "text before the first name");
		}
	}
}

static void read_file(const char *path)
{
	FILE *f = fopen(path, "r");
	struct buf b = {0};
	char chunk[4096];
	size_t n;

	if (f == NULL)
		die((struct place){path, 0}, "%s", strerrordesc_np(errno));
	while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0)
		buf_put(&b, chunk, n);
	if (ferror(f) != 0)
		die((struct place){path, 0}, "cannot be read");
	(void)fclose(f);
	read_text(path, buf_text(&b));
	buf_free(&b);
}

static unsigned highest(uint64_t params)
{
	unsigned n = 0;

	for (unsigned i = 1; i <= PARAMS_MAX; i++)
		if ((params >> i & 1) != 0)
			n = i;
	return n;
}

static void finish(struct stmt *s)
{
	uint64_t both;

	for (int e = 0; e < 2; e++) {
		enum part own = e == 0 ? SQLITE : PG, p = s->given[own] ? own : COMMON;
		s->params[e] = scan(s, e, p, &s->sql[e]);
		if (s->sql[e].n == 0)
			die(s->at, "%s: no text for %s", s->name, engine_name[e]);
	}
	both = s->params[0] | s->params[1];
	for (unsigned i = 1; i < highest(both); i++)
		if ((both >> i & 1) == 0)
			die(s->at, "%s: $%u is used nowhere, but $%u is", s->name, i,
			    highest(both));
	/* PostgreSQL cannot tell the type of a parameter that is not there. */
	for (unsigned i = 1; i < highest(s->params[1]); i++)
		if ((s->params[1] >> i & 1) == 0)
			die(s->at, "%s: the text for pg leaves $%u out", s->name, i);
	if (s->given[SQLITE] && s->given[PG] && str_trim(buf_text(&s->raw[COMMON])).n > 0)
		die(s->at, "%s: both engines have their own text, nobody reads the first", s->name);
}

static void put_c(FILE *o, struct str s)
{
	(void)fputc('"', o);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\n')
			(void)fputs("\\n\"\n\t\t    \"", o);
		else if (s.p[i] == '\t')
			(void)fputs("\\t", o);
		else if (s.p[i] == '"' || s.p[i] == '\\')
			(void)fprintf(o, "\\%c", s.p[i]);
		else
			(void)fputc(s.p[i], o);
	}
	(void)fputc('"', o);
}

static void put_upper(FILE *o, const char *z)
{
	for (; *z; z++)
		(void)fputc(toupper((unsigned char)*z), o);
}

static void put_header(FILE *o)
{
	(void)fputs("/* Made by sqlgen from sql/. */\n#ifndef STMT_GEN_H\n#define STMT_GEN_H\n"
		    "enum stmt_id {\n",
	    o);
	for (size_t i = 0; i < list_n; i++) {
		(void)fputs("\tSTMT_", o);
		put_upper(o, list[i].name);
		(void)fputs(",\n", o);
	}
	(void)fputs("\tSTMT__MAX\n};\n#endif\n", o);
}

static void put_table(FILE *o)
{
	(void)fputs("/* Made by sqlgen from sql/. */\n#include \"db_impl.h\"\n\n"
		    "const struct stmt_def stmt_defs[STMT__MAX] = {\n",
	    o);
	for (size_t i = 0; i < list_n; i++) {
		const struct stmt *s = &list[i];

		(void)fputs("\t[STMT_", o);
		put_upper(o, s->name);
		(void)fprintf(o,
		    "] = {\n\t\t.name = \"%s\",\n\t\t.roles = %.*sROLE_OWNER,\n"
		    "\t\t.writes = %s,\n\t\t.nparams = %u,\n\t\t.used = {%u, %u},\n"
		    "\t\t.sql = {\n\t\t    ",
		    s->name, STR_FMT(buf_text(&s->roles)), s->writes ? "true" : "false",
		    highest(s->params[0] | s->params[1]), highest(s->params[0]),
		    highest(s->params[1]));
		put_c(o, buf_text(&s->sql[0]));
		(void)fputs(",\n\t\t    ", o);
		put_c(o, buf_text(&s->sql[1]));
		(void)fputs("}},\n", o);
	}
	(void)fputs("};\n", o);
}

static void write_file(const char *path, void (*put)(FILE *))
{
	FILE *o = fopen(path, "w");

	if (o == NULL)
		die((struct place){path, 0}, "%s", strerrordesc_np(errno));
	put(o);
	if (fclose(o) != 0)
		die((struct place){path, 0}, "%s", strerrordesc_np(errno));
}

int main(int argc, char **argv)
{
	if (argc < 4)
		die((struct place){"sqlgen", 0}, "usage: sqlgen OUT.h OUT.c IN.sql...");
	for (int i = 3; i < argc; i++)
		read_file(argv[i]);
	for (size_t i = 0; i < list_n; i++)
		finish(&list[i]);
	if (list_n == 0)
		die((struct place){argv[3], 0}, "no statement");
	write_file(argv[1], put_header);
	write_file(argv[2], put_table);
	for (size_t i = 0; i < list_n; i++) {
		struct stmt *s = &list[i];

		free(s->name);
		buf_free(&s->roles);
		for (int p = 0; p < PARTS; p++)
			buf_free(&s->raw[p]);
		buf_free(&s->sql[0]);
		buf_free(&s->sql[1]);
	}
	free(list);
	return 0;
}
