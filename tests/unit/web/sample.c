#include "sample.h"

static const struct reason_view reasons[] = {
    {STR_INIT("note"), STR_INIT("closes-previous-registration"), STR_INIT("3"), STR_INIT("")},
    {STR_INIT("refuse"), STR_INIT("area-norm"), STR_INIT("6"), STR_INIT("")},
    {STR_INIT("review"), STR_INIT("basis-shorter-than-term"), STR_INIT("7"), STR_INIT("")},
};
static const struct menu_item menu[] = {
    {URL_INIT(""), MSG_FIELD_PERSON, true, NULL},
    {URL_INIT("search"), MSG_FIELD_DWELLING, false, "f2"},
    {URL_INIT("queue"), MSG_FIELD_DECISION, false, NULL},
};

void sample_fill(
    struct arena *a, enum lang lang, struct str probe, struct ui *ui, struct sample_view *v)
{
	struct issues *wrong = ARENA_NEW(a, struct issues);

	wrong->arena = a;
	issue_add(wrong, STR("person.birth_date"), PROBLEM_TOO_LATE, STR("18.09.2014"));
	issue_add(wrong, STR("dwelling.house"), PROBLEM_MISSING, STR(""));
	issue_add(wrong, STR("applicant.capacity"), PROBLEM_WORD, probe);
	*ui = (struct ui){
	    .arena = a,
	    .lang = lang,
	    .flags = UI_SIGNED_IN | UI_REHEARSAL | UI_RULES_NOT_IN_FORCE | UI_SCREENING_UNAVAILABLE,
	    .path = STR("/cases/7"),
	    .query = STR("tab=2&lang=ru"),
	    .user = probe,
	    .unit = STR("Управление полиции Медеуского района, отдел миграционной службы"),
	    .role = STR("officer"),
	    .csrf = STR("0123456789abcdef"),
	    .pack = STR("almaty-260"),
	    .today = date_from_civil(2026, 11, 22),
	    .menu = menu,
	    .n_menu = ARRAY_LEN(menu),
	    .home = URL_LIT(""),
	    .sign_out = URL_LIT("sign-out"),
	    .password = URL_LIT("password"),
	    .stay = URL_LIT("session"),
	    .session_left_s = 1200,
	    .session_warn_s = 120,
	};
	*v = (struct sample_view){
	    .title = probe,
	    .name = probe,
	    .link = url_path(a, STR("persons"), probe, STR("")),
	    .issues = wrong,
	    .verdict = {.outcome = STR("refuse"), .reason = reasons, .n = ARRAY_LEN(reasons)},
	    .bar = {1125, 1500, STR("11.25"), STR("15.00")},
	    .key = STR("2b0e"),
	};
}

char *sample_page(struct arena *a, enum lang lang, const char *outside)
{
	struct sample_view v;
	struct buf b = {0};
	struct ui ui;
	char *z;

	sample_fill(a, lang, str_of(outside), &ui, &v);
	page_sample(&b, &ui, &v);
	z = arena_z(a, buf_text(&b));
	buf_free(&b);
	return z;
}
