/* The shared parts: bar, verdict, signs. */
#include "pages.gen.h"
#include "parts.h"
#include "t.h"

static void bars(void)
{
	const struct bar_view v = {1125, 1500, STR_INIT(""), STR_INIT("")};
	const struct bar_view none = {0};

	OK(bar_at(&v, v.norm) == 800 && bar_at(&v, v.value) == 600 && bar_at(&v, 9999) == 800);
	OK(bar_at(&none, 5) == 0 && bar_at(&v, -1) == 0);
}

static void signs(void)
{
	OK(strcmp(sign_of(STR("refuse")), "bad") == 0 &&
	    strcmp(sign_of(STR("invalid")), "bad") == 0);
	OK(strcmp(sign_of(STR("review")), "warn") == 0 &&
	    strcmp(sign_of(STR("open")), "warn") == 0);
	OK(strcmp(sign_of(STR("note")), "info") == 0 && strcmp(sign_of(STR("grant")), "ok") == 0);
}

/* A code without texts is shown as it is; the remedy stands at what needs one. */
static void verdicts(void)
{
	static const struct reason_view reasons[] = {
	    {STR_INIT("refuse"), STR_INIT("no-basis"), STR_INIT("7"), STR_INIT("")},
	    {STR_INIT("note"), STR_INIT("late"), STR_INIT("11"), STR_INIT("")},
	    {STR_INIT("review"), STR_INIT("<none>"), STR_INIT("17"), STR_INIT("decree 190")},
	};
	const struct verdict_view v = {
	    .outcome = STR_INIT("refuse"), .reason = reasons, .n = ARRAY_LEN(reasons)};
	const struct verdict_view empty = {.outcome = STR_INIT("grant")};
	struct arena a = {0};
	const struct ui ui = {.arena = &a, .lang = LANG_EN};
	struct buf b = {0};
	const char *z;

	part_verdict(&b, &ui, &v);
	z = arena_z(&a, buf_text(&b));
	OK(strstr(z, "app-outcome--refuse\">Refused<") != NULL);
	OK(strstr(z, text_reason(LANG_EN, STR("no-basis"))) != NULL);
	OK(strstr(z, "Present a document on ownership") != NULL &&
	    strstr(z, "point 7 · refusal") != NULL);
	OK(strstr(z, text_reason(LANG_EN, STR("late"))) != NULL);
	OK(strstr(z, text_reason_help(LANG_EN, STR("late"))) == NULL);
	OK(strstr(z, "&lt;none&gt;") != NULL && strstr(z, "rests on: decree 190") != NULL);
	buf_clear(&b);
	part_verdict(&b, &ui, &empty);
	z = arena_z(&a, buf_text(&b));
	OK(strstr(z, "Granted") != NULL && strstr(z, "<ul") == NULL);
	buf_free(&b);
	arena_free(&a);
}

int main(void)
{
	bars();
	signs();
	verdicts();
	return t_done();
}
