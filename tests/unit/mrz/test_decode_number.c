/* mrz: whatever the cells, a number's check digit holds, short or long. */
#include "cells.h"
#include "decode_impl.h"
#include "mrz_rules.h"
#include "t.h"

static bool short_number(const char *text)
{
	char nine[10];

	(void)snprintf(nine, sizeof(nine), "%.9s", text);
	return text[9] == '0' + rule_digit(nine);
}

/* The old Belgian way: the filler counts. */
static bool belgian_number(const char *text)
{
	char counted[32];
	size_t n = strcspn(text + 10, "<");

	(void)snprintf(counted, sizeof(counted), "%.*s", (int)(10 + n - 1), text);
	return n > 1 && text[9] == '<' && text[10 + n - 1] == '0' + rule_digit(counted);
}

static int residue_of(const struct run *r, const char *text)
{
	int sum = 0;

	for (int k = 0; k < r->n; k++)
		sum += mrz_value(mrz_symbol(text[k])) * r->composite[k];
	return sum % 10;
}

struct tally {
	int wrong, longs;
};

static void one(struct prng *r, bool belgian, struct tally *t)
{
	static struct mrz_cells c;
	const struct mrz_layout *l = mrz_layout(MRZ_TD1);
	struct run run = {.n = 0};
	struct part p;

	noise_cells(&c, 3, 30, r);
	sure_cell(c.lp[0][14], '<', 20); /* else short numbers win */
	run_add(&run, &c, l, l->number);
	run_add(&run, &c, l, l->number_check);
	run_add(&run, &c, l, l->optional1);
	part_number(&p, &run, belgian);
	for (int i = 0; i < 10; i++) {
		const char *text = p.text[i];
		bool is_long = rule_long_number(text, text + 10, 15);

		t->longs += is_long;
		t->wrong += residue_of(&run, text) != i || strlen(text) != 25;
		t->wrong += !short_number(text) && !is_long && !(belgian && belgian_number(text));
	}
}

/* A number that holds with the filler counted in alone: how likely it is thought to be. */
static float sure(bool belgian)
{
	static struct mrz_cells c;
	static const char *const lines[MRZ_ROWS] = {"IDBEL000590240<6013<<<<<<<<<<<",
	    "8512017F1311048BEL851201002007", "LEJEUNE<<EMMA<<<<<<<<<<<<<<<<<"};
	const struct mrz_layout *l = mrz_layout(MRZ_TD1);
	struct run run = {.n = 0};
	struct part p;
	float best = IMPOSSIBLE;

	sure_cells(&c, 3, 30, lines);
	run_add(&run, &c, l, l->number);
	run_add(&run, &c, l, l->number_check);
	run_add(&run, &c, l, l->optional1);
	part_number(&p, &run, belgian);
	for (int i = 0; i < 10; i++)
		best = p.score[i] > best ? p.score[i] : best;
	return best;
}

int main(void)
{
	struct prng r;
	struct tally t = {0};

	prng_seed(&r, 2);
	for (int i = 0; i < 20; i++)
		one(&r, i % 2 == 0, &t);
	OK(t.wrong == 0);
	OK(t.longs > 0);
	OK(sure(true) > -6 && sure(false) < -15); /* the old Belgian way, if it is asked for */
	return t_done();
}
