/*
 * tmplc: an HTML page with holes -> a C function that writes it.
 *
 *   tmplc IN.html OUT.c            one template
 *   tmplc --header OUT.h IN.html... the prototypes of all
 *
 * The first line says what it is:
 *   {# page NAME(ARGS) uses "file.h" in LAYOUT(VALUES) #}    void page_NAME(struct buf *b, const struct ui *ui, ARGS)
 *   {# part NAME(ARGS) uses "file.h" #}                      void part_NAME(…), for {% include NAME(VALUES) %}
 *   {# layout NAME(ARGS) uses "file.h" #}                    layout_NAME_begin and _end, split at {% body %}
 * `uses' and `in' may be left out.  Then, anywhere:
 *   {{ expression }}    a C expression; its type and its place decide the escaping
 *   {% if (c) %} {% else if (c) %} {% else %} {% for (..) %} {% end %} {% statement; %}
 *   {# a remark #} and <!-- a remark -->    are not written
 * A hole where no escaping is safe (a script, a style, a tag name, an attribute
 * without quotes, an event handler, the middle of a link) is an error here, with
 * file and line, not a bug later.  Tabs at the start of a line are not written.
 */
#include "tmplc.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MAX_TEXT = 1 << 20, MAX_DEPTH = 32, MAX_ARGS = 512 };

/* What the first line says. */
struct head {
	char kind[16], name[64];
	char args[MAX_ARGS], uses[128], layout[64], values[MAX_ARGS];
};

static const char *file;
static int line;
static struct {
	struct state at;
	bool has_else, is_for;
} stack[MAX_DEPTH];
static int depth;
static bool body_seen, line_start;
static struct head head;

void die(const char *why)
{
	(void)fprintf(stderr, "%s:%d: error: %s\n", file, line, why);
	_Exit(1);
}

/* ---- what is written ---- */

static void put_char(FILE *o, char c)
{
	if (c == '"' || c == '\\')
		(void)fprintf(o, "\\%c", c);
	else if (c == '\t')
		(void)fputs("\\t", o);
	else
		(void)fputc(c, o);
}

static void put_lit(FILE *o, const char *p, size_t n)
{
	bool open = false;

	for (size_t i = 0; i < n; i++) {
		if (p[i] == '\0' || p[i] == '\r')
			die("a NUL or carriage return");
		if (p[i] == '\t' && line_start &&
		    (st.at == TEXT || st.at == TAG || st.at == SEPARATE)) {
			if (st.at == SEPARATE)
				step(' ');
			continue;
		}
		if (!open)
			(void)fputs("\tPUT(\"", o);
		open = true;
		step(p[i]);
		line_start = p[i] == '\n';
		if (line_start) {
			line++;
			(void)fputs(i + 1 < n ? "\\n\"\n\t    \"" : "\\n", o);
		} else {
			put_char(o, p[i]);
		}
	}
	if (open)
		(void)fputs("\");\n", o);
}

static void count_lines(const char *p, const char *end)
{
	for (; p < end; p++)
		line += *p == '\n';
}

static void put_hole(FILE *o, const char *p, size_t n)
{
	const char *how = "OUT";

	switch (st.at) {
	case TEXT:
	case ATTR: break;
	case ATTR_URL:
		if (st.started)
			die("a link is written whole by a route, not put together in a page");
		how = "OUT_URL";
		break;
	case ATTR_CODE: die("a hole may not stand in an event handler, style or srcset");
	case RAW: die("a hole may not stand in a script or style");
	case ATTR_EQUALS: die("the value of an attribute stands in quotes");
	case TAG_NAME:
	case TAG:
	case SEPARATE:
	case ATTR_NAME: die("a hole may stand in text or in a quoted attribute, not inside a tag");
	}
	if (strspn(p, " \t\n") >= n)
		die("an empty hole");
	st.started = true;
	line_start = false;
	(void)fprintf(o, "#line %d \"%s\"\n\t%s(b, %.*s);\n", line, file, how, (int)n, p);
}

/* ---- statements ---- */

