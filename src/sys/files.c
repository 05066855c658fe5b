/* Whole files in and out. */
#include "files.h"

#include "random.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum rc sys(struct err *e, const char *what)
{
	return fail(e, RC_SYS, "%s: %s", what, strerrordesc_np(errno));
}

enum rc file_begin(struct file_out *o, const char *path, enum file_kind kind, struct err *e)
{
	char id[RANDOM_ID];
	int fd;

	memset(o, 0, sizeof(*o));
	if (strlen(path) + RANDOM_ID + 1 > sizeof(o->tmp))
		return fail(e, RC_BAD_INPUT, "a path of more than 4,000 bytes");
	random_id(id, 't');
	(void)snprintf(o->path, sizeof(o->path), "%s", path);
	(void)snprintf(o->tmp, sizeof(o->tmp), "%.4080s.%s", path, id);
	fd = open(o->tmp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    kind == FILE_PUBLIC ? 0644 : 0600);
	if (fd < 0)
		return sys(e, path);
	o->f = fdopen(fd, "w");
	if (o->f != NULL)
		return RC_OK;
	(void)sys(e, path);
	(void)close(fd);
	(void)unlink(o->tmp);
	return RC_SYS;
}

enum rc file_sync_folder(const char *path, struct err *e)
{
	char dir[4096];
	const char *slash = strrchr(path, '/');
	enum rc rc = RC_OK;
	int fd;

	if (slash == NULL)
		(void)snprintf(dir, sizeof(dir), ".");
	else if (slash == path)
		(void)snprintf(dir, sizeof(dir), "/");
	else
		(void)snprintf(dir, sizeof(dir), "%.*s", (int)(slash - path), path);
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return sys(e, dir);
	if (fsync(fd) != 0)
		rc = sys(e, dir);
	(void)close(fd);
	return rc;
}

enum rc file_commit(struct file_out *o, struct err *e)
{
	enum rc rc = RC_OK;
	FILE *f = o->f;

	o->f = NULL;
	/* ferror: a short write in the middle is remembered there. */
	if (fflush(f) != 0 || ferror(f) != 0 || fsync(fileno(f)) != 0)
		rc = sys(e, o->path);
	if (fclose(f) != 0 && rc == RC_OK)
		rc = sys(e, o->path);
	if (rc == RC_OK && rename(o->tmp, o->path) != 0)
		rc = sys(e, o->path);
	if (rc != RC_OK) {
		(void)unlink(o->tmp);
		return rc;
	}
	return file_sync_folder(o->path, e);
}

void file_abandon(struct file_out *o)
{
	if (o->f == NULL)
		return;
	(void)fclose(o->f);
	(void)unlink(o->tmp);
	o->f = NULL;
}

enum rc file_write(const char *path, struct str content, enum file_kind kind, struct err *e)
{
	struct file_out o;
	enum rc rc = file_begin(&o, path, kind, e);

	if (rc != RC_OK)
		return rc;
	if (content.n > 0 && fwrite(content.p, 1, content.n, o.f) != content.n) {
		rc = sys(e, path);
		file_abandon(&o);
		return rc;
	}
	return file_commit(&o, e);
}

enum rc file_read(struct arena *a, const char *path, size_t max, struct str *out, struct err *e)
{
	/* O_NONBLOCK: a fifo with nobody behind it must not hold us. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	enum rc rc = RC_OK;
	size_t n = 0, cap;
	ssize_t got;
	char *p;

	*out = (struct str){0};
	if (fd < 0)
		return fail(e, errno == ENOENT ? RC_NOT_FOUND : RC_SYS, "%s: %s", path,
		    strerrordesc_np(errno));
	if (fstat(fd, &st) != 0) {
		rc = sys(e, path);
		goto out;
	}
	if (!S_ISREG(st.st_mode)) {
		rc = fail(e, RC_BAD_INPUT, "%s: not a regular file", path);
		goto out;
	}
	if (st.st_size < 0 || (uintmax_t)st.st_size > max) {
		rc = fail(e, RC_BAD_INPUT, "%s: more than %zu bytes", path, max);
		goto out;
	}
	cap = (size_t)st.st_size;
	p = arena_alloc(a, cap + 1, 1);
	while (n < cap) {
		got = read(fd, p + n, cap - n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			rc = sys(e, path);
			goto out;
		}
		if (got == 0)
			break; /* somebody made it shorter: what is there is what it is */
		n += (size_t)got;
	}
	p[n] = '\0';
	*out = (struct str){p, n};
out:
	(void)close(fd);
	return rc;
}

enum rc file_is_private(const char *path, struct err *e)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return fail(e, errno == ENOENT ? RC_NOT_FOUND : RC_SYS, "%s: %s", path,
		    strerrordesc_np(errno));
	if ((st.st_mode & 077) != 0)
		return fail(e, RC_FORBIDDEN, "%s: others can read it (chmod 600 it)", path);
	return RC_OK;
}
