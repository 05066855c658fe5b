/* The language of a PDF. */
#include "pdf_lang.h"

#include <stdlib.h>
#include <string.h>

/* The text after the last `mark' of the file, to the end; NULL where there is none. */
static const char *last(const struct buf *pdf, const char *mark)
{
	size_t n = strlen(mark);

	for (size_t i = pdf->n; i >= n; i--)
		if (memcmp(pdf->p + i - n, mark, n) == 0)
			return pdf->p + i;
	return NULL;
}

/* The number after a mark in z; -1 where there is none. */
static long number_after(const char *z, const char *mark)
{
	const char *at = z != NULL ? strstr(z, mark) : NULL;
	char *end;
	long v;

	if (at == NULL)
		return -1;
	at += strlen(mark);
	v = strtol(at, &end, 10);
	return end != at ? v : -1;
}

/* The dictionary of object n without its `>>'. */
static struct str dictionary(const struct buf *pdf, long n)
{
	char head[48];
	const char *at, *end;

	(void)snprintf(head, sizeof(head), "\n%ld 0 obj\n<<", n);
	at = last(pdf, head);
	end = at != NULL ? strstr(at, "\n>>\nendobj") : NULL;
	return (struct str){at, end != NULL ? (size_t)(end - at) : 0};
}

enum rc pdf_lang(struct buf *pdf, const char *lang, struct err *e)
{
	const char *trailer;
	long size, root, info, xref;
	struct str old;
	struct buf catalog = {0};
	size_t at, table;

	buf_char(pdf, '\0'); /* so that its end, which is text, can be read as such */
	pdf->n--;
	trailer = last(pdf, "\ntrailer\n");
	size = number_after(trailer, "/Size ");
	root = number_after(trailer, "/Root ");
	info = number_after(trailer, "/Info ");
	xref = number_after(trailer, "startxref\n");
	old = dictionary(pdf, root);
	if (size <= 0 || root <= 0 || info <= 0 || xref <= 0 || old.n == 0)
		return fail(e, RC_SYS, "cairo: a PDF of another form than 1.16 writes");
	buf_printf(&catalog,
	    "%ld 0 obj\n<<%.*s\n   /Lang (%s)\n   /MarkInfo << /Marked true >>\n"
	    "   /ViewerPreferences << /DisplayDocTitle true >>\n>>\nendobj\n",
	    root, STR_FMT(old), lang);
	at = pdf->n;
	buf_str(pdf, buf_text(&catalog));
	buf_free(&catalog);
	table = pdf->n;
	buf_printf(pdf,
	    "xref\n%ld 1\n%010zu 00000 n \ntrailer\n<< /Size %ld\n   /Root %ld 0 R\n"
	    "   /Info %ld 0 R\n   /Prev %ld\n>>\nstartxref\n%zu\n%%%%EOF\n",
	    root, at, size, root, info, xref, table);
	return RC_OK;
}
