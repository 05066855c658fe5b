/* The rule table and the pack for people: docs/rules.md. */
#include "rules.h"

static void put_footing(struct buf *b, const struct footing *f)
{
	if (f->source.n > 0)
		buf_str(b, f->source);
	else
		buf_z(b, "the Rules");
	buf_printf(b, " | %s |\n", confidence_word(f->confidence));
}

static void put_acts(struct buf *b, unsigned acts)
{
	const char *comma = "";

	for (int a = 0; a < ACT__MAX; a++) {
		if ((acts & ACT_BIT(a)) == 0)
			continue;
		buf_printf(b, "%s%s", comma, words_of(WORDS_act)[a]);
		comma = ", ";
	}
}

static void put_table(struct buf *b, const struct pack *k)
{
	buf_z(b, "## Rules\n\n| point | code | acts | when | effect | source | confidence |\n"
		 "|---|---|---|---|---|---|---|\n");
	for (size_t i = 0; i < rules_n; i++) {
		const struct rule *r = &rules[i];

		buf_printf(b, "| %d | `%s` | ", r->point, r->code);
		put_acts(b, r->acts);
		buf_printf(b, " | %s | %s", r->when, effect_word(r->effect));
		if (r->softer != NULL)
			buf_printf(b, "; %s for a former resident released early",
			    effect_word(r->softened));
		buf_z(b, " | ");
		put_footing(b, &k->by_rule[i]);
	}
	buf_z(b, "\nAll rules are judged; the strongest effect is the outcome: refuse, review, "
		 "not_required, and grant where none of these is there.\n\n");
}

static void put_parameters(struct buf *b, const struct pack *k)
{
	buf_z(b, "## Parameters\n\n| parameter | from | value | source | confidence "
		 "|\n|---|---|---|---|---|\n");
	for (int p = 0; p < PARAM__MAX; p++) {
		for (size_t i = 0; i < k->parameters[p].n; i++) {
			const struct pack_value *v = &k->parameters[p].value[i];
			char z[DATE_TEXT];

			date_print(v->from, z);
			buf_printf(b, "| `%s` | %s | ", parameter_name((enum parameter)p), z);
			if (p == PARAM_AREA_NORM)
				area_write(b, v->value);
			else
				buf_int(b, v->value);
			buf_z(b, " | ");
			put_footing(b, &v->footing);
		}
	}
	buf_char(b, '\n');
}

static void put_states(struct buf *b, const struct states *s)
{
	for (size_t i = 0; i < s->n; i++) {
		buf_z(b, i > 0 ? " " : "citizens of ");
		buf_str(b, s->code[i]);
	}
}

static void put_words(struct buf *b, const char *what, enum word_list list, unsigned set)
{
	const char *comma = "";

	if (set == 0)
		return;
	buf_printf(b, "; %s ", what);
	for (int w = 0; words_of(list)[w] != NULL; w++) {
		if ((set & 1U << w) == 0)
			continue;
		buf_printf(b, "%s%s", comma, words_of(list)[w]);
		comma = ", ";
	}
}

static void put_exemptions(struct buf *b, const struct pack *k)
{
	buf_z(b, "## Exemptions of point 21\n\n| point | who | days | source | confidence "
		 "|\n|---|---|---|---|---|\n");
	for (size_t i = 0; i < k->exemptions_n; i++) {
		const struct exemption *x = &k->exemptions[i];
		char z[DATE_TEXT];

		buf_printf(b, "| 21.%d | ", x->number);
		if (x->citizenship.n == 0)
			buf_z(b, "anybody");
		put_states(b, &x->citizenship);
		put_words(b, "purpose", WORDS_purpose, x->purposes);
		put_words(b, "document", WORDS_document, x->documents);
		put_words(b, "valid visa", WORDS_visa, x->visas);
		buf_z(b, x->card_mark ? "; border mark on the card" : "");
		buf_z(b, x->visa_free ? "; no visa required" : "");
		buf_z(b, x->investor ? "; investor status confirmed" : "");
		if (x->entry_from != DAY_NONE) {
			date_print(x->entry_from, z);
			buf_printf(b, "; entered on %s or later", z);
		}
		if (x->days < 0)
			buf_z(b, " | no limit | ");
		else
			buf_printf(b, " | %d | ", x->days);
		put_footing(b, &x->footing);
	}
	buf_char(b, '\n');
}

