/* base: arenas, text, dates, JSON. */
#include "date.h"
#include "hash.h"
#include "json.h"
#include "t.h"
#include "utf8.h"

static void dates(struct arena *a)
{
	day_t d;

	OK(date_parse(STR("1850-01-01"), &d) && d == DAY_MIN);
	OK(date_parse(STR("2199-12-31"), &d) && d == DAY_MAX);
	OK(date_parse(STR("2016-02-29"), &d) && str_is(date_str(a, d), "2016-02-29"));
	OK(!date_parse(STR("2015-02-29"), &d) && !date_parse(STR("1849-12-31"), &d));
	OK(!date_parse(STR("2015-2-1"), &d) && !date_parse(STR("2015-02-0x"), &d));
	OK(date_parse(STR("2015-01-31"), &d) && str_is(date_str(a, date_add_months(d, 1)), "2015-02-28"));
	OK(str_is(date_str(a, date_add_months(d, -2)), "2014-11-30"));
	OK(str_is(date_str(a, date_add_months(d, 23)), "2016-12-31"));
	for (d = DAY_MIN; d <= DAY_MAX; d++) {
		char z[DATE_TEXT];
		day_t back;

		date_print(d, z);
		if (!date_parse(str_of(z), &back) || back != d)
			break;
	}
	OK(d == DAY_MAX + 1);
	{
		day_t born, on;

		OK(date_parse(STR("2000-02-29"), &born) && date_parse(STR("2018-02-28"), &on));
		OK(date_reached_age(born, 18, on) && !date_reached_age(born, 18, on - 1));
	}
}

static void times(struct arena *a)
{
	int64_t us;

	OK(time_parse(STR("2015-03-02T10:11:12.5Z"), &us));
	OK(str_is(time_str(a, us), "2015-03-02T10:11:12.500000Z"));
	OK(str_is(time_people(a, us), "02.03.2015 16:11"));
	OK(!time_parse(STR("2015-03-02T10:11:12"), &us) && !time_parse(STR("2015-03-02T10:11:12.Z"), &us));
	/* Almaty was at +06 until the end of February 2024, and is at +05 since. */
	OK(time_parse(STR("2015-03-02T18:00:00Z"), &us));
	OK(str_is(date_str(a, date_in_almaty(us)), "2015-03-03"));
	OK(time_parse(STR("2025-03-02T18:59:59Z"), &us));
	OK(str_is(date_str(a, date_in_almaty(us)), "2025-03-02"));
}

static void texts(struct arena *a)
{
	OK(utf8_valid(STR("Әлия")) && !utf8_valid(STR("\xc3\x28")) && !utf8_valid(STR("\xed\xa0\x80")));
	OK(!utf8_valid(STR("a\0b")) && !utf8_valid(STR("\xf4\x90\x80\x80")) && !utf8_valid(STR("\xc0\x80")));
	OK(str_eq(utf8_fold(a, STR("ӘЛИЯ")), utf8_fold(a, STR("әлия"))));
	OK(str_is(utf8_nfc(a, STR("и\xcc\x86")), "й"));
	OK(utf8_blank(STR(" \t\xc2\xa0\xe3\x80\x80")) && utf8_blank(STR("")) && !utf8_blank(STR(" a ")));
	OK(utf8_length(STR("Қазақ")) == 5);
	OK(str_is(str_trim(STR("  a b\r\n")), "a b"));
}

static void json(struct arena *a)
{
	struct err e = {0};
	json_t *v = json_read(STR("{\"b\":1,\"a\":[true,null,\"\xd3\x98\"]}"), &e);

	OK(v != NULL && str_is(json_canonical(a, v), "{\"a\":[true,null,\"\xd3\x98\"],\"b\":1}"));
	json_decref(v);
	OK(json_read(STR("{\"a\":1,\"a\":2}"), &e) == NULL && e.rc == RC_BAD_INPUT);
	OK(json_read(STR("{\"a\":\"\\u0000\"}"), NULL) == NULL);
	OK(json_read(STR("{\"a\":1e999}"), NULL) == NULL);
	OK(json_read(STR("{\"a\":9223372036854775808}"), NULL) == NULL);
	OK(json_read(STR("{\"a\":\"\\ud800\"}"), NULL) == NULL);
	OK(json_read(STR(""), NULL) == NULL);
	{
		struct buf b = {0};

		for (int i = 0; i < 33; i++)
			buf_char(&b, '[');
		for (int i = 0; i < 33; i++)
			buf_char(&b, ']');
		OK(json_read(buf_text(&b), NULL) == NULL);
		v = json_read((struct str){b.p + 1, b.n - 2}, NULL);
		OK(v != NULL);
		json_decref(v);
		buf_free(&b);
	}
	{
		struct buf b = {0};

		buf_json(&b, STR("a\"\\\n\x01"));
		OK(str_is(buf_text(&b), "\"a\\\"\\\\\\n\\u0001\""));
		buf_clear(&b);
		buf_csv(&b, STR("a\"b"));
		buf_csv(&b, STR("c"));
		OK(str_is(buf_text(&b), "\"a\"\"b\"c"));
		buf_free(&b);
	}
}

static void hashes(struct arena *a)
{
	struct hash h = hash_of(STR("abc"));
	unsigned char b[2];

	OK(str_is(hash_hex(a, hash_str(&h)), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
	OK(hash_unhex(STR("0aff"), b, 2) && b[0] == 10 && b[1] == 255);
	OK(!hash_unhex(STR("0aFF"), b, 2) && !hash_unhex(STR("0a"), b, 2));
}

int main(void)
{
	struct arena a = {0};

	dates(&a);
	times(&a);
	texts(&a);
	json(&a);
	hashes(&a);
	arena_free(&a);
	return t_done();
}
