/* Rows of a notice, looked at without a register: taken whole or named with line and field. */
#include "notice_rows.h"

static struct arena a;

static void rows_of_csv(void)
{
	struct notice_rows rows;
	struct rejected_row *row = NULL;
	struct issues bad = csv(&a, STR("\xef\xbb\xbf" HEAD GOOD GOOD OTHER), &rows);

	OK(bad.n == 0 && rows.n == 2 && rows.v[0].line == 2 && rows.v[1].line == 4);
	OK(rows.rejected_n == 1 && notice_rejected(&a, rows.rejected, &row) == 1);
	OK(row != NULL && row[0].line == 3 && row[0].issue.problem == PROBLEM_TWICE &&
	    str_is(row[0].issue.field, "document_number"));
	OK(str_is(json_get_str(rows.v[0].data, "surname"), "KAYA") && rows.sha256.n == 64);

	/* a day to come is wrong in what has been, and right in what will be */
	bad = csv(&a, STR(HEAD "KAYA,2015-05-03,M,TUR,K1,2025-01-01,2015-05-03,2015-06-06\n" GOOD),
	    &rows);
	OK(bad.n == 0 && rows.n == 1 && notice_rejected(&a, rows.rejected, &row) == 2);
	OK(row != NULL && row[0].issue.problem == PROBLEM_FUTURE &&
	    row[1].issue.problem == PROBLEM_FUTURE);

	bad = csv(&a,
	    STR(HEAD "KAYA\n" GOOD
		     "\"K\xff\",1990-01-01,M,TUR,K3,2025-01-01,2015-05-01,2015-06-06\n"),
	    &rows);
	OK(bad.n == 0 && rows.n == 1 && notice_rejected(&a, rows.rejected, &row) == 2);
	OK(row != NULL && row[0].issue.problem == PROBLEM_ROW_FIELDS &&
	    row[1].issue.problem == PROBLEM_BAD_UTF8);
}

static void no_notice(void)
{
	struct notice_rows rows;
	struct issues bad = csv(&a, STR(""), &rows);
	struct buf b = {0};

	OK(issue_is(&bad, "guests", PROBLEM_MISSING));
	bad = csv(&a, STR(HEAD), &rows);
	OK(issue_is(&bad, "guests", PROBLEM_MISSING));
	bad = csv(&a, STR("surname,shoe\nA,43\n"), &rows);
	OK(issue_is(&bad, "shoe", PROBLEM_UNKNOWN_FIELD) && issue_is(&bad, "sex", PROBLEM_MISSING));
	bad = csv(&a, STR("\x89PNG\r\n\x1a\n\xff\xfe\n"), &rows);
	OK(issue_is(&bad, "guests", PROBLEM_BAD_UTF8));
	bad = csv(&a, STR(HEAD "KAYA\n"), &rows); /* no row is good */
	OK(issue_is(&bad, "guests.2", PROBLEM_ROW_FIELDS) && rows.n == 0);
	buf_z(&b, HEAD);
	for (int i = 0; i < NOTICE_GUESTS_MAX; i++)
		buf_printf(&b, "KAYA,1990-01-01,M,TUR,K%d,2025-01-01,2015-05-01,2015-06-06\n", i);
	bad = csv(&a, buf_text(&b), &rows);
	OK(bad.n == 0 && rows.n == NOTICE_GUESTS_MAX);
	buf_z(&b, "x\n");
	bad = csv(&a, buf_text(&b), &rows);
	OK(issue_is(&bad, "guests", PROBLEM_TOO_MANY));
	buf_free(&b);
}

static void rows_of_json(void)
{
	struct issues bad;
	struct notice_rows rows = json_rows(&a,
	    "{\"guests\":[" GUEST("J1", "2015-06-06",
		",\"mrz\":[\"p<turkaya<<ali<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<\","
		"\"J1<<<<<<<0TUR9001011M2501017<<<<<<<<<<<<<<04\"]") ",5]}",
	    &bad);

	OK(bad.n == 0 && rows.n == 1 && rows.v[0].line == 1 && rows.rejected_n == 1);
	OK(str_is(json_get_str(rows.v[0].data, "mrz"),
	    "P<TURKAYA<<ALI<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<|"
	    "J1<<<<<<<0TUR9001011M2501017<<<<<<<<<<<<<<04"));
	rows = json_rows(&a, "{\"guests\":[" GUEST("J1", "2015-06-06", ",\"mrz\":[5]") "]}", &bad);
	OK(issue_is(&bad, "guests.1.mrz", PROBLEM_NOT_TEXT) && rows.n == 0);
	rows = json_rows(&a, "{\"guests\":{}}", &bad);
	OK(issue_is(&bad, "guests", PROBLEM_NOT_LIST) && rows.n == 0);
	rows = json_rows(&a, "{}", &bad);
	OK(issue_is(&bad, "guests", PROBLEM_MISSING) && rows.n == 0);
}

int main(void)
{
	rows_of_csv();
	no_notice();
	rows_of_json();
	arena_free(&a);
	return t_done();
}
