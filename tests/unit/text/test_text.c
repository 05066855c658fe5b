/* Texts by key, filled, counted. */
#include "t.h"
#include "text.h"

#include "text_table.h"

static bool is(struct str s, const char *z)
{
	return str_is(s, z);
}

static void plurals(void)
{
	static const struct {
		int64_t n;
		int ru, en;
	} row[] = {{0, 2, 1}, {1, 0, 0}, {2, 1, 1}, {4, 1, 1}, {5, 2, 1}, {11, 2, 1}, {12, 2, 1},
	    {14, 2, 1}, {21, 0, 1}, {22, 1, 1}, {25, 2, 1}, {100, 2, 1}, {101, 0, 1}, {111, 2, 1},
	    {112, 2, 1}, {1004, 1, 1}, {-1, 0, 0}, {-3, 1, 1}, {INT64_MIN, 2, 1},
	    {INT64_MAX, 2, 1}};
	struct arena a = {0};

	for (size_t i = 0; i < ARRAY_LEN(row); i++) {
		OK(text_plural_form(LANG_RU, row[i].n) == row[i].ru);
		OK(text_plural_form(LANG_EN, row[i].n) == row[i].en);
		OK(text_plural_form(LANG_KK, row[i].n) == 0);
	}
	OK(is(text_plural(&a, LANG_RU, MSG_FORM_ERRORS, 1, NULL, 0), "Исправьте 1 ошибку"));
	OK(is(text_plural(&a, LANG_RU, MSG_FORM_ERRORS, 3, NULL, 0), "Исправьте 3 ошибки"));
	OK(is(text_plural(&a, LANG_RU, MSG_FORM_ERRORS, 11, NULL, 0), "Исправьте 11 ошибок"));
	OK(is(text_plural(&a, LANG_KK, MSG_FORM_ERRORS, 3, NULL, 0), "3 қатені түзетіңіз"));
	OK(is(text_plural(&a, LANG_EN, MSG_FORM_ERRORS, 1, NULL, 0), "There is 1 error"));
	OK(is(text_plural(&a, LANG_EN, MSG_FORM_ERRORS, 0, NULL, 0), "There are 0 errors"));
	arena_free(&a);
}

static void filling(void)
{
	const struct text_arg args[] = {{"norm", STR_INIT("15.00")}, {"value", STR_INIT("{norm}")}};
	const struct issue early = {STR_INIT("persons.0.person.birth_date"), PROBLEM_TOO_EARLY,
	    STR_INIT("02.03.2015"), NULL};
	const struct issue odd = {STR_INIT("nowhere.x"), PROBLEM_MISSING, STR_INIT(""), NULL};
	const struct issue whole = {STR_INIT(""), PROBLEM_BAD_UTF8, STR_INIT(""), NULL};
	struct arena a = {0};

	/* An argument that looks like a placeholder is text, not filled again. */
	OK(is(text_fill(&a, LANG_EN, MSG_BAR_ENOUGH, args, 2), "{norm} m², the norm is 15.00 m²"));
	OK(is(text_fill(&a, LANG_EN, MSG_BAR_ENOUGH, args, 1), "{value} m², the norm is 15.00 m²"));
	OK(is(
	    text_fill(&a, LANG_EN, MSG_BAR_ENOUGH, NULL, 0), "{value} m², the norm is {norm} m²"));
	OK(is(text_problem(&a, LANG_EN, &early), "must not be before 02.03.2015"));
	OK(is(text_issue(&a, LANG_EN, &early), "Date of birth: must not be before 02.03.2015"));
	OK(is(text_issue(&a, LANG_RU, &early), "Дата рождения: не может быть раньше 02.03.2015"));
	OK(is(text_issue(&a, LANG_EN, &odd), "nowhere.x: is needed"));
	OK(is(text_issue(&a, LANG_EN, &whole), "is not UTF-8"));
	arena_free(&a);
}

static void keys(void)
{
	enum msg m;

	for (int i = 1; i < MSG__MAX; i++) {
		OK(text_find(str_of(msg_rows[i].key), &m) && m == (enum msg)i);
		for (int l = 0; l < LANG__MAX; l++)
			OK(msg_rows[i].text[l][0] != '\0');
	}
	OK(!text_find(STR("no.such"), &m) && !text_find(STR(""), &m));
	OK(strcmp(text_word(LANG_EN, "fund", STR("private")), "private housing") == 0);
	OK(strcmp(text_word(LANG_RU, "sex", STR("F")), "женский") == 0);
	OK(strcmp(text_word(LANG_KK, "district", STR("751310000")), "Әуезов ауданы") == 0);
	OK(text_word(LANG_EN, "fund", STR("no")) == NULL &&
	    text_word(LANG_EN, "no", STR("private")) == NULL);
	OK(text_word(LANG_EN, "fund", STR("")) == NULL);
	OK(strcmp(text_reason(LANG_EN, STR("area-norm")),
	       "Less useful area a person than the norm") == 0);
	OK(text_reason_help(LANG_KK, STR("no-consent")) != NULL &&
	    text_reason(LANG_KK, STR("nothing-such")) == NULL);
	OK(strcmp(text_field(LANG_EN, STR("basis.until")), "Basis valid until") == 0);
	OK(strcmp(text_field(LANG_EN, STR("term.until")), "Until") == 0);
	OK(text_field(LANG_EN, STR("a.b.c")) == NULL && text_field(LANG_EN, STR("")) == NULL);
	OK(text_field(LANG_EN, STR("...")) == NULL);
	OK(text(LANG_RU, MSG_NONE)[0] == '\0');
}

/* Every text of a reason has its help, and the other way round. */
static void reasons_are_whole(void)
{
	int n = 0;

	for (int i = 1; i < MSG__MAX; i++) {
		struct str key = str_of(msg_rows[i].key);
		char code[100];
		size_t len;

		if (!str_starts(key, "reason."))
			continue;
		n++;
		len = key.n - 7;
		memcpy(code, key.p + 7, len);
		if (len > 5 && memcmp(code + len - 5, ".help", 5) == 0)
			len -= 5;
		OK(text_reason(LANG_RU, (struct str){code, len}) != NULL);
		OK(text_reason_help(LANG_RU, (struct str){code, len}) != NULL);
	}
	OK(n >= 2 * 61);
}

static void languages(void)
{
	bool ok;

	OK(lang_parse(STR("kk"), &ok) == LANG_KK && ok);
	OK(lang_parse(STR("EN-gb"), &ok) == LANG_EN && ok);
	(void)lang_parse(STR("de"), &ok);
	OK(!ok);
	(void)lang_parse(STR("kkk"), &ok);
	OK(!ok);
	(void)lang_parse(STR(""), &ok);
	OK(!ok);
	OK(strcmp(lang_code(LANG_KK), "kk") == 0 && strcmp(lang_name(LANG_KK), "Қазақша") == 0);
}

int main(void)
{
	plurals();
	filling();
	keys();
	reasons_are_whole();
	languages();
	return t_done();
}