static bool word(const char *p, size_t n, const char *w)
{
	size_t k = strlen(w);

	return n >= k && memcmp(p, w, k) == 0 &&
	       (n == k || !(isalnum((unsigned char)p[k]) || p[k] == '_'));
}

/* A branch may begin where a name has just ended; what follows must then be set apart. */
static void settle(void)
{
	if (st.at == TAG_NAME || st.at == ATTR_NAME)
		st.at = SEPARATE;
	if (st.at == ATTR_EQUALS || st.at == ATTR_CODE || st.at == RAW)
		die("a statement may not stand here");
}

static void same_place(const struct state *was)
{
	bool tag = was->at == TAG || was->at == SEPARATE;

	if (tag ? st.at != TAG && st.at != SEPARATE
		: st.at != was->at || (was->at != TEXT && st.quote != was->quote))
		die("the branch ends elsewhere in the page than it began (in a tag, in text, in an "
		    "attribute)");
}

static void open_block(bool is_for)
{
	settle();
	if (depth == MAX_DEPTH)
		die("too many if and for in each other");
	stack[depth].at = st;
	stack[depth].has_else = false;
	stack[depth++].is_for = is_for;
}

static void other_branch(bool last)
{
	if (depth == 0 || stack[depth - 1].is_for || stack[depth - 1].has_else)
		die("an else without its if");
	settle();
	same_place(&stack[depth - 1].at);
	st = stack[depth - 1].at;
	stack[depth - 1].has_else = last;
}

static void close_block(void)
{
	bool started = st.started;

	if (depth == 0)
		die("one end too many");
	settle();
	same_place(&stack[depth - 1].at);
	st = stack[--depth].at;
	st.started = st.started || started;
	if (st.at == TAG)
		st.at = SEPARATE;
}

static void put_include(FILE *o, const char *p, size_t n)
{
	const char *open = memchr(p, '(', n);

	while (n > 0 && isspace((unsigned char)p[n - 1]))
		n--;
	if (open == NULL || n == 0 || p[n - 1] != ')')
		die("include is: include NAME(VALUES)");
	(void)fprintf(o, "\tpart_%.*s(b, ui%s%.*s);\n", (int)(open - p), p,
	    open + 2 < p + n ? ", " : "", (int)(p + n - 1 - open - 1), open + 1);
}

static void put_body(FILE *o)
{
	if (strcmp(head.kind, "layout") != 0 || body_seen)
		die("body stands once, in a layout");
	if (depth != 0)
		die("body may not stand in an if or for");
	body_seen = true;
	(void)fprintf(o,
	    "}\n\nvoid layout_%s_end(struct buf *b, const struct ui *ui%s%s)\n{\n\t(void)ui;\n",
	    head.name, head.args[0] != '\0' ? ", " : "", head.args);
}

static void put_statement(FILE *o, const char *p, size_t n)
{
	bool text = st.at == TEXT;

	for (; n > 0 && isspace((unsigned char)*p); p++)
		n--;
	while (n > 0 && isspace((unsigned char)p[n - 1]))
		n--;
	(void)fprintf(o, "#line %d \"%s\"\n", line, file);
	if (n == 3 && word(p, n, "end")) {
		close_block();
		(void)fputs("\t}\n", o);
	} else if (n == 4 && word(p, n, "else")) {
		other_branch(true);
		(void)fputs("\t} else {\n", o);
	} else if (word(p, n, "else if")) {
		other_branch(false);
		(void)fprintf(o, "\t} %.*s {\n", (int)n, p);
	} else if ((word(p, n, "if") || word(p, n, "for")) && p[n - 1] == ')') {
		open_block(*p == 'f');
		(void)fprintf(o, "\t%.*s {\n", (int)n, p);
	} else if (!text) {
		die("only if, else, for and end may stand inside a tag or attribute");
	} else if (word(p, n, "include")) {
		for (p += 7, n -= 7; n > 0 && isspace((unsigned char)*p); p++)
			n--;
		put_include(o, p, n);
	} else if (n == 4 && word(p, n, "body")) {
		put_body(o);
	} else if (n > 0 && p[n - 1] == ';') {
		(void)fprintf(o, "\t%.*s\n", (int)n, p);
	} else {
		die("neither if (c), else, for (..), end, include x(..), body nor a C statement "
		    "with its ;");
	}
}

