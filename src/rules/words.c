/* The words of decide.md, each list in the order of its enum in facts.h. */
#include "facts.h"

#define LIST(name, ...) static const char *const name[] = {__VA_ARGS__, NULL}

LIST(act, "register_permanent", "register_temporary", "deregister", "register_foreigner",
    "extend_stay", "shorten_stay", "annul");
LIST(target, "register_permanent", "register_temporary", "deregister", "register_foreigner",
    "extend_stay", "shorten_stay", "annul", "other");
LIST(screening, "clear", "possible", "hit", "unavailable", "not_done");
LIST(status, "citizen", "permanent_resident", "stateless_resident", "foreigner");
LIST(capacity, "self", "parent", "legal_representative", "attorney", "other");
LIST(remover, "self", "parent", "legal_representative", "attorney", "other", "owner", "authority");
LIST(category, "house", "apartment", "hotel", "dormitory", "rest_home", "sanatorium",
    "preventorium", "medical", "boarding_home", "pension", "dacha_cooperative", "nursing_home",
    "service", "dacha_other", "warehouse", "shop", "garage", "other");
LIST(fund, "state", "local_executive_rented", "private");
LIST(basis, "ownership", "lease", "sublease", "use", "other", "none");
LIST(relation, "self", "spouse", "parent", "child", "adopter", "adopted", "full_sibling",
    "half_sibling", "grandparent", "grandchild", "ward", "family_member", "in_law", "none");
LIST(release, "served", "early");
LIST(place, "former_household", "relatives", "provided", "other");
LIST(current, "none", "here", "elsewhere");
LIST(ground, "own_application", "owner_application", "death", "declared_dead_or_missing",
    "court_decision", "emigration", "citizenship_loss", "convicted", "conscription",
    "temporary_expired");
LIST(co_owners, "none", "agree", "disagree");
LIST(document, "ordinary", "diplomatic", "service", "other");
LIST(visa, "none", "diplomatic", "service", "investor", "tourist", "business", "private", "work",
    "study", "missionary", "transit", "other");
LIST(purpose, "work", "study", "tourism", "private", "business", "transit", "other");
LIST(identification, "matched", "new", "ambiguous", "mismatch", "unread");
LIST(authority, "unit", "superior", "court");

static const char *const *const lists[WORDS__MAX] = {
    [WORDS_act] = act,
    [WORDS_screening] = screening,
    [WORDS_status] = status,
    [WORDS_capacity] = capacity,
    [WORDS_remover] = remover,
    [WORDS_category] = category,
    [WORDS_fund] = fund,
    [WORDS_basis] = basis,
    [WORDS_relation] = relation,
    [WORDS_release] = release,
    [WORDS_place] = place,
    [WORDS_current] = current,
    [WORDS_ground] = ground,
    [WORDS_co_owners] = co_owners,
    [WORDS_document] = document,
    [WORDS_visa] = visa,
    [WORDS_purpose] = purpose,
    [WORDS_identification] = identification,
    [WORDS_target] = target,
    [WORDS_authority] = authority,
};

const char *const *words_of(enum word_list list)
{
	return lists[list];
}

int word_find(enum word_list list, struct str s)
{
	for (int i = 0; lists[list][i] != NULL; i++)
		if (str_is(s, lists[list][i]))
			return i;
	return -1;
}
