/* model: the individual identification number. */
#include "iin.h"
#include "values.h"

static struct str becomes_iin(struct arena *a, const char *form, struct str s)
{
	enum iin_fault f = iin_fault(s);

	(void)a;
	(void)form;
	return f == IIN_OK ? s : f == IIN_FORM ? STR("form") : STR("check");
}

static void iins(void)
{
	struct str iin = STR("900101300126");
	day_t d = date_from_civil(1990, 1, 1);

	OK(iin_check_digit("90010130081") == 1);  /* second pass */
	OK(iin_check_digit("90010130080") == -1); /* never issued */
	OK(!iin_differs_birth(iin, d) && iin_differs_birth(iin, d + 1));
	OK(iin_differs_birth(iin, date_from_civil(1890, 1, 1)));
	OK(!iin_differs_sex(iin, STR("M")) && iin_differs_sex(iin, STR("F")) &&
	    !iin_differs_sex(iin, STR("X")));
	OK(!iin_without_century(iin) && iin_without_century(STR("900101000127")));
	OK(!iin_differs_birth(STR("900101000127"), d) &&
	    !iin_differs_birth(STR("900101000127"), date_from_civil(1890, 1, 1)));
}

/* Of the wrong single digits of this number one alone passes, by way of the second pass,
 * as a count made apart from this code says; the eleventh digit is left out, since its
 * weight in the first pass is 11 and the formula is blind there. */
static void iin_errors(void)
{
	char z[] = "850615400016";
	int missed = 0;

	for (int i = 0; i < 12; i++) {
		char was = z[i];

		for (char c = '0'; c <= '9' && i != 10; c++) {
			z[i] = c;
			missed += c != was && iin_fault(str_of(z)) == IIN_OK;
		}
		z[i] = was;
	}
	OK(missed == 1);
}

int main(int argc, char **argv)
{
	OK(argc == 2);
	if (argc == 2)
		values(argv[1], becomes_iin);
	iins();
	iin_errors();
	return t_done();
}
