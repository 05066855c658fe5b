/* Letter pairs of names: between look-alikes that no rule tells apart they say which is likelier. */
#include "name_letters.h"

#include "channel.h"

#define ROWS         27
#define AVERAGE_PAIR (-2.4F) /* nats */

static const struct {
	char before;
	int8_t after[ROWS];
} pairs[] = {
#define NAME_PAIRS(before, ...) {before, {__VA_ARGS__}},
#include "name_pairs.def"
#undef NAME_PAIRS
};

float mrz_name_pair(int before, int after)
{
	int row = before == NAME_EDGE ? 0 : before - 9;
	int column = after == NAME_EDGE ? ROWS - 1 : after - 10;

	return (float)pairs[row].after[column] / 10 - AVERAGE_PAIR;
}

/* A letter's symbol; anything else is an edge. */
static int letter_at(const char *s, int n, int i)
{
	return i >= 0 && i < n && s[i] >= 'A' && s[i] <= 'Z' ? mrz_symbol(s[i]) : NAME_EDGE;
}

/* Of the symbol at i, if it were this one. */
static float worth(const char *s, int n, int i, int symbol)
{
	int before = letter_at(s, n, i - 1), after = letter_at(s, n, i + 1);
	float sum = 0;

	if (symbol != NAME_EDGE || before != NAME_EDGE)
		sum += mrz_name_pair(before, symbol);
	if (symbol != NAME_EDGE || after != NAME_EDGE)
		sum += mrz_name_pair(symbol, after);
	return sum;
}

#define CLEARLY 3.0F /* nats */

static bool doubtful_at(const char *s, int n, int i)
{
	float is = worth(s, n, i, letter_at(s, n, i));

	for (char meant = 'A'; meant <= 'Z'; meant++)
		if (mrz_confusable(s[i], meant) && worth(s, n, i, mrz_symbol(meant)) > is + CLEARLY)
			return true;
	return false;
}

bool mrz_name_doubtful(const char *s, int n)
{
	for (int i = 0; i < n; i++)
		if (s[i] != '<' && doubtful_at(s, n, i))
			return true;
	return false;
}
