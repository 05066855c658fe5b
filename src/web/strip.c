/* The machine readable zone on a form. */
#include "strip.h"

#include "traveller.h"

#include <string.h>

/* Columns of the persons file and the form's fields for them. */
static const struct {
	const char *column, *field;
	enum mrz_field part;
} columns[] = {
    {"surname_latin", "document.surname_latin", MRZ_F_SURNAME},
    {"given_latin", "document.given_latin", MRZ_F_GIVEN},
    {"surname", "document.surname", MRZ_F_SURNAME},
    {"given", "document.given", MRZ_F_GIVEN},
    {"birth_date", "document.birth_date", MRZ_F_BIRTH},
    {"sex", "document.sex", MRZ_F_SEX},
    {"citizenship", "document.citizenship", MRZ_F_NATIONALITY},
    {"iin", "document.iin", MRZ_F_OPTIONAL1},
    {"document_number", "document.number", MRZ_F_NUMBER},
    {"document_country", "document.country", MRZ_F_ISSUER},
    {"document_expires", "document.expires", MRZ_F_EXPIRY},
};

static bool is_visa(const struct mrz_document *d)
{
	return d->format == MRZ_MRVA || d->format == MRZ_MRVB;
}

/* ---- texts and lines ---- */

static struct str joined(const struct screen *s, const struct mrz_rows *r, const char *between)
{
	struct str out = {0};

	for (int i = 0; i < MRZ_ROWS && r->row[i][0] != '\0'; i++)
		out = i == 0 ? arena_str(s->v->a, str_of(r->row[i]))
			     : arena_printf(s->v->a, "%.*s%s%s", STR_FMT(out), between, r->row[i]);
	return out;
}

/* Lines that are kept with a blank between them, as a box shows them. */
static struct str lined(const struct screen *s, struct str kept)
{
	char *p = arena_strn(s->v->a, kept.p, kept.n);

	for (size_t i = 0; i < kept.n; i++)
		if (p[i] == ' ')
			p[i] = '\n';
	return (struct str){p, kept.n};
}

static void parse(const struct screen *s, struct str text, struct strip *z)
{
	struct mrz_lines lines;

	*z = (struct strip){.given = text.n > 0};
	if (z->given && mrz_normalise(text, &lines))
		mrz_parse(&lines, s->v->env.today, &z->d);
}

/* ---- into the fields ---- */

static struct str shown(const struct screen *s, const json_t *o, const char *column)
{
	struct str value = json_get_str(o, column);
	day_t d;

	/* a name in the letters of the zone stands in the Latin fields alone */
	if (strcmp(column, "surname") == 0 || strcmp(column, "given") == 0) {
		const char *latin = arena_printf(s->v->a, "%s_latin", column).p;

		if (str_eq(value, json_get_str(o, latin)))
			return STR("");
	}
	return date_parse(value, &d) ? date_words(s->v, d) : value;
}

/* `former': what the fields may hold and still give way; NULL: whatever they hold. */
static void put(struct screen *s, const char *field, struct str value, const struct str *former)
{
	struct str now = screen_get(s, field);

	if (former != NULL && now.n > 0 && !str_eq(now, *former))
		return;
	if (value.n > 0 || now.n > 0)
		screen_set(s, field, value);
}

static void fill(struct screen *s, const struct mrz_document *d, bool over)
{
	json_t *now = json_keep(s->v->a, json_object());
	json_t *before = json_keep(s->v->a, json_object());
	struct str type = traveller_of_zone(d, now), old_type = STR("ordinary"); /* proposed */
	struct strip taken;

	parse(s, lined(s, screen_get(s, "zone.taken")), &taken);
	if (taken.d.format != MRZ_UNKNOWN)
		old_type = traveller_of_zone(&taken.d, before);
	for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
		struct str former = shown(s, before, columns[i].column);

		put(s, columns[i].field, shown(s, now, columns[i].column), over ? NULL : &former);
	}
	put(s, "document.type", type, over ? NULL : &old_type);
	screen_set(s, "zone.taken", joined(s, &d->lines, " "));
}

static void fill_visa(struct screen *s, const struct mrz_document *d)
{
	screen_set(s, "visa.number", arena_str(s->v->a, str_of(d->field[MRZ_F_NUMBER])));
	if (d->expiry.on != DAY_NONE)
		screen_set(s, "visa.until", date_words(s->v, d->expiry.on));
	if (screen_get(s, "visa.category").n == 0)
		screen_set(s, "visa.category", STR("other"));
	/* the box goes on showing the passport */
	screen_set(s, "mrz", lined(s, screen_get(s, "zone.taken")));
	screen_set(s, "zone.raw", STR(""));
}

