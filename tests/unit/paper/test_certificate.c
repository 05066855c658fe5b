/* What stands on a certificate: which facts pass, their canonical text, how they are shown. */
#include "made_certificate.h"

#include "t.h"

#include <string.h>

static bool good(const struct certificate_facts *f)
{
	return certificate_check_facts(f, NULL) == RC_OK;
}

/* Does the paper pass with this value in the field? */
static bool with(struct certificate_facts f, enum certificate_field field, const char *z)
{
	struct err e = {0};
	enum rc rc;

	f.v[field] = str_of(z);
	rc = certificate_check_facts(&f, &e);
	OK(rc == RC_OK || field == CERTIFICATE_KIND ||
	    strstr(e.msg, certificate_key(field)) != NULL);
	return rc == RC_OK;
}

static void forms(void)
{
	static const struct {
		enum certificate_field field;
		const char *good[4], *bad[8];
	} rows[] = {
	    {CERTIFICATE_KIND, {"stay"}, {"visa", "Stay"}},
	    {CERTIFICATE_LAYOUT, {"1"}, {"2", "01"}},
	    {CERTIFICATE_NUMBER, {"А-1", "I І"},
		{" a", "a ", "a  b", "a\nb", "a\u00a0b", "a\u00adb", "a\u200bb"}},
	    {CERTIFICATE_SURNAME, {"Ә", "Өміров", "O\u2019Neill"}, {"\xff", "и\u0306", "a\tb"}},
	    {CERTIFICATE_COPY, {"1", "10", "9999"}, {"0", "01", "1a", "-1", "10000"}},
	    {CERTIFICATE_CODE, {"0123456789ABCDEF"},
		{"0123456789abcdef", "0123-4567-89AB-CDEF", "O123456789ABCDEF", "0123456789ABCDE"}},
	    {CERTIFICATE_CHECK, {"http://127.0.0.1:8080", "https://a.kz/b"},
		{"https://a.kz/", "ftp://a.kz", "https://a.kz#b", "https://a kz", "a.kz"}},
	    {CERTIFICATE_BIRTH_DATE, {"1988-03-14", "1988-03", "1988"},
		{"14.03.1988", "1988-02-30", "88"}},
	    {CERTIFICATE_SEX, {"M", "F", "X"}, {"m", "male"}},
	    {CERTIFICATE_CITIZENSHIP, {"UZB", "DEU", "XXA"}, {"uzb", "ZZZ", "UZ"}},
	    {CERTIFICATE_IIN, {"900312300014"}, {"900312300017", "9003"}},
	    {CERTIFICATE_DOCUMENT_TYPE, {"foreign_passport", "id_card"}, {"visa"}},
	    {CERTIFICATE_DOCUMENT_EXPIRES, {"2016-10-02"}, {"2016-10", "2016-13-02"}},
	    {CERTIFICATE_UNTIL, {"2014-05-05", "2199-12-31"}, {"2014-05-04"}}, /* before from */
	    {CERTIFICATE_REHEARSAL, {"yes"}, {"no", "true"}},
	};
	struct certificate_facts f = made_stay();

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		for (size_t k = 0; k < ARRAY_LEN(rows[i].good) && rows[i].good[k] != NULL; k++)
			OK(with(f, rows[i].field, rows[i].good[k]));
		for (size_t k = 0; k < ARRAY_LEN(rows[i].bad) && rows[i].bad[k] != NULL; k++)
			OK(!with(f, rows[i].field, rows[i].bad[k]));
	}
}

/* What must be there, may be, must not: one field at a time. */
static void needed(struct certificate_facts f, size_t n)
{
	size_t without = 0;

	OK(good(&f));
	for (enum certificate_field i = 0; i < CERTIFICATE__FIELDS; i++) {
		struct certificate_facts less = f;

		less.v[i] = (struct str){0};
		without += f.v[i].n > 0 && !good(&less);
	}
	OK(without == n);
}

