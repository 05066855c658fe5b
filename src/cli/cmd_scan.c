/* mekenjai scan: pictures in, what their machine readable zones say out, one object a file (interface.md section 6). */
#include "cli.h"
#include "clock.h"
#include "register.h"
#include "sight.h"
#include "utf8.h"

/* The name as it is, or with a mark for each byte that is no text. */
static void put_name(struct buf *out, const char *file)
{
	struct str name = str_of(file);
	struct buf shown = {0};

	for (size_t i = 0; !utf8_valid(name) && i < name.n; i++)
		if ((unsigned char)name.p[i] < 0x80)
			buf_char(&shown, name.p[i]);
		else
			buf_z(&shown, "\xef\xbf\xbd");
	buf_json(out, shown.n > 0 ? buf_text(&shown) : name);
	buf_free(&shown);
}

/* false: the file could not be read, or there is no jail; said on standard error. */
static bool scan_file(const struct cli *c, const char *file, day_t today, struct buf *out)
{
	struct buf picture = {0};
	struct answer answer = {0};
	struct err e = {0};
	enum rc rc = cli_read_file(file, PICTURE_BYTES_MAX, &picture, &e);

	if (rc == RC_BAD_INPUT)
		answer.fault = PICTURE_TOO_LONG;
	else if (rc == RC_OK)
		rc = sight_see(buf_text(&picture), today, &answer, &e);
	buf_free(&picture);
	buf_z(out, "{\"file\":");
	put_name(out, file);
	buf_char(out, ',');
	if (rc == RC_SYS)
		mrz_write_nothing(out, "file", "unreadable");
	else
		answer_write(out, &answer, 1, today);
	buf_z(out, "}\n");
	if (rc == RC_SYS)
		(void)cli_failure(c, rc, &e);
	return rc != RC_SYS;
}

int cmd_scan(struct cli *c)
{
	struct buf out = {0};
	struct err e = {0};
	int status = CLI_DONE;
	day_t today;

	if (!cli_day(c, "--on", &today))
		return CLI_USAGE;
	if (today == DAY_NONE)
		today = date_in_almaty(clock_now());
	if (sight_open(&e) != RC_OK)
		return cli_failure(c, e.rc, &e);
	for (size_t i = 0; i < c->args_n && status != CLI_FAILED; i++) {
		buf_clear(&out);
		if (!scan_file(c, c->args[i], today, &out))
			status = -1;
		if (cli_write(c, buf_text(&out)) != CLI_DONE)
			status = CLI_FAILED;
	}
	buf_free(&out);
	return status == CLI_DONE ? CLI_DONE : CLI_FAILED;
}
