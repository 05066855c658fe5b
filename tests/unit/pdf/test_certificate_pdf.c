/*
 * The page: the same bytes from any thread, the longest values fit or are refused, and what is
 * refused leaves nothing.  What stands on it is read back in tests/system/certificate.sh.
 */
#include "made_certificate.h"

#include "certificate_pdf.h"
#include "hash.h"
#include "t.h"
#include "utf8.h"

#include <malloc.h>
#include <pthread.h>
#include <string.h>

static const unsigned char secret[CERTIFICATE_SECRET] = {9};

static enum rc made(const struct certificate_facts *f, struct buf *out, struct err *e)
{
	unsigned char signature[CERTIFICATE_SIGNATURE];
	struct arena a = {0};

	certificate_sign(secret, certificate_text(&a, f), signature);
	arena_free(&a);
	return certificate_pdf(f, signature, CERTIFICATE_UNMARKED, out, e);
}

static void *in_thread(void *out)
{
	struct certificate_facts f = made_stay();

	for (int i = 0; i < 3; i++) {
		struct buf b = {0};

		if (made(&f, &b, NULL) == RC_OK)
			*(struct hash *)out = hash_of(buf_text(&b));
		buf_free(&b);
	}
	return NULL;
}

static void same_bytes(void)
{
	struct certificate_facts f = made_stay(), other = made_address();
	struct buf one = {0}, two = {0};
	struct hash hash, hashes[4] = {0};
	pthread_t threads[4];

	OK(made(&f, &one, NULL) == RC_OK);
	hash = hash_of(buf_text(&one));
	buf_z(&two, "before");
	OK(made(&other, &two, NULL) == RC_OK);
	OK(memcmp(two.p, "before%PDF-1.5", 14) == 0);
	OK(memcmp(two.p + two.n - 6, "%%EOF\n", 6) == 0);
	for (size_t i = 0; i < ARRAY_LEN(threads); i++)
		OK(pthread_create(&threads[i], NULL, in_thread, &hashes[i]) == 0);
	for (size_t i = 0; i < ARRAY_LEN(threads); i++) {
		OK(pthread_join(threads[i], NULL) == 0);
		OK(memcmp(&hashes[i], &hash, sizeof(hash)) == 0);
	}
	buf_free(&one);
	buf_free(&two);
}

/* The facts with every text as long as `n' letters, a blank after each `word' of them. */
static enum rc stretched(size_t n, size_t word, struct buf *out)
{
	static const enum certificate_field texts[] = {CERTIFICATE_UNIT_KK, CERTIFICATE_UNIT_RU,
	    CERTIFICATE_SURNAME, CERTIFICATE_GIVEN, CERTIFICATE_PATRONYMIC, CERTIFICATE_HOST,
	    CERTIFICATE_ADDRESS_KK, CERTIFICATE_ADDRESS_RU, CERTIFICATE_ISSUED_BY};
	struct certificate_facts f = made_stay();
	struct buf b = {0};
	enum rc rc;

	for (size_t i = 1; i <= n; i++)
		buf_z(&b, i % (word + 1) == 0 && i < n ? " " : "\u0416");
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		f.v[texts[i]] = buf_text(&b);
	rc = made(&f, out, NULL);
	buf_free(&b);
	return rc;
}

static void long_values(void)
{
	struct buf out = {0};

	OK(stretched(40, 40, &out) == RC_OK);
	OK(stretched(100, 20, &out) == RC_OK);
	OK(stretched(150, 12, &out) == RC_OK);
	buf_free(&out);
	OK(stretched(200, 200, &out) == RC_BAD_INPUT);
	OK(stretched(401, 10, &out) == RC_BAD_INPUT);
	OK(out.n == 0);
	buf_free(&out);
}

static void letters(void)
{
	static const char kazakh[] = "ӘәҒғҚқҢңӨөҰұҮүҺһІі Ёё № ₸ «»";
	static const char latin[] = "ĞğİıŞşŠšŽžĀāŁłØøßÆæŒœÐðÞþŐőŰűȘșȚț O\u2019N \u02bb Ẁẁ";
	struct certificate_facts f = made_stay();
	struct buf out = {0};
	struct err e = {0};
	bool yes;

	OK(certificate_printable(str_of(kazakh), &yes, NULL) == RC_OK && yes);
	OK(certificate_printable(str_of(latin), &yes, NULL) == RC_OK && yes);
	OK(certificate_printable(STR("Ελληνικά"), &yes, NULL) == RC_OK && yes);
	OK(certificate_printable(STR("王"), &yes, NULL) == RC_OK && !yes);
	OK(certificate_printable(STR("გიორგი"), &yes, NULL) == RC_OK && !yes);
	OK(certificate_printable(STR("\xff"), &yes, NULL) == RC_OK && !yes);
	f.v[CERTIFICATE_HOST] = STR("王小明");
	OK(made(&f, &out, &e) == RC_BAD_INPUT && strstr(e.msg, "host") != NULL);
	f.v[CERTIFICATE_HOST] = STR("a ");
	OK(made(&f, &out, NULL) == RC_BAD_INPUT);
	OK(out.n == 0);
}

/* What may stand on a paper at all can be printed: both fonts have each of these letters. */
static void every_letter(void)
{
	size_t letters = 0, lacking = 0;

	for (int32_t cp = 0x20; cp < 0x3000; cp++) {
		char sign[4];
		size_t n = 0;
		struct str s = {sign, 0};
		bool yes = false;

		utf8_put(sign, &n, cp);
		s.n = n;
		if (!certificate_letters(s))
			continue;
		letters++;
		lacking += certificate_printable(s, &yes, NULL) != RC_OK || !yes;
	}
	OK(letters > 1500 && lacking == 0);
}

/* Fontconfig keeps what it has matched; pages one like the other make it keep no more. */
static void memory(void)
{
	struct certificate_facts f = made_stay();
	size_t used[2];

	for (size_t half = 0; half < ARRAY_LEN(used); half++) {
		for (int i = 0; i < 15; i++) {
			struct buf b = {0};

			OK(made(&f, &b, NULL) == RC_OK);
			buf_free(&b);
		}
		used[half] = mallinfo2().uordblks;
	}
	(void)printf("# %zu bytes, then %zu\n", used[0], used[1]);
	OK(used[1] < used[0] + (size_t)32 * 1024);
}

int main(void)
{
	same_bytes();
	every_letter();
	long_values();
	letters();
	memory();
	return t_done();
}
