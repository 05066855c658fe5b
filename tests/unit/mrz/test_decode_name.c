/* mrz: the likeliest name by the grammar, as trying every text gives it. */
#include "cells.h"
#include "decode_impl.h"
#include "name_letters.h"
#include "t.h"

#define CELLS 6
static const char few[] = "ABNK<"; /* 15,625 texts */

/* L+ (< L+)* ( << L+ (< L+)* )? <*, or << and a second half. */
static bool half(const char *s, size_t n)
{
	if (n == 0 || s[0] == '<' || s[n - 1] == '<')
		return false;
	return strstr(s, "<<") == NULL || strstr(s, "<<") >= s + n;
}

static bool grammar(const char *s)
{
	size_t n = strlen(s);
	const char *at;

	while (n > 0 && s[n - 1] == '<')
		n--;
	at = strstr(s, "<<");
	if (at == NULL || at >= s + n)
		return half(s, n);
	return (at == s || half(s, (size_t)(at - s))) && half(at + 2, n - (size_t)(at + 2 - s));
}

static int letter(const char *s, int i)
{
	return i < 0 || s[i] == '<' || s[i] == '\0' ? NAME_EDGE : mrz_symbol(s[i]);
}

static float score_of(const float lp[CELLS][MRZ_SYMBOLS], const char *s)
{
	float score = s[0] == '<' ? -COST_NO_SURNAME : 0;

	for (int i = 0; i < CELLS; i++) {
		int b = letter(s, i - 1), c = letter(s, i);
		int a = b == NAME_EDGE ? NAME_EDGE : letter(s, i - 2);

		score += lp[i][mrz_symbol(s[i])];
		if (b != NAME_EDGE || c != NAME_EDGE)
			score += LETTER_WEIGHT * mrz_name_letter(a, b, c);
	}
	return score;
}

static void exact(struct prng *r)
{
	static float lp[CELLS][MRZ_SYMBOLS];
	const float *cells[CELLS];
	char best[CELLS + 1] = "", got[CELLS + 1] = "", text[CELLS + 1] = "";
	float top = IMPOSSIBLE;

	for (int k = 0; k < CELLS; k++) {
		sure_cell(lp[k], '7', 50);
		for (int i = 0; i < 5; i++)
			lp[k][mrz_symbol(few[i])] = -(float)prng_below(r, 80) / 10;
		cells[k] = lp[k];
	}
	for (int i = 0; i < 15625; i++) {
		for (int k = 0, v = i; k < CELLS; k++, v /= 5)
			text[k] = few[v % 5];
		if (grammar(text) && score_of((const float(*)[MRZ_SYMBOLS])lp, text) > top) {
			top = score_of((const float(*)[MRZ_SYMBOLS])lp, text);
			memcpy(best, text, CELLS);
		}
	}
	OK(fabsf(best_name(cells, CELLS, false, got) - top) < 0.001F);
	OK(strcmp(best, got) == 0);
}

int main(void)
{
	struct prng r;

	prng_seed(&r, 4);
	OK(grammar("A<B<<C") && grammar("<<AB<<") && !grammar("<AB<<<") && !grammar("A<<B<<C"));
	for (int i = 0; i < 20; i++)
		exact(&r);
	return t_done();
}
