/* The forms that a field can have, one small function each. */
#include "kind_value.h"

#include "area.h"
#include "country.h"
#include "ident.h"
#include "iin.h"
#include "name.h"
#include "partdate.h"
#include "utf8.h"

struct str kind_path(struct arena *a, struct str at, const char *name)
{
	return at.n > 0 ? arena_printf(a, "%.*s.%s", STR_FMT(at), name)
			: arena_str(a, str_of(name));
}

struct value {
	const struct column *c;
	struct str at;
	struct str s; /* tidy text, not empty */
	struct issues *l;
};

static json_t *wrong(const struct value *v, enum problem p, struct str arg)
{
	issue_add(v->l, v->at, p, arg);
	return NULL;
}

static json_t *as_it_is(const struct value *v)
{
	return json_text(v->s);
}

static json_t *ident(const struct value *v)
{
	return ident_ok(v->s) ? json_text(v->s) : wrong(v, PROBLEM_BAD_ID, STR(""));
}

static json_t *name(const struct value *v)
{
	struct str s = name_tidy(v->l->arena, v->s);

	if (!name_ok(s))
		return wrong(v, PROBLEM_NAME_LETTERS, STR(""));
	if (v->c->form == COLUMN_LATIN && !name_latin(s))
		return wrong(v, PROBLEM_NAME_LATIN, STR(""));
	return json_text(s);
}

static json_t *iin(const struct value *v)
{
	switch (iin_fault(v->s)) {
	case IIN_FORM: return wrong(v, PROBLEM_IIN_FORM, STR(""));
	case IIN_CHECK: return wrong(v, PROBLEM_IIN_CHECK, STR(""));
	case IIN_OK: break;
	}
	return json_text(v->s);
}

static json_t *date(const struct value *v)
{
	day_t d;

	return date_parse(v->s, &d) ? json_text(v->s) : wrong(v, PROBLEM_NO_DATE, STR(""));
}

static json_t *partdate(const struct value *v)
{
	struct partdate d;

	return partdate_parse(v->s, &d) ? json_text(v->s) : wrong(v, PROBLEM_NO_PART_DATE, STR(""));
}

static struct str word_list(struct arena *a, const char *const *words)
{
	struct str s = str_of(words[0]);

	for (size_t i = 1; words[i] != NULL; i++)
		s = arena_printf(a, "%.*s, %s", STR_FMT(s), words[i]);
	return s;
}

static json_t *word(const struct value *v)
{
	for (const char *const *w = v->c->words; *w != NULL; w++)
		if (str_is(v->s, *w))
			return json_text(v->s);
	return wrong(v, PROBLEM_WORD, word_list(v->l->arena, v->c->words));
}

static json_t *country(const struct value *v)
{
	struct str code = country_known(v->s) ? country_normal(v->s) : (struct str){"", 0};

	return code.n > 0 ? json_text(code) : wrong(v, PROBLEM_COUNTRY, STR(""));
}

static json_t *kato(const struct value *v)
{
	bool ok = v->s.n == 9;

	for (size_t i = 0; i < v->s.n && ok; i++)
		ok = v->s.p[i] >= '0' && v->s.p[i] <= '9';
	return ok ? json_text(v->s) : wrong(v, PROBLEM_KATO, STR(""));
}

static json_t *area(const struct value *v)
{
	char z[AREA_TEXT];
	int64_t hundredths;

	if (!area_parse(v->s, &hundredths))
		return wrong(v, PROBLEM_NO_DECIMAL, STR(""));
	area_print(hundredths, z);
	return json_text(str_of(z));
}

static json_t *share(const struct value *v)
{
	char z[SHARE_TEXT];
	struct share s;

	if (!share_parse(v->s, &s))
		return wrong(v, PROBLEM_SHARE, STR(""));
	share_print(s, z);
	return json_text(str_of(z));
}