static void put_limits(struct buf *b, const struct pack *k)
{
	buf_z(b,
	    "## Extensions cut short\n\n| who | applications from | days from entry | source | "
	    "confidence |\n|---|---|---|---|---|\n");
	for (size_t i = 0; i < k->limits_n; i++) {
		char z[DATE_TEXT];

		date_print(k->limits[i].from, z);
		buf_z(b, "| ");
		put_states(b, &k->limits[i].citizenship);
		buf_printf(b, " | %s | %d | ", z, k->limits[i].days);
		put_footing(b, &k->limits[i].footing);
	}
	buf_char(b, '\n');
}

static void put_visa_free(struct buf *b, const struct pack *k)
{
	buf_z(b,
	    "## Entry without a visa\n\nWhat the desk proposes; no rule reads it, and the officer "
	    "may say otherwise with a note.\n\n| who | entered from | until | days | source | "
	    "confidence |\n|---|---|---|---|---|---|\n");
	for (size_t i = 0; i < k->visa_free_n; i++) {
		const struct visa_free *x = &k->visa_free[i];
		char from[DATE_TEXT], until[DATE_TEXT] = "";

		date_print(x->from, from);
		if (x->until != DAY_NONE)
			date_print(x->until, until);
		buf_z(b, "| ");
		put_states(b, &x->citizenship);
		buf_printf(b, " | %s | %s | ", from, until);
		if (x->days >= 0)
			buf_printf(b, "%d", x->days);
		buf_z(b, " | ");
		put_footing(b, &x->footing);
	}
	buf_char(b, '\n');
}

static void put_assumptions(struct buf *b, const struct pack *k)
{
	buf_z(b, "## Assumptions\n\n| point | assumption | reasons that carry it | source | "
		 "confidence |\n"
		 "|---|---|---|---|---|\n");
	for (size_t i = 0; i < k->assumptions_n; i++) {
		const struct assumption *x = &k->assumptions[i];

		buf_printf(b, "| %d | %.*s |", x->point, STR_FMT(x->text[LANG_EN]));
		for (size_t c = 0; c < x->codes_n; c++)
			buf_printf(b, " `%.*s`", STR_FMT(x->codes[c]));
		buf_z(b, " | ");
		put_footing(b, &x->footing);
	}
}

void rules_print(struct buf *b, const struct pack *k)
{
	struct arena a = {0};
	char from[DATE_TEXT];
	char until[DATE_TEXT];

	date_print(k->from, from);
	date_print(k->until, until);
	buf_printf(b, "# The rules of %.*s\n\nMade by `mekenjai rules`; do not edit.\n\n",
	    STR_FMT(k->name));
	buf_printf(b, "%.*s. %.*s.\n\n", STR_FMT(k->title[LANG_EN]), STR_FMT(k->source));
	buf_printf(b,
	    "In force from %s to %s, both included (%s). SHA-256 of the pack: `%.*s`.\n\n", from,
	    until, confidence_word(k->in_force.confidence),
	    STR_FMT(hash_hex(&a, hash_str(&k->hash))));
	buf_z(b,
	    "Confidence: `text` is read in the act itself, `agency` known from an agency's page, "
	    "`proxy` stands in for what was not found or is not said.\n\n");
	put_table(b, k);
	put_parameters(b, k);
	put_exemptions(b, k);
	put_limits(b, k);
	put_visa_free(b, k);
	put_assumptions(b, k);
	arena_free(&a);
}