/* ---- the first line ---- */

/* Copies a balanced (…) that starts at p; returns what follows it. */
static const char *copy_brackets(const char *p, char *out, size_t cap)
{
	const char *from = p + 1;
	int open = 0;

	for (; *p != '\0' && *p != '\n'; p++) {
		open += (*p == '(') - (*p == ')');
		if (open == 0)
			break;
	}
	if (*p != ')' || (size_t)(p - from) >= cap)
		die("brackets that do not close, or too long");
	memcpy(out, from, (size_t)(p - from));
	out[p - from] = '\0';
	return p + 1;
}

static const char *copy_name(const char *p, char *out, size_t cap)
{
	size_t n = strspn(p, "abcdefghijklmnopqrstuvwxyz0123456789_");

	if (n == 0 || n >= cap)
		die("a name of small letters, digits and _ is wanted here");
	memcpy(out, p, n);
	out[n] = '\0';
	return p + n;
}

static const char *read_head(const char *p)
{
	const char *end;

	memset(&head, 0, sizeof(head));
	if (strncmp(p, "{# ", 3) != 0)
		die("the first line must be {# page NAME(ARGS) uses \"file.h\" in LAYOUT(VALUES) "
		    "#}");
	p = copy_name(p + 3, head.kind, sizeof(head.kind));
	if (strcmp(head.kind, "page") != 0 && strcmp(head.kind, "part") != 0 &&
	    strcmp(head.kind, "layout") != 0)
		die("a template is a page, a part or a layout");
	p = copy_name(p + strspn(p, " "), head.name, sizeof(head.name));
	if (*p != '(')
		die("the arguments are missing: NAME(ARGS)");
	p = copy_brackets(p, head.args, sizeof(head.args));
	p += strspn(p, " ");
	if (strncmp(p, "uses \"", 6) == 0) {
		p += 6;
		end = strpbrk(p, "\"\n");
		if (end == NULL || *end != '"' || (size_t)(end - p) >= sizeof(head.uses))
			die("uses \"file.h\"");
		memcpy(head.uses, p, (size_t)(end - p));
		p = end + 1;
		p += strspn(p, " ");
	}
	if (strncmp(p, "in ", 3) == 0 && strcmp(head.kind, "page") == 0) {
		p = copy_name(p + 3, head.layout, sizeof(head.layout));
		if (*p != '(')
			die("the layout's values are missing: in LAYOUT(VALUES)");
		p = copy_brackets(p, head.values, sizeof(head.values));
		p += strspn(p, " ");
	}
	if (strncmp(p, "#}\n", 3) != 0)
		die("the first line does not end with #}");
	return p + 3;
}

static void put_signature(FILE *o, const char *suffix, const char *end)
{
	(void)fprintf(o, "void %s_%s%s(struct buf *b, const struct ui *ui%s%s)%s", head.kind,
	    head.name, suffix, head.args[0] != '\0' ? ", " : "", head.args, end);
}

static void put_layout_call(FILE *o, const char *which)
{
	if (head.layout[0] == '\0')
		return;
	(void)fprintf(o, "#line 1 \"%s\"\n\tlayout_%s_%s(b, ui%s%s);\n", file, head.layout, which,
	    head.values[0] != '\0' ? ", " : "", head.values);
}

/* ---- the whole ---- */

static const char *find_end(const char *p, const char *mark)
{
	const char *e = strstr(p, mark);

	if (e == NULL)
		die(mark[0] == '-'   ? "<!-- without -->"
		    : mark[0] == '#' ? "{# without #}"
				     : "a hole or statement without an end");
	return e;
}

/* A line that holds nothing but a statement or remark leaves no empty line behind. */
static const char *after_statement(const char *p)
{
	if (*p == '\n' && line_start) {
		line++;
		return p + 1;
	}
	return p;
}

