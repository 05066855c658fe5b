/* Codes of certificates: what bits give, and what people type. */
#include "code.h"
#include "t.h"

#include <string.h>

static const char *made(const unsigned char *random)
{
	static char out[CODE_TEXT];

	code_make(random, out);
	return out;
}

static void making(void)
{
	unsigned char low[CODE_BYTES] = {0}, high[CODE_BYTES];
	/* the bits 00000 00001 00010 … 01111: the first sixteen signs in order */
	static const unsigned char rising[CODE_BYTES] = {
	    0x00, 0x44, 0x32, 0x14, 0xc7, 0x42, 0x54, 0xb6, 0x35, 0xcf};
	char grouped[CODE_GROUPED];

	memset(high, 0xff, sizeof(high));
	OK(strcmp(made(low), "0000000000000000") == 0);
	OK(strcmp(made(high), "ZZZZZZZZZZZZZZZZ") == 0);
	OK(strcmp(made(rising), "0123456789ABCDEF") == 0);
	code_group("0123456789ABCDEF", grouped);
	OK(strcmp(grouped, "0123-4567-89AB-CDEF") == 0);
}

/* Every bit counts: flipping one changes the code, in one sign. */
static void every_bit(void)
{
	int one = 0;

	for (size_t i = 0; i < (size_t)8 * CODE_BYTES; i++) {
		unsigned char random[CODE_BYTES] = {0};
		int differ = 0;

		random[i / 8] = (unsigned char)(1U << i % 8);
		for (size_t k = 0; k < CODE_SIGNS; k++)
			differ += made(random)[k] != '0';
		one += differ == 1;
	}
	OK(one == 8 * CODE_BYTES);
}

static void typing(void)
{
	static const char *const same[] = {"0123456789ABCDEF", "0123-4567-89ab-cdef",
	    " O123 4567 89AB CDEF ", "oI23 4567 89ab cdef", "0l23\u20134567\u201389AB\u2013CDEF",
	    "0-1-2-3-4-5-6-7-8-9-A-B-C-D-E-F",
	    "\u041e\u04062\u0417 4567 89\u0410\u0412 \u0421D\u0415F",
	    "\u043e\u04562\u0437 4567 89\u0430\u0432 \u0441d\u0435f"};
	static const char *const none[] = {"", "0123456789ABCDE", "0123456789ABCDEFG",
	    "U123456789ABCDEF", "0123_4567_89AB_CDEF", "0123456789ABCDE\xff",
	    "0123456789ABCDE\u0416", "----"};
	char out[CODE_TEXT];

	for (size_t i = 0; i < ARRAY_LEN(same); i++)
		OK(code_parse(str_of(same[i]), out) && strcmp(out, "0123456789ABCDEF") == 0);
	for (size_t i = 0; i < ARRAY_LEN(none); i++)
		OK(!code_parse(str_of(none[i]), out));
	OK(!code_parse((struct str){"0123456789ABCDE\0", 16}, out));
	OK(code_parse(STR("gkmnpqrstvwxyz00"), out) && strcmp(out, "GKMNPQRSTVWXYZ00") == 0);
}

int main(void)
{
	making();
	every_bit();
	typing();
	return t_done();
}
