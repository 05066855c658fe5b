/* model: identifiers, IIN, names, partly unknown dates, areas and shares, countries. */
#include "area.h"
#include "country.h"
#include "ident.h"
#include "iin.h"
#include "name.h"
#include "partdate.h"
#include "t.h"

/*
 * A line of tests/data/small/values.txt: form, a tab, the text, a tab, what it
 * becomes, or `-' where it is refused.
 */
static struct str becomes(struct arena *a, const char *form, struct str s)
{
	char z[64] = "-";
	int64_t hundredths;
	struct share share;
	struct partdate p;

	if (strcmp(form, "ident") == 0)
		return ident_ok(s) ? s : STR("-");
	if (strcmp(form, "made") == 0)
		return ident_made(s) ? s : STR("-");
	if (strcmp(form, "iin") == 0)
		return iin_fault(s) == IIN_OK     ? s
		       : iin_fault(s) == IIN_FORM ? STR("form")
						  : STR("check");
	if (strcmp(form, "name") == 0)
		return name_ok(name_tidy(a, s)) ? name_tidy(a, s) : STR("-");
	if (strcmp(form, "latin") == 0)
		return name_latin(s) ? s : STR("-");
	if (strcmp(form, "country") == 0)
		return country_code(s).n > 0 ? country_code(s) : STR("-");
	if (strcmp(form, "area") == 0 && area_parse(s, &hundredths))
		area_print(hundredths, z);
	if (strcmp(form, "share") == 0 && share_parse(s, &share))
		share_print(share, z);
	if (strcmp(form, "part") == 0 && partdate_parse(s, &p))
		partdate_print(p, z);
	return arena_str(a, str_of(z));
}

static void table(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "r");
	char line[512];
	size_t n = 0;

	OK(f != NULL);
	while (f != NULL && fgets(line, sizeof(line), f) != NULL) {
		char *text = strchr(line, '\t'),
		     *want = text != NULL ? strchr(text + 1, '\t') : NULL;

		if (want == NULL)
			continue;
		*text++ = *want++ = '\0';
		want[strcspn(want, "\n")] = '\0';
		note(arena_printf(a, "%s: %s", line, text).p);
		OK(str_is(becomes(a, line, str_of(text)), want));
		n++;
	}
	OK(n > 80);
	if (f != NULL)
		(void)fclose(f);
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

static void dates(void)
{
	struct partdate p;
	int wrong = 0;

	OK(partdate_parse(STR("1996-02"), &p) && !partdate_whole(p));
	OK(partdate_first(p) == date_from_civil(1996, 2, 1));
	OK(partdate_last(p) == date_from_civil(1996, 2, 29));
	OK(partdate_parse(STR("1994"), &p) && partdate_first(p) == date_from_civil(1994, 1, 1) &&
	    partdate_last(p) == date_from_civil(1994, 12, 31));
	OK(partdate_parse(STR(""), &p) && partdate_first(p) == DAY_MIN &&
	    partdate_last(p) == DAY_MAX);
	OK(partdate_parse(STR("2199-12"), &p) && partdate_last(p) == DAY_MAX);
	for (day_t d = DAY_MIN; d <= DAY_MAX; d += 17) {
		char z[PARTDATE_TEXT];

		partdate_print(partdate_of(d), z);
		if (!partdate_parse(str_of(z), &p) || !partdate_whole(p) ||
		    partdate_first(p) != d || partdate_last(p) != d)
			wrong++;
	}
}

int main(int argc, char **argv)
{
	struct arena a = {0};
	char z[IDENT_MADE_TEXT];
	size_t n;
	const char *const *all = country_all(&n);

	OK(argc == 2);
	if (argc == 2)
		table(&a, arena_printf(&a, "%s/values.txt", argv[1]).p);
	iins();
	iin_errors();
	dates();
	ident_make('P', UINT64_MAX, z);
	OK(ident_made(str_of(z)) && ident_ok(str_of(z)) && z[0] == 'P');
	OK(n == 249 + 15 && all[n] == NULL);
	for (size_t i = 1; i < n; i++)
		OK(strcmp(all[i - 1], all[i]) < 0);
	arena_free(&a);
	return t_done();
}
