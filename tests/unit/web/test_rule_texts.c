/* Every rule has a title and a remedy, and every word of the facts a word for people, in each language. */
#include "facts.h"
#include "rules.h"
#include "t.h"
#include "text.h"

/* The group of i18n that a list of words is shown by. */
static const char *group_of(enum word_list list)
{
	switch (list) {
	case WORDS_act:
	case WORDS_target: return "act";
	case WORDS_screening: return "screening";
	case WORDS_status: return "status";
	case WORDS_capacity:
	case WORDS_remover: return "capacity";
	case WORDS_category: return "category";
	case WORDS_fund: return "fund";
	case WORDS_basis: return "basis";
	case WORDS_relation: return "relation";
	case WORDS_release: return "release";
	case WORDS_place: return "place";
	case WORDS_current: return "current";
	case WORDS_ground: return "ground";
	case WORDS_co_owners: return "co_owners";
	case WORDS_document: return "passport";
	case WORDS_visa: return "visa";
	case WORDS_purpose: return "purpose";
	case WORDS_identification: return "identification";
	case WORDS_authority: return "authority";
	case WORDS_none:
	case WORDS__MAX: break;
	}
	return "";
}

int main(void)
{
	for (size_t i = 0; i < rules_n; i++)
		for (int l = 0; l < LANG__MAX; l++) {
			OK(text_reason((enum lang)l, str_of(rules[i].code)) != NULL);
			OK(text_reason_help((enum lang)l, str_of(rules[i].code)) != NULL);
		}
	for (int w = 0; w < WORDS__MAX; w++)
		for (const char *const *word = words_of((enum word_list)w);
		     word != NULL && *word != NULL; word++)
			if (text_word(LANG_KK, group_of((enum word_list)w), str_of(*word)) ==
			    NULL) {
				note(*word);
				OK(false);
			} else {
				OK(true);
			}
	for (int o = 0; o < OUTCOME__MAX; o++)
		OK(text_word(LANG_RU, "outcome", str_of(outcome_word((enum outcome)o))) != NULL);
	return t_done();
}
