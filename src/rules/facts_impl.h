/* Between the two halves of rules_parse; nobody else's. */
#ifndef FACTS_IMPL_H
#define FACTS_IMPL_H

#include "facts.h"

/* What no single field shows: needs on a condition, order of dates, terms. */
void facts_check(const struct pack *pack, struct facts *f, enum rules_mode mode, struct issues *l);

#endif
