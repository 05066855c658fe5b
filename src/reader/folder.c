/* Looks are compared by name, size and time of the last change. */
#include "folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define WATCHED_MAX 64

struct watched {
	char name[256];
	off_t size;
	struct timespec changed;
};

struct folder {
	int fd;
	struct watched seen[WATCHED_MAX];
	size_t n;
};

enum rc folder_open(struct folder **out, const char *path, struct err *e)
{
	struct folder *f;
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0 || faccessat(fd, ".", W_OK | X_OK, 0) != 0) {
		const int why = errno;

		if (fd >= 0)
			(void)close(fd);
		return fail(e, RC_SYS, "%s: %s", path, strerrordesc_np(why));
	}
	f = xcalloc(1, sizeof(*f));
	f->fd = fd;
	*out = f;
	return RC_OK;
}

void folder_close(struct folder *f)
{
	if (f == NULL)
		return;
	(void)close(f->fd);
	free(f);
}

static const struct watched *seen(const struct folder *f, const char *name)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->seen[i].name, name) == 0)
			return &f->seen[i];
	return NULL;
}

static bool stands_still(const struct watched *a, const struct watched *b)
{
	return a != NULL && a->size == b->size && a->changed.tv_sec == b->changed.tv_sec &&
	       a->changed.tv_nsec == b->changed.tv_nsec;
}

/* All of it, at most max bytes and one, so that who looks sees that it is too long. */
static bool read_all(int fd, size_t max, struct buf *out)
{
	char part[16384];
	ssize_t n;

	while (out->n <= max && (n = read(fd, part, sizeof(part))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		buf_put(out, part, (size_t)n);
	}
	return true;
}

/* false: it could not be read or not be taken away; then it is left, and looked at again. */
static bool take(const struct folder *f, const char *name, size_t max, struct buf *out)
{
	int fd = openat(f->fd, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	bool ok = fd >= 0 && read_all(fd, max, out) && unlinkat(f->fd, name, 0) == 0;

	if (fd >= 0)
		(void)close(fd);
	if (!ok)
		buf_free(out);
	return ok;
}

size_t folder_look(struct folder *f, size_t max_bytes, struct buf files[VOTE_MAX])
{
	struct watched now[WATCHED_MAX];
	size_t n = 0, found = 0;
	const struct dirent *d;
	int fd = openat(f->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;

	if (dir == NULL) {
		if (fd >= 0)
			(void)close(fd);
		return 0;
	}
	while (
	    n < WATCHED_MAX &&
	    (d = readdir(dir)) != NULL) { /* NOLINT(concurrency-mt-unsafe): a stream of its own */
		struct watched *w = &now[n];
		struct stat st;

		if (d->d_name[0] == '.' ||
		    fstatat(f->fd, d->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0 ||
		    !S_ISREG(st.st_mode))
			continue;
		*w = (struct watched){.size = st.st_size, .changed = st.st_mtim};
		memcpy(w->name, d->d_name, strlen(d->d_name) + 1);
		n++;
		if (found == VOTE_MAX || st.st_size == 0 || !stands_still(seen(f, w->name), w))
			continue;
		files[found] = (struct buf){0};
		if (take(f, w->name, max_bytes, &files[found])) {
			found++;
			n--;
		}
	}
	(void)closedir(dir);
	memcpy(f->seen, now, n * sizeof(*now));
	f->n = n;
	return found;
}
