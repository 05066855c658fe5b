/* http: forms with files, well-formed and hostile. */
#include "t.h"
#include "multipart.h"

#define TYPE "multipart/form-data; boundary=xYz"

static enum rc read_form(struct arena *a, const char *type, struct str body, struct form *f)
{
	struct err e = {0};

	return multipart_read(a, str_of(type), body, 3, f, &e);
}

int main(void)
{
	static const char *const bad[] = {"", "--xYz", "--xYz\r\n", "--xYz\r\n\r\n\r\n--xYz--",
	    "--xYz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1", "--xYzA\r\n--xYz--",
	    "--xYz\r\nContent-Disposition: form-data\r\n\r\n1\r\n--xYz--",
	    "--xYz\r\nContent-Disposition: form-data; filename=\"name=x\"\r\n\r\n1\r\n--xYz--",
	    "--xYz\r\nContent-Disposition: form-data; name=\"\xff\"\r\n\r\n1\r\n--xYz--"};
	struct arena a = {0};
	struct form f;

	OK(read_form(&a, TYPE,
	       STR("--xYz\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nunits\r\n"
		   "--xYz\r\nContent-Type: text/csv\r\ncontent-disposition: form-data; "
		   "name=\"file\"; "
		   "filename=\"u.csv\"\r\n\r\nid\r\n\0--xY\r\n--xYz--\r\n"),
	       &f) == RC_OK);
	OK(f.n == 2 && str_is(form_get(&f, "kind"), "units"));
	OK(str_eq(form_get(&f, "file"), STR("id\r\n\0--xY")));
	OK(read_form(&a, "multipart/form-data; boundary=\"xYz\"", STR("--xYz--"), &f) == RC_OK &&
	    f.n == 0);
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		OK(read_form(&a, TYPE, str_of(bad[i]), &f) == RC_BAD_INPUT);
	OK(read_form(&a, "multipart/form-data", STR("--xYz--"), &f) == RC_BAD_INPUT);
	{
		struct buf b = {0};

		for (int i = 0; i < 4; i++)
			buf_z(
			    &b, "--xYz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n");
		buf_z(&b, "--xYz--");
		OK(read_form(&a, TYPE, buf_text(&b), &f) == RC_BAD_INPUT);
		buf_free(&b);
	}
	arena_free(&a);
	return t_done();
}
