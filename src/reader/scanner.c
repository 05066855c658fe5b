/* scanimage's output is the picture; what it says on standard error is why there is none. */
#include "scanner.h"

#include "command.h"
#include "utf8.h"

#include <string.h>

#define WORDS_MAX 32

/* "pnm:0 --mode Gray" as the words of a command; false: too many. */
static bool words(struct arena *a, const char *device, char *argv[WORDS_MAX])
{
	size_t n = 0;
	char *at = arena_z(a, str_of(device)), *rest = NULL;

	argv[n++] = arena_z(a, STR("scanimage"));
	argv[n++] = arena_z(a, STR("--format=png"));
	argv[n++] = arena_z(a, STR("--device-name"));
	for (at = strtok_r(at, " ", &rest); at != NULL; at = strtok_r(NULL, " ", &rest)) {
		if (n == WORDS_MAX - 1)
			return false;
		argv[n++] = at;
	}
	argv[n] = NULL;
	return n > 3;
}

/* Its last line on standard error, if that is text. */
static void complain(const struct buf *said, int status, struct err *e)
{
	struct str s = str_trim(buf_text(said));
	const char *nl = s.n > 0 ? memrchr(s.p, '\n', s.n) : NULL;

	if (nl != NULL)
		s = (struct str){nl + 1, s.n - (size_t)(nl + 1 - s.p)};
	if (s.n > 0 && s.n < 300 && utf8_valid(s))
		(void)fail(e, RC_SYS, "%.*s", STR_FMT(s));
	else
		(void)fail(e, RC_SYS, "scanimage ended with %d", status);
}

enum rc scanner_take(
    const char *device, struct arena *a, size_t max, struct str *picture, struct err *e)
{
	const struct command_bounds bounds = {(int64_t)SCANNER_SECONDS * 1000, max};
	char *argv[WORDS_MAX];
	struct buf out = {0}, said = {0};
	int status;
	enum rc rc;

	if (!words(a, device, argv))
		return fail(e, RC_SYS, "%s: not a device and its options", device);
	rc = command_run(argv, &bounds, &out, &said, &status, e);
	if (rc == RC_OK && (status != 0 || out.n == 0)) {
		complain(&said, status, e);
		rc = RC_SYS;
	}
	if (rc == RC_OK)
		*picture = arena_str(a, buf_text(&out));
	buf_free(&out);
	buf_free(&said);
	return rc == RC_OK ? RC_OK : RC_SYS;
}
