/* Placeholders and what stands for them. */
#include "fill.h"
#include "t.h"

int main(void)
{
	static const struct text_arg args[] = {{"a", STR_INIT("{b}")}, {"b", STR_INIT("B")}};
	struct arena a = {0};

	OK(str_is(str_fill(&a, "", args, 2), ""));
	OK(str_is(str_fill(&a, "{b}, {a}, {b}.", args, 2), "B, {b}, B.")); /* values are not filled */
	OK(str_is(str_fill(&a, "{c} {} {b", args, 2), "{c} {} {b"));
	OK(str_is(str_fill(&a, "{b}", args, 1), "{b}"));
	OK(str_is(str_fill(&a, "{b}", NULL, 0), "{b}"));
	arena_free(&a);
	return t_done();
}
