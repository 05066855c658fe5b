/* mrz: in every format each cell belongs to one field, and the composite covers what it should. */
#include "t.h"
#include "mrz_impl.h"

static void count(int seen[MRZ_ROWS][MRZ_COLUMNS], struct mrz_span s)
{
	for (int i = 0; i < s.n; i++)
		seen[s.line][s.at + i]++;
}

static void whole(const struct mrz_layout *l)
{
	const struct mrz_span spans[] = {l->code, l->issuer, l->name, l->number, l->number_check,
	    l->nationality, l->birth, l->birth_check, l->sex, l->expiry, l->expiry_check,
	    l->optional1, l->optional1_check, l->optional2, l->composite_check};
	int seen[MRZ_ROWS][MRZ_COLUMNS] = {{0}}, covered = 0, wrong = 0;

	for (size_t i = 0; i < ARRAY_LEN(spans); i++)
		count(seen, spans[i]);
	for (int r = 0; r < l->rows; r++)
		for (int k = 0; k < l->columns; k++) {
			wrong += seen[r][k] != 1;
			covered += mrz_composite_weight(l, r, k) > 0;
		}
	OK(wrong == 0);
	switch (l->format) {
	case MRZ_TD1: OK(covered == 50); break;
	case MRZ_TD2: OK(covered == 31); break;
	case MRZ_TD3: OK(covered == 39); break;
	default: OK(covered == 0); break;
	}
}

int main(void)
{
	for (enum mrz_format f = MRZ_TD1; f <= MRZ_MRVB; f++)
		whole(mrz_layout(f));
	OK(mrz_layout(MRZ_UNKNOWN) == NULL && mrz_layout(MRZ_FRENCH) == NULL);
	/* weights run over the joined pieces: birth is the 11th symbol in TD3, the 26th in TD1 */
	OK(mrz_composite_weight(mrz_layout(MRZ_TD3), 1, 13) == mrz_weight(10));
	OK(mrz_composite_weight(mrz_layout(MRZ_TD1), 1, 0) == mrz_weight(25));
	OK(mrz_composite_weight(mrz_layout(MRZ_TD3), 1, 20) == 0);
	OK(mrz_shape(3, 30) && mrz_shape(2, 36) && mrz_shape(2, 44));
	OK(!mrz_shape(2, 30) && !mrz_shape(3, 36) && !mrz_shape(0, 0) && !mrz_shape(-1, 44));
	return t_done();
}
