/*
 * The check digits of lines, worked out apart from src/mrz: positions as the standard
 * writes them (from 1), one list a format.  For tests that must not believe what they test.
 */
#ifndef MRZ_RULES_H
#define MRZ_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct rule_span {
	int line, first, last; /* line 0: none */
};
struct rule_check {
	struct rule_span over[4];
	struct rule_span digit;
	bool filler_for_blank; /* a filler may stand for the digit of a blank field */
};
struct rule_format {
	const char *name;
	int rows, columns;
	struct rule_check checks[5];
};

#define TWO_LINES                                                               \
	{{{2, 1, 9}}, {2, 10, 10}, false}, {{{2, 14, 19}}, {2, 20, 20}, false}, \
	{                                                                       \
		{{2, 22, 27}}, {2, 28, 28}, true                                \
	}
static const struct rule_format rule_formats[] = {
    {"TD1", 3, 30,
	{{{{1, 6, 14}}, {1, 15, 15}, false}, {{{2, 1, 6}}, {2, 7, 7}, false},
	    {{{2, 9, 14}}, {2, 15, 15}, true},
	    {{{1, 6, 30}, {2, 1, 7}, {2, 9, 15}, {2, 19, 29}}, {2, 30, 30}, false}}},
    {"TD2", 2, 36, {TWO_LINES, {{{2, 1, 10}, {2, 14, 20}, {2, 22, 35}}, {2, 36, 36}, false}}},
    {"TD3", 2, 44,
	{TWO_LINES, {{{2, 29, 42}}, {2, 43, 43}, true},
	    {{{2, 1, 10}, {2, 14, 20}, {2, 22, 43}}, {2, 44, 44}, false}}},
    {"MRVA", 2, 44, {TWO_LINES}},
    {"MRVB", 2, 36, {TWO_LINES}},
    {"FRA-ID-OLD", 2, 36,
	{{{{2, 1, 12}}, {2, 13, 13}, false}, {{{2, 28, 33}}, {2, 34, 34}, false},
	    {{{1, 1, 36}, {2, 1, 35}}, {2, 36, 36}, false}}},
};

static inline int rule_value(char c)
{
	static const char symbols[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	const char *at = c == '<' || c == '\0' ? NULL : strchr(symbols, c);

	return at == NULL ? 0 : (int)(at - symbols);
}

static inline int rule_digit(const char *s)
{
	int sum = 0;

	for (int i = 0; s[i] != '\0'; i++)
		sum += rule_value(s[i]) * (i % 3 == 0 ? 7 : i % 3 == 1 ? 3 : 1);
	return sum % 10;
}

static inline void rule_join(char *out, const char *const lines[3], const struct rule_span *over)
{
	for (int i = 0; i < 4 && over[i].line > 0; i++) {
		int n = over[i].last - over[i].first + 1;

		memcpy(out, lines[over[i].line - 1] + over[i].first - 1, (size_t)n);
		out += n;
	}
	*out = '\0';
}

/* A long number: nine symbols, a filler, more, its digit, a filler or the end of the field. */
static inline bool rule_long_number(const char *number, const char *rest, int room)
{
	char joined[32] = "";
	int n = 0;

	while (n < room && rest[n] != '<')
		n++;
	if (n < 2 || memchr(number, '<', 9) != NULL)
		return false;
	memcpy(joined, number, 9);
	memcpy(joined + 9, rest, (size_t)n - 1);
	return rest[n - 1] == '0' + rule_digit(joined);
}

static inline bool rule_holds(
    const struct rule_format *f, const char *const lines[3], const struct rule_check *c)
{
	char joined[160];
	char digit = lines[c->digit.line - 1][c->digit.first - 1];
	bool number = c == &f->checks[0];

	rule_join(joined, lines, c->over);
	if (digit == '0' + rule_digit(joined))
		return true;
	if (digit != '<')
		return false;
	if (c->filler_for_blank && strspn(joined, "<") == strlen(joined))
		return true;
	if (number && strcmp(f->name, "TD1") == 0)
		return rule_long_number(lines[0] + 5, lines[0] + 15, 15);
	if (number && strcmp(f->name, "TD2") == 0)
		return rule_long_number(lines[1], lines[1] + 28, 7);
	return false;
}

/* Do all check digits hold that a format of this name has? */
static inline bool rules_hold(const char *format, const char *const lines[3])
{
	for (size_t i = 0; i < sizeof(rule_formats) / sizeof(rule_formats[0]); i++) {
		const struct rule_format *f = &rule_formats[i];

		if (strcmp(f->name, format) != 0)
			continue;
		for (int k = 0; k < 5 && f->checks[k].digit.line > 0; k++)
			if (!rule_holds(f, lines, &f->checks[k]))
				return false;
		return true;
	}
	return false;
}

#endif
