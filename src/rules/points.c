/* The point of the Rules that a field of a request is there for (points.def). */
#include "act_letters.h"
#include "rules.h"

#include <string.h>

static const struct {
	const char *field;
	unsigned acts;
	int point;
} table[] = {
#define FIELD_POINT(acts_, field_, point_) {field_, acts_, point_},
#include "points.def"
#undef FIELD_POINT
};

/* Is it this field, or one inside it? */
static bool within(struct str field, const char *outer)
{
	size_t n = strlen(outer);

	return str_starts(field, outer) && (field.n == n || field.p[n] == '.');
}

bool rules_field_listed(enum ruled_act act, struct str field, int *point)
{
	for (size_t i = 0; i < ARRAY_LEN(table); i++)
		if ((table[i].acts & ACT_BIT(act)) != 0 && within(field, table[i].field)) {
			*point = table[i].point;
			return true;
		}
	return false;
}

int rules_field_point(enum ruled_act act, struct str field)
{
	int point;

	return rules_field_listed(act, field, &point) ? point : 0;
}
