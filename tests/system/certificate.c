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

static enum rc make(const unsigned char *secret, const char *to, enum certificate_mark mark,
    const struct certificate_facts *f, struct err *e)
{
	unsigned char signature[CERTIFICATE_SIGNATURE];
	struct arena a = {0};
	struct buf pdf = {0};
	FILE *out = NULL;
	enum rc rc = certificate_check_facts(f, e);

	if (rc != RC_OK)
		goto out;
	certificate_sign(secret, certificate_text(&a, f), signature);
	rc = certificate_pdf(f, signature, mark, &pdf, e);
	if (rc != RC_OK)
		goto out;
	out = fopen(to, "wb");
	if (out == NULL || fwrite(pdf.p, 1, pdf.n, out) != pdf.n)
		rc = fail(e, RC_SYS, "%s cannot be written", to);
	else
		tell(&a, f, certificate_qr(&a, f, signature));
out:
	if (out != NULL && fclose(out) != 0 && rc == RC_OK)
		rc = fail(e, RC_SYS, "%s cannot be written", to);
	buf_free(&pdf);
	arena_free(&a);
	return rc;
}

int main(int argc, char **argv)
{
	unsigned char secret[CERTIFICATE_SECRET];
	struct certificate_facts f = {0};
	struct arena a = {0};
	struct err e = {0};
	char line[4096];
	bool read = argc >= 3 && hash_unhex(str_of(argv[1]), secret, sizeof(secret));
	enum rc rc = RC_OK;

	while (read && fgets(line, sizeof(line), stdin) != NULL)
		read = field(&a, &f, line);
	if (read)
		rc = make(secret, argv[2], argc > 3 ? CERTIFICATE_ANNULLED : CERTIFICATE_UNMARKED,
		    &f, &e);
	if (rc != RC_OK)
		(void)fprintf(stderr, "certificate: %s\n", e.msg);
	arena_free(&a);
	return !read ? 2 : rc != RC_OK ? 3 : 0;
}