static void translate(FILE *o, const char *p)
{
	for (;;) {
		const char *q = p;
		const char *e;

		while (*q != '\0' &&
		       !(q[0] == '{' && (q[1] == '{' || q[1] == '%' || q[1] == '#')) &&
		       strncmp(q, "<!--", 4) != 0)
			q++;
		put_lit(o, p, (size_t)(q - p));
		if (*q == '\0')
			return;
		if (*q == '<' || q[1] == '#') {
			if (*q == '<' && st.at != TEXT)
				die("<!-- may stand only in text");
			e = find_end(q + 2, *q == '<' ? "-->" : "#}");
			p = e + (*q == '<' ? 3 : 2);
			count_lines(q, p);
			p = after_statement(p);
			continue;
		}
		e = find_end(q + 2, q[1] == '{' ? "}}" : "%}");
		if (q[1] == '{')
			put_hole(o, q + 2, (size_t)(e - q - 2));
		else
			put_statement(o, q + 2, (size_t)(e - q - 2));
		p = e + 2;
		count_lines(q, p);
		if (q[1] == '%')
			p = after_statement(p);
	}
}

static char *slurp(const char *path)
{
	static char text[MAX_TEXT];
	FILE *in = fopen(path, "r");
	size_t n;

	file = path;
	line = 1;
	if (in == NULL)
		die("cannot be opened");
	n = fread(text, 1, sizeof(text) - 1, in);
	if (ferror(in) || n == sizeof(text) - 1)
		die("cannot be read, or is too long");
	(void)fclose(in);
	text[n] = '\0';
	if (strlen(text) != n)
		die("a NUL in the text");
	return text;
}

static int write_header(int argc, char **argv)
{
	FILE *o = fopen(argv[2], "w");

	if (o == NULL) {
		file = argv[2];
		die("cannot be written");
	}
	(void)fputs("/* Made by tools/tmplc.c from pages/. */\n#ifndef PAGES_GEN_H\n#define "
		    "PAGES_GEN_H\n\n#include \"html.h\"\n",
	    o);
	for (int i = 3; i < argc; i++) {
		(void)read_head(slurp(argv[i]));
		if (head.uses[0] != '\0')
			(void)fprintf(o, "#include \"%s\"\n", head.uses);
	}
	for (int i = 3; i < argc; i++) {
		(void)read_head(slurp(argv[i]));
		if (strcmp(head.kind, "layout") == 0) {
			put_signature(o, "_begin", ";\n");
			put_signature(o, "_end", ";\n");
		} else {
			put_signature(o, "", ";\n");
		}
	}
	(void)fputs("\n#endif\n", o);
	return fclose(o) != 0;
}

int main(int argc, char **argv)
{
	const char *p;
	FILE *o;
	int bad;

	if (argc > 3 && strcmp(argv[1], "--header") == 0)
		return write_header(argc, argv);
	if (argc != 3) {
		(void)fputs(
		    "usage: tmplc IN.html OUT.c | tmplc --header OUT.h IN.html...\n", stderr);
		return 2;
	}
	p = read_head(slurp(argv[1]));
	line = 2;
	line_start = true;
	o = fopen(argv[2], "w");
	if (o == NULL)
		die("the output cannot be written");
	(void)fputs("/* Made by tools/tmplc.c. */\n#include \"pages.gen.h\"\n\n"
		    "#pragma GCC diagnostic ignored \"-Wunused-parameter\"\n\n",
	    o);
	put_signature(o, strcmp(head.kind, "layout") == 0 ? "_begin" : "", "\n{\n\t(void)ui;\n");
	put_layout_call(o, "begin");
	translate(o, p);
	if (depth != 0)
		die("an if or for without end");
	if (st.at != TEXT)
		die("the page ends inside a tag");
	if (strcmp(head.kind, "layout") == 0 && !body_seen)
		die("a layout without {% body %}");
	put_layout_call(o, "end");
	(void)fputs("}\n", o);
	bad = ferror(o);
	return fclose(o) != 0 || bad;
}
