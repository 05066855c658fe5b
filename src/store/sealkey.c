/* The file of the key that seals: 64 hexadecimal digits and a line end. */
#include "sealkey.h"

#include "files.h"
#include "random.h"
#include "secret.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct str sealkey_path(struct arena *a, const char *url)
{
	static const char sqlite[] = "sqlite:";
	const char *given = secure_getenv("MEKENJAI_KEY");

	if (given != NULL && given[0] != '\0')
		return str_of(given);
	if (!str_starts(str_of(url), sqlite))
		return STR("var/mekenjai.key");
	if (strcmp(url, "sqlite::memory:") == 0)
		return (struct str){"", 0};
	return arena_printf(a, "%s.key", url + sizeof(sqlite) - 1);
}

/* The folder of the file, if it is missing: one level, for its owner alone. */
static void make_folder(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash != NULL && slash > path)
		(void)mkdir(arena_z(a, (struct str){path, (size_t)(slash - path)}), 0700);
}

enum rc sealkey_make(const char *path, bool *made, struct err *e)
{
	unsigned char secret[SEAL_SECRET];
	struct arena a = {0};
	struct str hex;
	enum rc rc;

	*made = false;
	if (access(path, F_OK) == 0)
		return RC_OK;
	make_folder(&a, path);
	random_bytes(secret, sizeof(secret));
	hex = arena_printf(
	    &a, "%.*s\n", STR_FMT(hash_hex(&a, (struct str){(char *)secret, sizeof(secret)})));
	rc = file_write(path, hex, FILE_PRIVATE, e);
	*made = rc == RC_OK;
	secret_wipe(secret, sizeof(secret));
	arena_free(&a);
	return rc;
}

enum rc sealkey_read(const char *path, unsigned char secret[SEAL_SECRET], struct err *e)
{
	struct arena a = {0};
	struct str text = {0};
	enum rc rc = file_is_private(path, e);

	if (rc == RC_OK)
		rc = file_read(&a, path, 256, &text, e);
	if (rc == RC_OK && !hash_unhex(str_trim(text), secret, SEAL_SECRET))
		rc = fail(e, RC_BAD_INPUT, "%s: holds no key", path);
	arena_free(&a);
	return rc;
}
