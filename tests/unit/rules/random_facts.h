/* Random requests from the field table, most of them valid; and drafts made of them. */
#ifndef RANDOM_FACTS_H
#define RANDOM_FACTS_H

#include "rules_t.h"

#include "country.h"

static inline json_t *random_day(uint64_t *seed, day_t about)
{
	static const int near[] = {
	    -200, -91, -90, -31, -6, -5, -1, 0, 1, 5, 6, 30, 31, 90, 91, 180, 181};

	return json_day(about + near[lot_below(seed, (int)ARRAY_LEN(near))]);
}

static inline json_t *random_country(uint64_t *seed)
{
	static const char *const usual[] = {"RUS", "BLR", "UKR", "ARM", "TUR", "USA", "D"};
	const char *code = country_at((size_t)lot_below(seed, (int)country_count()));

	if (lot_below(seed, 4) != 0 || strcmp(code, "KAZ") == 0)
		code = usual[lot_below(seed, (int)ARRAY_LEN(usual))];
	return json_string(code);
}

static inline json_t *random_value(uint64_t *seed, const struct field *d, day_t about)
{
	static const char *const areas[] = {"15", "29.99", "30.00", "45.0", "60", "75.01", "90"};
	static const char *const texts[] = {"", " ", "u1", "u2", "kz", "almaty"};
	int n = 0;

	switch ((enum fact_form)d->form) {
	case FORM_DATE: return random_day(seed, about);
	case FORM_BOOL: return json_boolean(lot_below(seed, 3) != 0);
	case FORM_WORD:
		while (words_of(d->words)[n] != NULL)
			n++;
		return json_string(words_of(d->words)[lot_below(seed, n)]);
	case FORM_COUNT: return json_integer(lot_below(seed, 5));
	case FORM_POSITIVE: return json_integer(1 + lot_below(seed, 4));
	case FORM_AREA: return json_string(areas[lot_below(seed, (int)ARRAY_LEN(areas))]);
	case FORM_TEXT: return json_string(texts[lot_below(seed, (int)ARRAY_LEN(texts))]);
	case FORM_TEXTS: return json_pack("[s,s]", texts[2 + lot_below(seed, 4)], "kz");
	case FORM_COUNTRY: return random_country(seed);
	case FORM_OBJECT:
	case FORM_ANY: break;
	}
	return json_null();
}

/* Order that the form asks for, mostly kept. */
static inline void random_order(uint64_t *seed, json_t *o, enum ruled_act act, day_t date)
{
	day_t entry = date - lot_below(seed, 120);

	put_at(o, STR("date"), json_day(date));
	if (json_object_get(o, "entry_date") != NULL)
		put_at(o, STR("entry_date"), json_day(entry));
	if (act == ACT_REGISTER_FOREIGNER)
		put_at(o, STR("stay_until"), json_day(entry + lot_below(seed, 120)));
	if (act == ACT_REGISTER_TEMPORARY) {
		put_at(o, STR("term.from"), json_day(date));
		put_at(o, STR("term.until"), json_day(date + lot_below(seed, 250)));
	}
	if (act == ACT_ANNUL)
		put_at(o, STR("target.date"), json_day(date - lot_below(seed, 100)));
	if (act <= ACT_REGISTER_FOREIGNER)
		put_at(o, STR("person.birth_date"),
		    json_day(date - 365 * (10 + lot_below(seed, 20)) - lot_below(seed, 400)));
	if (act <= ACT_REGISTER_TEMPORARY && lot_below(seed, 2) != 0)
		put_at(o, STR("dwelling.total_area"), json_string("95.5"));
}

/* Facts that stand in nobody's way: so that grants are not too rare. */
static inline void random_good(uint64_t *seed, json_t *o, enum ruled_act act)
{
	static const struct {
		unsigned acts;
		const char *path, *json;
	} good[] = {
	    {3, "dwelling.within_city", "true"},
	    {3, "person.status", "\"citizen\""},
	    {3, "dwelling.category", "\"apartment\""},
	    {3, "basis.kind", "\"lease\""},
	    {3, "basis.consent", "true"},
	    {3, "basis.until", "\"2018-01-01\""},
	    {15, "screening", "\"clear\""},
	    {4, "registered_here", "true"},
	    {4, "document", "true"},
	    {4, "court_ban", "false"},
	    {48, "live", "true"},
	    {48, "ground", "\"work\""},
	    {64, "target.annulled", "false"},
	    {64, "target.in_effect", "true"},
	    {64, "target.dependents", "0"},
	    {64, "violation", "\"forged\""},
	};

	for (size_t i = 0; i < ARRAY_LEN(good); i++)
		if ((good[i].acts & ACT_BIT(act)) != 0 && lot_below(seed, 8) != 0)
			put_at(o, str_of(good[i].path), json_read(str_of(good[i].json), NULL));
}

static inline json_t *random_request(uint64_t *seed)
{
	enum ruled_act act = (enum ruled_act)lot_below(seed, ACT__MAX);
	day_t date = date_from_civil(2014, 6, 1) + lot_below(seed, 1500);
	bool there[IN__MAX];
	json_t *o = json_object();

	put_at(o, STR("act"), json_string(words_of(WORDS_act)[act]));
	for (int i = 0; i < IN__MAX; i++)
		there[i] = (objects[i].needed & ACT_BIT(act)) != 0 || lot_below(seed, 2) != 0;
	for (int id = 0; id < F__MAX; id++) {
		const struct field *d = &fields[id];
		bool wanted = (d->needed & ACT_BIT(act)) != 0 || lot_below(seed, 2) != 0 ||
			      id == F_VISA_UNTIL;

		if ((d->acts & ACT_BIT(act)) != 0 && there[d->object] && wanted)
			put_at(o, str_of(d->path), random_value(seed, d, date));
	}
	random_order(seed, o, act, date);
	random_good(seed, o, act);
	return o;
}

#endif
