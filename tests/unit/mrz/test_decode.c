/* mrz: cells decoded: sure ones as they are, noise always as a sound document. */
#include "cells.h"
#include "mrz_rules.h"
#include "t.h"

static day_t today(void)
{
	return date_from_civil(2025, 1, 1);
}

static const struct {
	int rows, columns;
	enum mrz_format format;
	const char *lines[MRZ_ROWS];
} sound[] = {
    {2, 44, MRZ_TD3,
	{"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
	    "L898902C36UTO7408122F1204159ZE184226B<<<<<10"}},
    {3, 30, MRZ_TD1,
	{"I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2",
	    "STEVENSON<<PETER<JOHN<<<<<<<<<"}},
    {2, 36, MRZ_TD2,
	{"I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"}},
    {2, 44, MRZ_MRVA,
	{"V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
	    "L8988901C4XXX4009078F96121096ZE184226B<<<<<<"}},
    {2, 36, MRZ_MRVB,
	{"V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<"}},
    {2, 44, MRZ_TD3,
	{"PNRUSUTKIN<<IL98<UR9EVI3<<<<<<<<<<<<<<<<<<<<",
	    "4511234569RUS8504124M<<<<<<<4150317770099<50"}},
};

static void as_they_are(void)
{
	static struct mrz_cells c;
	struct mrz_document d;

	for (size_t i = 0; i < ARRAY_LEN(sound); i++) {
		int same = 0;

		sure_cells(&c, sound[i].rows, sound[i].columns, sound[i].lines);
		mrz_decode(&c, today(), &d);
		for (int r = 0; r < sound[i].rows; r++)
			same += strcmp(d.lines.row[r], sound[i].lines[r]) == 0;
		OK(same == sound[i].rows && d.format == sound[i].format);
		OK(d.ok && d.accept && d.repaired_n == 0 && d.cost < 0.01 && d.confidence > 0.95);
	}
}

/* One passport, with one cell in doubt. */
static void in_doubt(int line, int column, char seen, float nats, struct mrz_document *d)
{
	static struct mrz_cells c;
	char right = sound[0].lines[line][column];

	sure_cells(&c, 2, 44, sound[0].lines);
	sure_cell(c.lp[line][column], seen, 15);
	c.lp[line][column][mrz_symbol(right)] = -nats;
	mrz_decode(&c, today(), d);
}

static void doubts(void)
{
	struct mrz_document d;

	in_doubt(1, 13, 'T', 2, &d); /* a letter in a date */
	OK(d.ok && d.accept && d.repaired_n == 1 && d.repaired[0].from == 'T');
	OK(d.repaired[0].line == 1 && d.repaired[0].column == 13 && d.raw.row[1][13] == 'T');
	OK(d.verdict[MRZ_F_BIRTH] == MRZ_REPAIRED && d.verdict[MRZ_F_EXPIRY] == MRZ_OK);
	in_doubt(1, 13, 'T', 6, &d); /* the same, dearer than is taken unseen */
	OK(d.ok && !d.accept && d.cost > 5);
	in_doubt(0, 8, 'X', 8, &d); /* no rule is broken: it stands, but is not sure */
	OK(d.ok && d.lines.row[0][8] == 'X');
	in_doubt(0, 30, 'K', 3, &d); /* a letter in the tail of fillers */
	OK(d.ok && d.lines.row[0][30] == '<' && d.verdict[MRZ_F_SURNAME] == MRZ_REPAIRED);
}

/* A name's letter below the bound, or a look-alike of the number, is left to a person. */
static void unsure(void)
{
	static struct mrz_cells c;
	struct mrz_document d;

	sure_cells(&c, 2, 44, sound[0].lines);
	c.lp[0][8][mrz_symbol('K')] = -0.6F;
	c.lp[0][8][mrz_symbol('X')] = -0.8F;
	mrz_decode(&c, today(), &d);
	OK(d.ok && !d.accept && d.name_least < 0.65 && d.repaired_n == 0);
}

static void noise(struct prng *r)
{
	static struct mrz_cells c;
	static const int shapes[][2] = {{3, 30}, {2, 36}, {2, 44}};
	int wrong = 0, accepted = 0, formats[MRZ_FORMAT__MAX] = {0}, belgian = 0;

	for (int i = 0; i < 90; i++) {
		struct mrz_document d;
		const char *rows[MRZ_ROWS] = {d.lines.row[0], d.lines.row[1], d.lines.row[2]};

		noise_cells(&c, shapes[i % 3][0], shapes[i % 3][1], r);
		mrz_decode(&c, today(), &d);
		formats[d.format]++;
		accepted += d.accept;
		belgian += d.old_belgian;
		wrong += !d.old_belgian && !(d.ok && rules_hold(mrz_format_word(d.format), rows));
	}
	OK(wrong == 0 && accepted == 0 && belgian < 5);
	OK(formats[MRZ_TD1] == 30 && formats[MRZ_UNKNOWN] == 0);
}

/* What no reader should give: shapes of no format, numbers that are none. */
static void nonsense(void)
{
	static struct mrz_cells c;
	struct mrz_document d;

	c.rows = 2;
	c.columns = 30;
	mrz_decode(&c, today(), &d);
	OK(d.format == MRZ_UNKNOWN && !d.ok && !d.accept && d.error_n == 1);
	c.rows = -1;
	mrz_decode(&c, today(), &d);
	OK(!d.ok && d.lines.row[0][0] == '\0');
	c.rows = 2;
	c.columns = 44;
	for (int k = 0; k < 44; k++)
		for (int s = 0; s < MRZ_SYMBOLS; s++)
			c.lp[0][k][s] = c.lp[1][k][s] = s % 3 == 0   ? NAN
							: s % 3 == 1 ? -INFINITY
								     : INFINITY;
	mrz_decode(&c, today(), &d);
	OK(d.ok && !d.accept && isfinite(d.cost) && isfinite(d.score));
}

int main(void)
{
	struct prng r;

	prng_seed(&r, 6);
	as_they_are();
	doubts();
	unsure();
	noise(&r);
	nonsense();
	return t_done();
}