/* A zone that says who somebody is stands for whoever was chosen before. */
static void forget_person(struct screen *s)
{
	screen_drop(s, "person");
	screen_drop(s, "new");
}

void strip_read(struct screen *s)
{
	struct mrz_document *d = ARENA_NEW(s->v->a, struct mrz_document);
	bool picture = str_is(screen_get(s, "zone.source"), "picture");
	struct mrz_lines lines;

	if (screen_get(s, "mrz").n == 0 || !mrz_normalise(screen_get(s, "mrz"), &lines))
		return;
	if (picture) /* its reader has weighed every letter; what it changed is in zone.raw */
		mrz_parse(&lines, s->v->env.today, d);
	else
		mrz_read(&lines, s->v->env.today, d);
	if (d->format == MRZ_UNKNOWN)
		return;
	if (is_visa(d)) {
		fill_visa(s, d);
		return;
	}
	if (!picture) {
		screen_set(s, "zone.raw", joined(s, &d->raw, " "));
		screen_set(s, "zone.accept", STR(""));
	}
	screen_set(s, "zone.source", picture ? STR("taken") : STR(""));
	screen_set(s, "mrz", joined(s, &d->lines, "\n"));
	if (!str_eq(joined(s, &d->lines, " "), screen_get(s, "zone.taken")))
		forget_person(s);
	fill(s, d, false);
}

bool strip_unread(const struct screen *s)
{
	struct str box = screen_get(s, "mrz"), taken = lined(s, screen_get(s, "zone.taken"));
	size_t k = 0;

	for (size_t i = 0; i < box.n; i++) {
		if (box.p[i] == '\r') /* as browsers end lines */
			continue;
		if (k == taken.n || taken.p[k++] != box.p[i])
			return true;
	}
	return k != taken.n;
}

void strip_take(struct screen *s)
{
	struct strip z;

	parse(s, screen_get(s, "mrz"), &z);
	if (z.d.format != MRZ_UNKNOWN && !is_visa(&z.d))
		fill(s, &z.d, true);
}

/* ---- what was changed ---- */

/* The lines as they were read; false where there are none of the same shape. */
static bool raw_of(const struct screen *s, const struct strip *z, struct mrz_rows *out)
{
	struct str rest = screen_get(s, "zone.raw");

	*out = (struct mrz_rows){0};
	for (int i = 0; i < z->d.rows; i++) {
		const char *blank = rest.n > 0 ? memchr(rest.p, ' ', rest.n) : NULL;
		size_t n = blank != NULL ? (size_t)(blank - rest.p) : rest.n;

		if (n == 0 || (int)n != z->d.columns)
			return false;
		memcpy(out->row[i], rest.p, n);
		rest = blank != NULL ? (struct str){blank + 1, rest.n - n - 1} : (struct str){0};
	}
	return z->d.rows > 0;
}

/* Which fields would another symbol at this place change?  A bit each. */
static unsigned fields_at(const struct screen *s, const struct strip *z, int line, int column)
{
	struct mrz_document *other = ARENA_NEW(s->v->a, struct mrz_document);
	struct mrz_lines lines = {.n = z->d.rows, .text = z->d.lines};
	char *at = &lines.text.row[line][column];
	unsigned changed = 0;

	*at = *at == 'X' ? 'Y' : 'X';
	mrz_parse(&lines, s->v->env.today, other);
	for (enum mrz_field f = 0; f < MRZ_F__MAX; f++)
		if (strcmp(other->field[f], z->d.field[f]) != 0)
			changed |= 1u << f;
	return changed;
}

static unsigned mended_fields(const struct screen *s, const struct strip *z)
{
	struct mrz_rows raw;
	unsigned changed = 0;

	if (!raw_of(s, z, &raw))
		return 0;
	for (int i = 0; i < z->d.rows; i++)
		for (int k = 0; k < z->d.columns; k++)
			if (raw.row[i][k] != z->d.lines.row[i][k])
				changed |= fields_at(s, z, i, k);
	return changed;
}

struct strip *strip_of(const struct screen *s)
{
	struct strip *z = ARENA_NEW(s->v->a, struct strip);

	parse(s, screen_get(s, "mrz"), z);
	z->mended = mended_fields(s, z);
	return z;
}

