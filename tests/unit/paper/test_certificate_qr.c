/* The QR code's text: what is signed comes back, what was changed does not. */
#include "made_certificate.h"

#include "prng.h"
#include "t.h"

#include <string.h>

static const unsigned char secret[CERTIFICATE_SECRET] = {1, 2, 3}, other[CERTIFICATE_SECRET] = {4};
static struct certificate_public keys[2];

static enum certificate_verdict verdict(struct arena *a, struct str qr)
{
	struct certificate_facts f;

	return certificate_check(a, keys, 1, qr, &f);
}

static struct str qr_of(struct arena *a, const struct certificate_facts *f)
{
	unsigned char signature[CERTIFICATE_SIGNATURE];

	certificate_sign(secret, certificate_text(a, f), signature);
	return certificate_qr(a, f, signature);
}

static struct str after(struct str qr, char mark)
{
	const char *p = memchr(qr.p, mark, qr.n);

	return (struct str){p + 1, qr.n - (size_t)(p + 1 - qr.p)};
}

static void signing(void)
{
	struct arena a = {0};
	struct certificate_facts f = made_stay();
	struct str text = certificate_text(&a, &f);
	char *changed = arena_strn(&a, text.p, text.n);
	unsigned char one[CERTIFICATE_SIGNATURE], two[CERTIFICATE_SIGNATURE];
	int passed = 0;

	certificate_sign(secret, text, one);
	certificate_sign(secret, text, two);
	OK(memcmp(one, two, sizeof(one)) == 0);
	OK(certificate_good(&keys[0], text, one));
	OK(!certificate_good(&keys[1], text, one));
	for (size_t i = 0; i < text.n; i++, changed[i - 1] ^= 1) {
		changed[i] ^= 1;
		passed += certificate_good(&keys[0], (struct str){changed, text.n}, one);
	}
	OK(passed == 0);
	OK(certificate_good(&keys[0], (struct str){changed, text.n}, one));
	OK(!certificate_good(&keys[0], (struct str){text.p, text.n - 1}, one));
	one[CERTIFICATE_SIGNATURE - 1] ^= 1;
	OK(!certificate_good(&keys[0], text, one));
	arena_free(&a);
}

static void round_trip(struct certificate_facts f)
{
	struct arena a = {0};
	struct str qr = qr_of(&a, &f);
	struct certificate_facts back;
	bool same = true;

	OK(certificate_check(&a, keys, 1, qr, &back) == CERTIFICATE_VALID);
	for (enum certificate_field i = 0; i < CERTIFICATE__FIELDS; i++)
		same = same && str_eq(f.v[i], back.v[i]);
	OK(same);
	OK(certificate_check(&a, keys, 2, qr, &back) == CERTIFICATE_VALID);
	OK(certificate_check(&a, keys + 1, 1, qr, &back) == CERTIFICATE_FORGED);
	OK(certificate_check(&a, keys, 0, qr, &back) == CERTIFICATE_FORGED);
	OK(verdict(&a, after(qr, '#')) == CERTIFICATE_VALID);
	(void)printf("# %zu letters, %zu of facts\n", qr.n, certificate_text(&a, &f).n);
	OK(qr.n < 800);
	arena_free(&a);
}

/* Every letter of it, changed into every other that a QR code may hold. */
static void changed_letters(void)
{
	static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcxyz.#:/ %=";
	struct arena a = {0};
	struct certificate_facts f = made_stay();
	struct str qr = qr_of(&a, &f);
	char *z = arena_strn(&a, qr.p, qr.n);
	int passed = 0, tried = 0;

	for (size_t i = 0; i < qr.n; i++) {
		for (const char *s = signs; *s != '\0'; s++) {
			struct arena b = {0};

			if (*s == qr.p[i])
				continue;
			z[i] = *s;
			tried++;
			passed += verdict(&b, (struct str){z, qr.n}) == CERTIFICATE_VALID;
			arena_free(&b);
		}
		z[i] = qr.p[i];
	}
	OK(passed == 0 && tried > 20000);
	OK(verdict(&a, (struct str){z, qr.n}) == CERTIFICATE_VALID);
	for (size_t n = 0; n < qr.n; n++)
		passed += verdict(&a, (struct str){qr.p, n}) == CERTIFICATE_VALID;
	OK(passed == 0);
	arena_free(&a);
}

static void verdicts(void)
{
	struct arena a = {0};
	struct certificate_facts f = made_address();
	struct str qr = qr_of(&a, &f), code = after(qr, '#'), signature;
	struct prng r;
	int damaged = 0;

	OK(verdict(&a, STR("")) == CERTIFICATE_NONE);
	OK(verdict(&a, STR("#")) == CERTIFICATE_NONE);
	OK(verdict(&a, STR("https://example.kz")) == CERTIFICATE_NONE);
	OK(verdict(&a, STR("1.")) == CERTIFICATE_DAMAGED);
	OK(verdict(&a, STR("1..")) == CERTIFICATE_DAMAGED);
	OK(verdict(&a, STR("2.AAAA.BBBB")) == CERTIFICATE_UNKNOWN);
	OK(verdict(&a, arena_printf(&a, "%.*sA", STR_FMT(qr))) == CERTIFICATE_DAMAGED);
	OK(verdict(&a, arena_printf(&a, "#%.*s", STR_FMT(code))) == CERTIFICATE_VALID);
	OK(verdict(&a, arena_printf(&a, "https://evil.example/check/%.*s#%.*s",
			   STR_FMT(f.v[CERTIFICATE_CODE]), STR_FMT(code))) == CERTIFICATE_ADDRESS);
	OK(verdict(&a, arena_printf(&a, "%.*s/check/0000000000000000#%.*s",
			   STR_FMT(f.v[CERTIFICATE_CHECK]), STR_FMT(code))) == CERTIFICATE_ADDRESS);
	/* the facts of one paper with the signature of another */
	f.v[CERTIFICATE_NUMBER] = STR("М-2015-0000418");
	signature = after(after(after(qr_of(&a, &f), '#'), '.'), '.');
	OK(signature.n == 103);
	OK(verdict(&a, arena_printf(&a, "%.*s%.*s", (int)(code.n - 103), code.p,
			   STR_FMT(signature))) == CERTIFICATE_FORGED);
	/* noise of the right form ends well */
	prng_seed(&r, 7);
	for (int i = 0; i < 20000; i++) {
		char z[200] = "1.";
		size_t n = 2 + prng_below(&r, sizeof(z) - 2);

		for (size_t k = 2; k < n; k++)
			z[k] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567."[prng_below(&r, 33)];
		damaged += verdict(&a, (struct str){z, n}) == CERTIFICATE_DAMAGED;
	}
	OK(damaged == 20000);
	arena_free(&a);
}

int main(void)
{
	keys[0] = certificate_public(secret);
	keys[1] = certificate_public(other);
	signing();
	round_trip(made_stay());
	round_trip(made_address());
	changed_letters();
	verdicts();
	return t_done();
}
