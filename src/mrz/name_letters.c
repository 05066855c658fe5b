/* Letters of names: between look-alikes that no rule tells apart they say which is likelier. */
#include "name_letters.h"

#include "channel.h"

#define LETTERS 27
#define AVERAGE (-2.2F) /* nats of a letter in names */

static const int8_t triples[LETTERS * LETTERS][LETTERS] = {
#define NAME_LETTERS(...) {__VA_ARGS__},
#include "name_triples.def"
#undef NAME_LETTERS
};

float mrz_name_letter(int a, int b, int c)
{
	int row = (a - NAME_EDGE) * LETTERS + b - NAME_EDGE;

	return (float)triples[row][c - NAME_EDGE] / 10 - AVERAGE;
}

/* A letter's symbol; anything else is an edge, and so is what lies beyond one. */
static int letter_at(const char *s, int n, int i)
{
	return i >= 0 && i < n && s[i] >= 'A' && s[i] <= 'Z' ? mrz_symbol(s[i]) : NAME_EDGE;
}

/* c behind a and b, or the first of a word, whatever stands before that. */
static float letter_worth(int a, int b, int c)
{
	if (b == NAME_EDGE && c == NAME_EDGE)
		return 0;
	return mrz_name_letter(b == NAME_EDGE ? NAME_EDGE : a, b, c);
}

/* The letters around i, if this one stood there; a filler is an edge. */
static float worth(const char *s, int n, int i, int symbol)
{
	int v[5];
	float sum = 0;

	for (int k = 0; k < 5; k++)
		v[k] = k == 2 ? symbol : letter_at(s, n, i + k - 2);
	for (int k = 2; k < 5; k++)
		sum += letter_worth(v[k - 2], v[k - 1], v[k]);
	return sum;
}

#define CLEARLY 3.5F /* nats */

static bool doubtful_at(const char *s, int n, int i)
{
	float is = worth(s, n, i, letter_at(s, n, i));

	for (int meant = 10; meant < MRZ_FILLER; meant++)
		if (mrz_confusable(s[i], mrz_symbol_char(meant)) &&
		    worth(s, n, i, meant) > is + CLEARLY)
			return true;
	return false;
}

/* A filler between two letters, which may have been one itself. */
static bool inner_filler(const char *s, int n, int i)
{
	return letter_at(s, n, i - 1) != NAME_EDGE && letter_at(s, n, i + 1) != NAME_EDGE;
}

/* The letter that is taken for a filler, alone among fillers. */
static bool lone(const char *s, int n, int i)
{
	return s[i] == 'K' && i + 1 < n && s[i + 1] == '<' && (i == 0 || s[i - 1] == '<');
}

bool mrz_name_doubtful(const char *s, int n)
{
	for (int i = 0; i < n; i++) {
		if (s[i] == '<' && !inner_filler(s, n, i))
			continue;
		if (lone(s, n, i) || doubtful_at(s, n, i))
			return true;
	}
	return false;
}
