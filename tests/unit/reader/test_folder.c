/* Files are taken once they stand still, and then they are gone. */
#include "folder.h"

#include "t.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char dir[] = "/tmp/mekenjai-folder.XXXXXX";

static void put(const char *name, const char *content, const char *how)
{
	char path[256];
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, how);
	if (f == NULL || fputs(content, f) < 0 || fclose(f) != 0)
		abort();
}

static bool is_there(const char *name)
{
	char path[256];

	(void)snprintf(path, sizeof(path), "%s/%s", dir, name);
	return access(path, F_OK) == 0;
}

int main(void)
{
	struct folder *f = NULL;
	struct err e = {0};
	struct buf file[VOTE_MAX];
	char path[256];

	OK(folder_open(&f, "/nowhere/at/all", &e) == RC_SYS && e.msg[0] != '\0');
	if (mkdtemp(dir) == NULL || folder_open(&f, dir, NULL) != RC_OK)
		return 2;
	OK(folder_look(f, 100, file) == 0);
	put("a.jpg", "abc", "w");
	OK(folder_look(f, 100, file) == 0); /* it may still grow */
	put("a.jpg", "def", "a");
	OK(folder_look(f, 100, file) == 0); /* as it did */
	OK(folder_look(f, 100, file) == 1 && str_is(buf_text(&file[0]), "abcdef"));
	buf_free(&file[0]);
	OK(!is_there("a.jpg"));
	OK(folder_look(f, 100, file) == 0);

	put(".hidden", "x", "w");
	put("empty", "", "w");
	(void)snprintf(path, sizeof(path), "%s/folder", dir);
	OK(mkdir(path, 0700) == 0);
	(void)snprintf(path, sizeof(path), "%s/link", dir);
	OK(symlink("/etc/passwd", path) == 0);
	put("white.png", "w", "w");
	put("infrared.png", "i", "w");
	OK(folder_look(f, 100, file) == 0);
	OK(folder_look(f, 100, file) == 2); /* together: of one document */
	buf_free(&file[0]);
	buf_free(&file[1]);
	OK(folder_look(f, 100, file) == 0);
	OK(is_there(".hidden") && is_there("link") && is_there("empty"));
	folder_close(f);
	(void)unlink(path);
	(void)snprintf(path, sizeof(path), "%s/folder", dir);
	(void)rmdir(path);
	(void)snprintf(path, sizeof(path), "%s/.hidden", dir);
	(void)unlink(path);
	(void)snprintf(path, sizeof(path), "%s/empty", dir);
	(void)unlink(path);
	OK(rmdir(dir) == 0);
	return t_done();
}