void strip_mark(const struct screen *s, const struct strip *z, struct html_field *f)
{
	enum mrz_field part = MRZ_F__MAX;

	for (size_t i = 0; i < ARRAY_LEN(columns); i++)
		if (strcmp(columns[i].field, f->name) == 0)
			part = columns[i].part;
	if (part == MRZ_F__MAX || z->d.format == MRZ_UNKNOWN || f->value.n == 0)
		return;
	if ((z->mended & 1u << part) != 0) {
		f->hint = SAY(s->v, ZONE_FIELD_MENDED);
		f->css = arena_printf(s->v->a, "%s app-mended", f->css != NULL ? f->css : "").p;
	} else if (z->d.verdict[part] == MRZ_FAILED) {
		f->hint = SAY(s->v, ZONE_FIELD_FAILED);
		f->css = arena_printf(s->v->a, "%s app-mended", f->css != NULL ? f->css : "").p;
	} else if (z->d.verdict[part] == MRZ_UNCHECKED) {
		f->hint = SAY(s->v, ZONE_FIELD_UNCHECKED);
		f->css = arena_printf(s->v->a, "%s app-look", f->css != NULL ? f->css : "").p;
	}
}

/* ---- the strip ---- */

/* A line in pieces: as it was read, and what was changed. */
static void line_pieces(struct screen *s, struct zone_line *out, const char *line, const char *raw)
{
	size_t n = strlen(line);

	*out = (struct zone_line){.piece = ARENA_ARRAY(s->v->a, struct zone_piece, n + 1)};
	for (size_t i = 0; i < n; i++) {
		bool changed = raw[0] != '\0' && raw[i] != line[i];

		if (i == 0 || out->piece[out->n - 1].changed != changed || changed)
			out->piece[out->n++] =
			    (struct zone_piece){.text = {line + i, 0}, .changed = changed};
		out->piece[out->n - 1].text.n++;
	}
}

static void add_changes(struct screen *s, struct zone_view *w, const struct strip *z)
{
	struct visit *v = s->v;
	struct mrz_rows raw;
	bool there = raw_of(s, z, &raw);

	w->line = ARENA_ARRAY(v->a, struct zone_line, MRZ_ROWS);
	w->said = ARENA_ARRAY(v->a, struct str, MRZ_REPAIRS_MAX + MRZ_ERRORS_MAX);
	for (int i = 0; i < z->d.rows; i++) {
		const char *line = z->d.lines.row[i], *was = there ? raw.row[i] : "";

		line_pieces(s, &w->line[w->n_lines++], line, was);
		for (int k = 0; there && k < z->d.columns; k++)
			if (was[k] != line[k])
				w->said[w->n_said++] = SAYF(v, ZONE_CHANGED,
				    {"line", int_words(v, i + 1)}, {"column", int_words(v, k + 1)},
				    {"from", arena_printf(v->a, "%c", was[k])},
				    {"to", arena_printf(v->a, "%c", line[k])});
	}
	w->n_changes = w->n_said;
	for (size_t i = 0; i < z->d.error_n; i++)
		w->said[w->n_said++] = SAYF(v, ZONE_PROBLEM,
		    {"field", word(v, "mrz_field", str_of(z->d.error[i].field))},
		    {"problem",
			word(v, "mrz_problem", str_of(mrz_problem_word(z->d.error[i].problem)))});
}

struct zone_view *strip_view(struct screen *s, const struct strip *z)
{
	struct visit *v = s->v;
	struct zone_view *w = ARENA_NEW(v->a, struct zone_view);
	static const char *const kept[] = {"zone.raw", "zone.taken", "zone.source", "zone.accept"};
	bool picture = str_is(screen_get(s, "zone.source"), "taken");

	w->box = (struct html_field){.name = "mrz",
	    .value = screen_get(s, "mrz"),
	    .hint = SAY(v, ZONE_HINT),
	    .css = "app-w-full",
	    .key = "f9",
	    .lang = "en",
	    .mono = true,
	    .rows = z->d.rows == 3 ? 3 : 2};
	w->given = z->given;
	w->known = z->d.format != MRZ_UNKNOWN;
	if (w->known) {
		w->format = str_of(mrz_format_word(z->d.format));
		add_changes(s, w, z);
	}
	w->ok = w->known && z->d.ok;
	w->sure =
	    w->ok && w->n_said == 0 && (!picture || str_is(screen_get(s, "zone.accept"), "true"));
	w->kept = ARENA_ARRAY(v->a, struct zone_kept, ARRAY_LEN(kept));
	for (size_t i = 0; i < ARRAY_LEN(kept); i++)
		w->kept[w->n_kept++] = (struct zone_kept){kept[i], screen_get(s, kept[i])};
	return w;
}

/* ---- where a number is asked for ---- */

struct str strip_number(struct visit *v, struct str typed)
{
	struct mrz_document *d = ARENA_NEW(v->a, struct mrz_document);
	json_t *o = json_keep(v->a, json_object());
	struct mrz_lines lines;

	if (typed.n < 60 || !mrz_normalise(typed, &lines))
		return typed;
	mrz_read(&lines, v->env.today, d);
	if (d->format == MRZ_UNKNOWN)
		return typed;
	(void)traveller_of_zone(d, o);
	return arena_str(v->a, json_get_str(o, "document_number"));
}
