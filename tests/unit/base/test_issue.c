/* base: the list of what is wrong. */
#include "issue.h"
#include "t.h"

int main(void)
{
	struct arena a = {0};
	struct issues l = {.arena = &a};

	issue_add(&l, STR("sex"), PROBLEM_WORD, STR("M, F, X"));
	issue_add(&l, STR("iin"), PROBLEM_IIN_FORM, STR(""));
	OK(l.n == 2 && issue_at(&l, STR("iin")) && !issue_at(&l, STR("ii")));
	OK(str_is(issue_english(&a, l.first), "must be one of: M, F, X"));
	OK(str_is(issue_english(&a, l.last), "an IIN has exactly 12 digits"));
	OK(strcmp(problem_code(PROBLEM_IIN_TAKEN), "iin-taken") == 0);
	arena_free(&a);
	return t_done();
}
