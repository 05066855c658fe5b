/* mrz: what readers and people type, as lines. */
#include "mrz.h"
#include "t.h"

#define P1 "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
#define P2 "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
#define C1 "I<UTOD231458907<<<<<<<<<<<<<<<"
#define C2 "7408122F1204159UTO<<<<<<<<<<<6"
#define C3 "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"

/* The same keys under a Russian layout, and under a Kazakh one, where the number row gives
 * letters and stops. */
#define RUSSIAN_1 "ЗБГЕЩУКШЛЫЫЩТББФТТФБЬФКШФБББББББББББББББББББ"
#define RUSSIAN_2 "Д898902С36ГЕЩ7408122А1204159ЯУ184226ИБББББ10"
#define KAZAKH_2  "Дүұүұқәсі,ГЕЩ.ңқү\"әәА\"әқң\"ғұЯУ\"үңәә,ИБББББ\"қ"

static const struct {
	const char *typed;
	unsigned marks;
	const char *lines[MRZ_ROWS]; /* NULL: of no shape */
} table[] = {
    {P1 "\n" P2, 0, {P1, P2}},
    {P1 "\r\n" P2 "\r\n", 0, {P1, P2}},
    {P1 "\r" P2 "\r\r\r", 0, {P1, P2}},
    {P1 "\t" P2 "\t", 0, {P1, P2}},
    {P1 P2, 0, {P1, P2}},
    {C1 C2 C3, 0, {C1, C2, C3}},
    {"\x02" P1 P2 "\x03", 0, {P1, P2}},
    {"~" P1 "\r" P2 "\r", 0, {P1, P2}},
    {"MRZ" P1 "\r" P2 "\r", 0, {P1, P2}},
    {"A1" P1 P2, 0, {P1, P2}},
    {"reader 7\r" C1 "\r" C2 "\r" C3, MRZ_MARK_FOLDED, {C1, C2, C3}},
    {"\r" C1 "\r" C2 "\r" C3 "\r", 0, {C1, C2, C3}},
    {"P_UTOERIKSSON__ANNA_MARIA___________________\rL898902C36UTO7408122F1204159ZE184226B_____10",
	0, {P1, P2}},
    {"P UTOERIKSSON  ANNA MARIA                   \rL898902C36UTO7408122F1204159ZE184226B     10",
	0, {P1, P2}},
    {"P<UTOERIKSSON<<ANNA<MARIA\n" P2, MRZ_MARK_COMPLETED, {P1, P2}},
    {"P<UTOERIKSSON<<ANNA<MARIA   \n  " P2 "  ", MRZ_MARK_COMPLETED, {P1, P2}},
    {"I<UTOD231458907\n" C2 "\nERIKSSON<<ANNA<MARIA", MRZ_MARK_COMPLETED, {C1, C2, C3}},
    {"p<utoeriksson<<anna<maria<<<<<<<<<<<<<<<<<<<\n" P2, MRZ_MARK_FOLDED, {P1, P2}},
    {RUSSIAN_1 "\r" RUSSIAN_2, MRZ_MARK_LAYOUT, {P1, P2}},
    {RUSSIAN_1 "\r" KAZAKH_2, MRZ_MARK_LAYOUT, {P1, P2}},
    {P1, MRZ_MARK_SHAPE, {NULL}},
    {P1 "\n" P2 "9", MRZ_MARK_SHAPE, {NULL}},
    {"P<UTODOE<<JOHN\nAA1234567", MRZ_MARK_SHAPE, {NULL}},
    {"", MRZ_MARK_SHAPE, {NULL}},
    {"\n\n\t", MRZ_MARK_SHAPE, {NULL}},
};

static void stream(size_t i)
{
	struct mrz_lines in;
	bool made = mrz_normalise(str_of(table[i].typed), &in);
	int same = 0, want = 0;

	for (int r = 0; r < MRZ_ROWS; r++) {
		const char *line = table[i].lines[r];

		want += line != NULL;
		same += line != NULL && strcmp(in.text.row[r], line) == 0;
	}
	t_ok(made == (want > 0) && same == want && in.marks == table[i].marks, __FILE__, (int)i,
	    table[i].typed);
}

/* Signs inside a line are kept as such, and no format is made of them. */
static void strangers(void)
{
	struct mrz_lines in;
	struct mrz_document d;

	OK(mrz_normalise(STR("P<UTOERIKSSON<<ANNA#MARIA<<<<<<<<<<<<<<<<<<<\n" P2), &in));
	OK(in.marks == MRZ_MARK_SYMBOLS);
	mrz_parse(&in, date_from_civil(2025, 1, 1), &d);
	OK(d.format == MRZ_UNKNOWN && !d.ok && !d.accept);
	/* a Cyrillic letter that looks Latin is none */
	OK(mrz_normalise(STR("P<UTOERIKSSОN<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n" P2), &in));
	mrz_parse(&in, date_from_civil(2025, 1, 1), &d);
	OK(!d.ok && d.format == MRZ_UNKNOWN);
}

static void endless(void)
{
	static char text[100000];
	struct mrz_lines in;

	memset(text, 'A', sizeof(text));
	OK(!mrz_normalise((struct str){text, sizeof(text)}, &in) && in.n == 0);
	memset(text, '\n', sizeof(text));
	OK(!mrz_normalise((struct str){text, sizeof(text)}, &in) && in.n == 0);
}

int main(void)
{
	for (size_t i = 0; i < ARRAY_LEN(table); i++)
		stream(i);
	strangers();
	endless();
	return t_done();
}
