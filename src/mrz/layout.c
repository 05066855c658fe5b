/* Where the fields stand: ICAO Doc 9303 parts 4 to 7, positions less one. */
#include "mrz_impl.h"

#define NAME(line_, at_, n_) .code = {0, 0, 2}, .issuer = {0, 2, 3}, .name = {line_, at_, n_}
/* The second line of the two-line formats begins alike. */
#define SECOND_LINE                                                                              \
	.number = {1, 0, 9}, .number_check = {1, 9, 1}, .nationality = {1, 10, 3},               \
	.birth = {1, 13, 6}, .birth_check = {1, 19, 1}, .sex = {1, 20, 1}, .expiry = {1, 21, 6}, \
	.expiry_check = {1, 27, 1}

static const struct mrz_layout layouts[] = {
    {.format = MRZ_TD1,
	.rows = 3,
	.columns = 30,
	NAME(2, 0, 30),
	.number = {0, 5, 9},
	.number_check = {0, 14, 1},
	.optional1 = {0, 15, 15},
	.birth = {1, 0, 6},
	.birth_check = {1, 6, 1},
	.sex = {1, 7, 1},
	.expiry = {1, 8, 6},
	.expiry_check = {1, 14, 1},
	.nationality = {1, 15, 3},
	.optional2 = {1, 18, 11},
	.composite_check = {1, 29, 1},
	.composite = {{0, 5, 25}, {1, 0, 7}, {1, 8, 7}, {1, 18, 11}},
	.long_number = true},
    {.format = MRZ_TD2,
	.rows = 2,
	.columns = 36,
	NAME(0, 5, 31),
	SECOND_LINE,
	.optional1 = {1, 28, 7},
	.composite_check = {1, 35, 1},
	.composite = {{1, 0, 10}, {1, 13, 7}, {1, 21, 14}},
	.long_number = true},
    {.format = MRZ_TD3,
	.rows = 2,
	.columns = 44,
	NAME(0, 5, 39),
	SECOND_LINE,
	.optional1 = {1, 28, 14},
	.optional1_check = {1, 42, 1},
	.composite_check = {1, 43, 1},
	.composite = {{1, 0, 10}, {1, 13, 7}, {1, 21, 22}}},
    {.format = MRZ_MRVA,
	.rows = 2,
	.columns = 44,
	NAME(0, 5, 39),
	SECOND_LINE,
	.optional1 = {1, 28, 16}},
    {.format = MRZ_MRVB,
	.rows = 2,
	.columns = 36,
	NAME(0, 5, 31),
	SECOND_LINE,
	.optional1 = {1, 28, 8}},
};

const struct mrz_layout *mrz_layout(enum mrz_format f)
{
	for (size_t i = 0; i < ARRAY_LEN(layouts); i++)
		if (layouts[i].format == f)
			return &layouts[i];
	return NULL;
}

int mrz_composite_weight(const struct mrz_layout *l, int line, int column)
{
	int before = 0;

	for (int i = 0; i < MRZ_COMPOSITE_PIECES; i++) {
		struct mrz_span s = l->composite[i];

		if (s.n > 0 && s.line == line && column >= s.at && column < s.at + s.n)
			return mrz_weight(before + column - s.at);
		before += s.n;
	}
	return 0;
}

bool mrz_shape_is(enum mrz_format f, int rows, int columns)
{
	const struct mrz_layout *l = mrz_layout(f == MRZ_FRENCH ? MRZ_TD2 : f);

	return l != NULL && l->rows == rows && l->columns == columns;
}

bool mrz_shape(int rows, int columns)
{
	for (enum mrz_format f = MRZ_TD1; f < MRZ_FORMAT__MAX; f++)
		if (mrz_shape_is(f, rows, columns))
			return true;
	return false;
}
