/* mrz: how letters follow each other in names, and names that a look-alike may have spoilt. */
#include "name_letters.h"
#include "t.h"

#include <math.h>

static bool doubtful(const char *z)
{
	return mrz_name_doubtful(z, (int)strlen(z));
}

/* What follows two letters is one of 27, so the probabilities sum to one. */
static int bad_rows(void)
{
	float average = mrz_name_letter(NAME_EDGE, NAME_EDGE, 10);
	int bad = 0;

	for (int a = NAME_EDGE; a < MRZ_FILLER; a++) {
		for (int b = NAME_EDGE; b < MRZ_FILLER; b++) {
			double sum = 0;

			for (int c = NAME_EDGE; c < MRZ_FILLER; c++)
				sum += exp((double)mrz_name_letter(a, b, c) - 2.2);
			bad += sum < 0.9 || sum > 1.1;
		}
	}
	return bad + (average < -10 || average > 10);
}

int main(void)
{
	OK(bad_rows() == 0);
	OK(mrz_name_letter(mrz_symbol('O'), mrz_symbol('V'), NAME_EDGE) >
	    mrz_name_letter(mrz_symbol('O'), mrz_symbol('U'), NAME_EDGE));
	OK(!doubtful("IVANOV<<DANIEL<<<<<") && !doubtful("KIM<<MINJUN<<<<<<<<"));
	OK(doubtful("IVANDV<<DANIEL<<<<<")); /* D for O */
	OK(doubtful("MARTLN<<DANIEL<<<<<")); /* L for I */
	OK(doubtful("IVANOV<<DANIEL<K<<<")); /* K for a filler */
	OK(!doubtful("IVANOV<<DANIEL<K"));   /* cut short, it may be an initial */
	OK(!doubtful("<<<<<<<<") && !doubtful(""));
	return t_done();
}
