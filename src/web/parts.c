/* The little arithmetic of the shared parts. */
#include "parts.h"

int bar_at(const struct bar_view *v, int64_t hundredths)
{
	int64_t most = v->value > v->norm ? v->value : v->norm;

	if (most <= 0 || hundredths <= 0)
		return 0;
	if (hundredths > most)
		hundredths = most;
	return (int)(hundredths * 800 / most);
}

const char *sign_of(struct str effect)
{
	if (str_is(effect, "refuse") || str_is(effect, "invalid"))
		return "bad";
	if (str_is(effect, "review") || str_is(effect, "open"))
		return "warn";
	return str_is(effect, "note") || str_is(effect, "not_required") ? "info" : "ok";
}