static json_t *holder(const struct value *v)
{
	struct str org;

	if (!str_starts(v->s, "org:"))
		return ident_ok(v->s) ? json_text(v->s) : wrong(v, PROBLEM_HOLDER, STR(""));
	org = name_tidy(v->l->arena, (struct str){v->s.p + 4, v->s.n - 4});
	if (org.n == 0)
		return wrong(v, PROBLEM_HOLDER, STR(""));
	return json_text(arena_printf(v->l->arena, "org:%.*s", STR_FMT(org)));
}

static json_t *yes(const struct value *v)
{
	if (str_is(v->s, "yes"))
		return json_true();
	return str_is(v->s, "no") ? NULL : wrong(v, PROBLEM_WORD, STR("yes, no"));
}

/* Two lines of 44 or 36, or three of 30, with the signs that documents bear. */
static bool mrz_shape(struct str s)
{
	size_t lines = 1, n = 0, first = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '|') {
			first = lines++ == 1 ? n : first;
			if (n != first)
				return false;
			n = 0;
		} else if (c == '<' || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
			n++;
		} else {
			return false;
		}
	}
	return n == first && ((lines == 2 && (n == 44 || n == 36)) || (lines == 3 && n == 30));
}

/* Between lines there are blanks, line ends or bars; letters may be small. */
static json_t *mrz(const struct value *v)
{
	char *z = arena_z(v->l->arena, v->s);
	size_t n = 0;

	for (size_t i = 0; i < v->s.n; i++) {
		char c = v->s.p[i];

		if (c >= 'a' && c <= 'z')
			z[n++] = (char)(c - 'a' + 'A');
		else if (c != ' ' && c != '\t' && c != '\r' && c != '\n' && c != '|')
			z[n++] = c;
		else if (n > 0 && z[n - 1] != '|')
			z[n++] = '|';
	}
	while (n > 0 && z[n - 1] == '|')
		n--;
	if (!mrz_shape((struct str){z, n}))
		return wrong(v, PROBLEM_MRZ_LINES, STR(""));
	return json_text((struct str){z, n});
}

static json_t *(*const forms[])(const struct value *v) = {
    [COLUMN_ID] = ident,
    [COLUMN_REF] = ident,
    [COLUMN_TEXT] = as_it_is,
    [COLUMN_NAME] = name,
    [COLUMN_LATIN] = name,
    [COLUMN_IIN] = iin,
    [COLUMN_DATE] = date,
    [COLUMN_PARTDATE] = partdate,
    [COLUMN_WORD] = word,
    [COLUMN_COUNTRY] = country,
    [COLUMN_KATO] = kato,
    [COLUMN_AREA] = area,
    [COLUMN_SHARE] = share,
    [COLUMN_HOLDER] = holder,
    [COLUMN_MRZ] = mrz,
    [COLUMN_YES] = yes,
};

/* Names and zones may have come with tabs or line ends where blanks were meant; nothing else may. */
static bool has_control(struct str s, bool blanks_too)
{
	int32_t cp;

	while ((cp = utf8_next(&s)) >= 0)
		if (utf8_control(cp) && (blanks_too || !utf8_white(cp)))
			return true;
	return false;
}

json_t *kind_value(const struct column *c, struct str at, struct str raw, struct issues *l)
{
	struct value v = {.c = c, .at = at, .l = l};
	bool folded = c->form == COLUMN_NAME || c->form == COLUMN_LATIN || c->form == COLUMN_MRZ;

	if (!utf8_valid(raw))
		return wrong(&v, PROBLEM_BAD_UTF8, STR(""));
	v.s = utf8_trim(raw);
	if (v.s.n == 0)
		return NULL;
	v.s = utf8_trim(utf8_nfc(l->arena, v.s));
	if (c->max > 0 && utf8_length(v.s) > c->max)
		return wrong(&v, PROBLEM_TOO_LONG, arena_printf(l->arena, "%u", c->max));
	if (has_control(v.s, !folded))
		return wrong(&v, PROBLEM_CONTROL, STR(""));
	return forms[c->form](&v);
}
