/*
 * A signed certificate from facts, for certificate.sh:
 *
 *     certificate SECRET OUT.pdf [annulled] < facts       64 hexadecimal digits; "key<TAB>value" lines
 *
 * Prints what each value looks like on paper, "key<TAB>shown", and last "qr<TAB>text".
 */
#include "buf.h"
#include "certificate_pdf.h"
#include "hash.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int ended(const struct err *e)
{
	(void)fprintf(stderr, "certificate: %s\n", e->msg);
	return 3;
}

/* The field of the line "key<TAB>value"; false where there is none. */
static bool field(struct arena *a, struct certificate_facts *f, char *line)
{
	char *tab = strchr(line, '\t');

	if (tab == NULL)
		return false;
	*tab = '\0';
	for (enum certificate_field i = 0; i < CERTIFICATE__FIELDS; i++)
		if (strcmp(line, certificate_key(i)) == 0) {
			f->v[i] = arena_str(a, str_trim(str_of(tab + 1)));
			return true;
		}
	return false;
}

static void tell(struct arena *a, const struct certificate_facts *f, struct str qr)
{
	for (enum certificate_field i = 0; i < CERTIFICATE__FIELDS; i++)
		if (f->v[i].n > 0)
			(void)printf(
			    "%s\t%.*s\n", certificate_key(i), STR_FMT(certificate_shown(a, f, i)));
	(void)printf("qr\t%.*s\n", STR_FMT(qr));
}

int main(int argc, char **argv)
{
	unsigned char secret[CERTIFICATE_SECRET], signature[CERTIFICATE_SIGNATURE];
	struct certificate_facts f = {0};
	struct arena a = {0};
	struct buf pdf = {0};
	struct err e = {0};
	char line[4096];
	FILE *out;

	if (argc < 3 || !hash_unhex(str_of(argv[1]), secret, sizeof(secret)))
		return 2;
	while (fgets(line, sizeof(line), stdin) != NULL)
		if (!field(&a, &f, line))
			return 2;
	if (certificate_check_facts(&f, &e) != RC_OK)
		return ended(&e);
	certificate_sign(secret, certificate_text(&a, &f), signature);
	if (certificate_pdf(&f, signature, argc > 3 ? CERTIFICATE_ANNULLED : CERTIFICATE_UNMARKED,
		&pdf, &e) != RC_OK)
		return ended(&e);
	out = fopen(argv[2], "wb");
	if (out == NULL || fwrite(pdf.p, 1, pdf.n, out) != pdf.n || fclose(out) != 0)
		return 3;
	tell(&a, &f, certificate_qr(&a, &f, signature));
	buf_free(&pdf);
	arena_free(&a);
	return 0;
}