static void together(void)
{
	struct certificate_facts stay = made_stay(), address = made_address(), f;

	needed(stay, 18);
	needed(address, 18);
	f = stay;
	f.v[CERTIFICATE_SURNAME] = STR("");
	OK(good(&f)); /* the Latin name is there */
	f.v[CERTIFICATE_SURNAME_LATIN] = STR("");
	OK(!good(&f));
	f = stay;
	f.v[CERTIFICATE_RESIDENCE] = STR("permanent");
	OK(!good(&f));
	f = address;
	f.v[CERTIFICATE_HOST] = STR("a");
	OK(!good(&f));
	f = address;
	f.v[CERTIFICATE_RESIDENCE] = STR("temporary");
	f.v[CERTIFICATE_UNTIL] = STR("2016-02-01");
	OK(good(&f));
}

static void long_values(void)
{
	struct certificate_facts f = made_stay();
	char z[CERTIFICATE_LINE_MAX * 2 + 2];

	for (size_t i = 0; i < sizeof(z); i++)
		z[i] = "Ә"[i % 2];
	f.v[CERTIFICATE_HOST] = (struct str){z, (size_t)2 * CERTIFICATE_LINE_MAX};
	OK(good(&f));
	f.v[CERTIFICATE_HOST].n += 2;
	OK(!good(&f));
	for (enum certificate_field i = CERTIFICATE_UNIT_KK; i <= CERTIFICATE_GIVEN_LATIN; i++)
		f.v[i] = (struct str){z, (size_t)2 * CERTIFICATE_LINE_MAX};
	f.v[CERTIFICATE_HOST] = (struct str){z, (size_t)2 * CERTIFICATE_LINE_MAX};
	f.v[CERTIFICATE_ADDRESS_KK] = f.v[CERTIFICATE_ADDRESS_RU] = f.v[CERTIFICATE_HOST];
	OK(!good(&f)); /* each would do, all together are too much */
}

static void canonical(void)
{
	struct arena a = {0};
	struct certificate_facts f = made_address(), back;
	struct str text = certificate_text(&a, &f);
	static const char start[] =
	    "{\"address_kk\":\"Алматы қаласы, Медеу ауданы, Достық даңғылы, 97-үй, 3-пәтер\","
	    "\"address_ru\":\"город Алматы";

	OK(str_starts(text, start));
	OK(certificate_read(&a, text, &back, NULL) == RC_OK);
	OK(str_eq(certificate_text(&a, &back), text));
	for (enum certificate_field i = 0; i < CERTIFICATE__FIELDS; i++)
		OK(str_eq(f.v[i], back.v[i]));
	/* nothing but the canonical text is read */
	OK(certificate_read(&a, arena_printf(&a, " %.*s", STR_FMT(text)), &back, NULL) ==
	    RC_BAD_INPUT);
	OK(certificate_read(&a, arena_printf(&a, "%.*s,\"z\":\"1\"}", (int)text.n - 1, text.p),
	       &back, NULL) == RC_BAD_INPUT);
	OK(certificate_read(&a, arena_printf(&a, "%.*s,\"z\":1}", (int)text.n - 1, text.p), &back,
	       NULL) == RC_BAD_INPUT);
	OK(certificate_read(&a, STR("[]"), &back, NULL) == RC_BAD_INPUT);
	OK(certificate_read(&a, STR("{}"), &back, NULL) == RC_BAD_INPUT);
	OK(certificate_read(&a, (struct str){text.p, text.n - 1}, &back, NULL) == RC_BAD_INPUT);
	arena_free(&a);
}

static void shown(void)
{
	struct arena a = {0};
	struct certificate_facts f = made_stay();

	OK(str_is(certificate_shown(&a, &f, CERTIFICATE_UNTIL), "01.08.2014"));
	OK(str_is(certificate_shown(&a, &f, CERTIFICATE_CODE), "7QK3-91VB-X2M4-TZ8N"));
	OK(str_is(certificate_shown(&a, &f, CERTIFICATE_SURNAME), "Каримов"));
	OK(certificate_shown(&a, &f, CERTIFICATE_REPEALED_ON).n == 0);
	f.v[CERTIFICATE_BIRTH_DATE] = STR("1988-03");
	OK(str_is(certificate_shown(&a, &f, CERTIFICATE_BIRTH_DATE), "03.1988"));
	f.v[CERTIFICATE_BIRTH_DATE] = STR("1988");
	OK(str_is(certificate_shown(&a, &f, CERTIFICATE_BIRTH_DATE), "1988"));
	arena_free(&a);
}

int main(void)
{
	forms();
	together();
	long_values();
	canonical();
	shown();
	return t_done();
}
