/* mekenjai mrz: lines of travel documents in, documents out, one a line (interface.md section 6). */
#include "clock.h"
#include "json.h"
#include "lines.h"
#include "mrz.h"
#include "register.h"
#include "utf8.h"

#define AT_ONCE 1024

struct reading {
	struct cli *c;
	struct arena arena;
	struct buf out, text;
	day_t today;
};

/* One text with line ends, of a text or a list of texts; the problem where it is neither. */
static bool join_lines(const json_t *given, struct buf *text, enum problem *why)
{
	size_t i;
	json_t *line;

	buf_clear(text);
	if (json_is_string(given)) {
		buf_z(text, json_string_value(given));
		return true;
	}
	*why = given == NULL ? PROBLEM_MISSING : PROBLEM_NOT_LIST;
	if (!json_is_array(given))
		return false;
	json_array_foreach(given, i, line)
	{
		*why = PROBLEM_NOT_TEXT;
		if (!json_is_string(line))
			return false;
		if (i > 0)
			buf_char(text, '\n');
		buf_z(text, json_string_value(line));
	}
	return true;
}

static void put_nothing(struct reading *r, const char *field, enum problem why)
{
	mrz_write_nothing(&r->out, field, problem_code(why));
}

static void put_document(struct reading *r, const json_t *lines)
{
	enum problem why = PROBLEM_MISSING;
	struct mrz_lines in;
	struct mrz_document d;

	if (!join_lines(lines, &r->text, &why)) {
		put_nothing(r, "lines", why);
		return;
	}
	(void)mrz_normalise(buf_text(&r->text), &in);
	mrz_read(&in, r->today, &d);
	mrz_write(&r->out, &d);
}

static void answer_line(struct reading *r, struct str line)
{
	struct err e = {0};
	json_t *request = json_read_in(&r->arena, line, &e);
	const json_t *id = json_object_get(request, "id");

	if (id != NULL) {
		buf_z(&r->out, "\"id\":");
		json_write(&r->out, id);
		buf_char(&r->out, ',');
	}
	if (json_is_object(request))
		put_document(r, json_object_get(request, "lines"));
	else if (!utf8_valid(line))
		put_nothing(r, "", PROBLEM_BAD_UTF8);
	else
		put_nothing(r, "", request == NULL ? PROBLEM_BAD_JSON : PROBLEM_NOT_OBJECT);
}

static bool answer(void *ctx, const struct line_list *lines)
{
	struct reading *r = ctx;

	buf_clear(&r->out);
	for (size_t i = 0; i < lines->n; i++) {
		buf_char(&r->out, '{');
		if (lines->v[i].p == NULL)
			put_nothing(r, "", PROBLEM_TOO_LONG);
		else
			answer_line(r, lines->v[i]);
		buf_z(&r->out, "}\n");
		arena_free(&r->arena);
	}
	return cli_write(r->c, buf_text(&r->out)) == CLI_DONE;
}

int cmd_mrz(struct cli *c)
{
	struct reading r = {.c = c};
	int status;

	if (!cli_day(c, "--on", &r.today))
		return CLI_USAGE;
	if (r.today == DAY_NONE)
		r.today = date_in_almaty(clock_now());
	status = lines_each(c, AT_ONCE, answer, &r);
	buf_free(&r.out);
	buf_free(&r.text);
	return status;
}
