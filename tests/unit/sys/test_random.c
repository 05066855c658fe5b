/* Identifiers and tokens have their form and do not repeat. */
#include "random.h"
#include "t.h"

static void random_cases(void)
{
	struct arena a = {0};
	char id[RANDOM_ID], other[RANDOM_ID];
	bool seen[256] = {false}, fine = true;
	int n = 0;

	for (int i = 0; i < 400; i++) {
		random_id(id, 'P');
		fine = fine && strlen(id) == 12 && id[0] == 'P' && id[1] == '-' &&
		       strspn(id + 2, "abcdefghijklmnopqrstuvwxyz0123456789") == 10;
		for (int k = 2; k < 12; k++)
			seen[(unsigned char)id[k]] = true;
	}
	for (int i = 0; i < 256; i++)
		n += seen[i];
	OK(fine);
	OK(n == 36);
	random_id(other, 'P');
	OK(strcmp(id, other) != 0);
	OK(random_token(&a, 32).n == 64);
	OK(!str_eq(random_token(&a, 16), random_token(&a, 16)));
	OK(random_id_str(&a, 'D').p[0] == 'D');
	arena_free(&a);
}

int main(void)
{
	random_cases();
	return t_done();
}
