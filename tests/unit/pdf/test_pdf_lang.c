/* The language of a PDF: added after its end, and only to what cairo writes. */
#include "pdf_lang.h"

#include "t.h"

#include <string.h>

static const char catalog[] = "%PDF-1.5\n"
			      "1 0 obj\n<< /Pages 2 0 R >>\nendobj\n"
			      "12 0 obj\n<< /Type /Catalog\n   /Pages 1 0 R\n>>\nendobj\n";
static const char trailer[] = "xref\n0 1\n0000000000 65535 f \n"
			      "trailer\n<< /Size 13\n   /Root 12 0 R\n   /Info 11 0 R\n>>\n"
			      "startxref\n99\n%%EOF\n";

static void added(void)
{
	struct buf b = {0};
	char table[32];
	size_t before, at;

	buf_z(&b, catalog);
	buf_z(&b, trailer);
	before = b.n;
	OK(pdf_lang(&b, "kk", NULL) == RC_OK);
	buf_char(&b, '\0');
	OK(memcmp(b.p + before, "12 0 obj\n", 9) == 0);
	OK(strstr(b.p + before, "/Type /Catalog\n   /Pages 1 0 R\n   /Lang (kk)\n") != NULL);
	OK(strstr(b.p + before, "/Prev 99\n") != NULL);
	/* the cross-reference names where the new catalog is, and the end where it is itself */
	(void)snprintf(table, sizeof(table), "\n12 1\n%010zu 00000 n \n", before);
	OK(strstr(b.p + before, table) != NULL);
	at = (size_t)(strstr(b.p + before, "\nxref\n") + 1 - b.p);
	(void)snprintf(table, sizeof(table), "startxref\n%zu\n%%%%EOF\n", at);
	OK(strcmp(b.p + b.n - 1 - strlen(table), table) == 0);
	buf_free(&b);
}

static void others(void)
{
	static const char *const wrong[] = {"", "%PDF-1.5\n", catalog, trailer,
	    "\ntrailer\n<< /Size 1 /Root x /Info 1 >>\nstartxref\n1\n%%EOF\n"};

	for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
		struct buf b = {0};

		buf_z(&b, wrong[i]);
		OK(pdf_lang(&b, "kk", NULL) == RC_SYS);
		OK(b.n == strlen(wrong[i]));
		buf_free(&b);
	}
}

int main(void)
{
	added();
	others();
	return t_done();
}
