/*
 * mrz: typed lines, mended and not; and a hundred thousand lines with a digit, a letter, a
 * cut or a swap: `ok' is never true where a check digit of the lines contradicts, nor
 * `accept' where anything was repaired.  A second argument asks for more of them.
 */
#include "documents.h"
#include "mrz_rules.h"
#include "prng.h"

static const char *const sound[][3] = {
    {"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
	"L898902C36UTO7408122F1204159ZE184226B<<<<<10"},
    {"I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6",
	"ERIKSSON<<ANNA<MARIA<<<<<<<<<<"},
    {"I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2",
	"STEVENSON<<PETER<JOHN<<<<<<<<<"},
    {"I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"},
    {"V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
	"L8988901C4XXX4009078F96121096ZE184226B<<<<<<"},
    {"V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<"},
    {"PNRUSUTKIN<<IL98<UR9EVI3<<<<<<<<<<<<<<<<<<<<",
	"4511234569RUS8504124M<<<<<<<4150317770099<50"},
};

static char any_symbol(struct prng *r)
{
	return mrz_symbol_char((int)prng_below(r, MRZ_SYMBOLS));
}

static void mutate(char *text, struct prng *r)
{
	size_t n = strlen(text), at = prng_below(r, n), other = prng_below(r, n);
	char was = text[at];

	switch (prng_below(r, 4)) {
	case 0: text[at] = (char)('0' + prng_below(r, 10)); break;
	case 1: text[at] = any_symbol(r); break;
	case 2: memmove(text + at, text + at + 1, n - at); break;
	default:
		text[at] = text[other];
		text[other] = was;
		break;
	}
}

struct tally {
	long read, ok, accepted, repaired, contradicted, dared;
};

static void one(struct prng *r, struct tally *t)
{
	const char *const *lines = sound[prng_below(r, ARRAY_LEN(sound))];
	char text[160];
	struct mrz_lines in;
	struct mrz_document d;
	const char *rows[MRZ_ROWS] = {d.lines.row[0], d.lines.row[1], d.lines.row[2]};

	(void)snprintf(text, sizeof(text), "%s\n%s%s%s", lines[0], lines[1],
	    lines[2] == NULL ? "" : "\n", lines[2] == NULL ? "" : lines[2]);
	for (uint64_t k = 1 + prng_below(r, 3); k > 0; k--)
		mutate(text, r);
	(void)mrz_normalise(str_of(text), &in);
	/* all are read strictly, and one in five mended if need be, which takes longer */
	if (t->read % 5 == 0)
		mrz_read(&in, date_from_civil(2025, 1, 1), &d);
	else
		mrz_parse(&in, date_from_civil(2025, 1, 1), &d);
	t->read++;
	t->ok += d.ok;
	t->accepted += d.accept;
	t->repaired += d.repaired_n > 0;
	t->contradicted += d.ok && !rules_hold(mrz_format_word(d.format), rows);
	t->dared += d.accept && (d.repaired_n > 0 || !d.ok);
}

static void mutated(long n)
{
	struct prng r = {0};
	struct tally t = {0};
	char z[160];

	prng_seed(&r, 20251122);
	while (t.read < n)
		one(&r, &t);
	(void)snprintf(z, sizeof(z), "%ld lines: %ld ok, %ld accepted, %ld repaired", t.read, t.ok,
	    t.accepted, t.repaired);
	note(z);
	OK(t.contradicted == 0 && t.dared == 0);
	/* the test sees all kinds */
	OK(t.ok > n / 100 && t.ok < n && t.accepted > 0 && t.repaired > n / 200);
}

int main(int argc, char **argv)
{
	OK(argc >= 2);
	if (argc >= 2)
		documents(argv[1], mrz_read);
	mutated(argc > 2 ? strtol(argv[2], NULL, 10) : 100000);
	return t_done();
}
