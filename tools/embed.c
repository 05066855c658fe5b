/*
 * embed: files that the browser loads -> a C table of them.
 *
 *   embed OUT.c ADDRESS-PREFIX FILE...
 *
 * Each file gets the address PREFIX + its name with the first 16 digits of its
 * SHA-256, so that it may be cached for ever: another content is another address.
 * In a .css, "asset:NAME" becomes the address of a file named before it.  What gzip
 * makes smaller by a tenth is kept gzipped as well ("gzip -9n": the same bytes
 * whoever builds).
 */
#include <errno.h>
#include <fcntl.h>
#include <openssl/sha.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_FILES = 64, MAX_BYTES = 4 << 20, HEX = 16 };

struct bytes {
	unsigned char *p;
	size_t n;
};

static struct file {
	const char *name;
	char url[256];
	char hex[2 * SHA256_DIGEST_LENGTH + 1];
	struct bytes raw, gz;
} files[MAX_FILES];
static int n_files;

static _Noreturn void die(const char *what, const char *why)
{
	(void)fprintf(stderr, "embed: %s: %s\n", what, why);
	_Exit(1);
}

static struct bytes slurp(FILE *f, const char *name)
{
	struct bytes b = {malloc(MAX_BYTES), 0};

	if (b.p == NULL)
		die(name, "no memory");
	b.n = fread(b.p, 1, MAX_BYTES, f);
	if (ferror(f) || b.n == MAX_BYTES)
		die(name, "cannot be read, or is too large");
	return b;
}

static struct bytes read_file(const char *path)
{
	struct bytes b;
	FILE *f = fopen(path, "rb");

	if (f == NULL)
		die(path, strerrordesc_np(errno));
	b = slurp(f, path);
	(void)fclose(f);
	return b;
}

static const char *ending(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot == NULL ? "" : dot;
}

static const char *type_of(const char *name)
{
	static const struct {
		const char *end, *type;
	} known[] = {
	    {".css", "text/css; charset=utf-8"},
	    {".js", "text/javascript; charset=utf-8"},
	    {".svg", "image/svg+xml"},
	    {".woff2", "font/woff2"},
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(ending(name), known[i].end) == 0)
			return known[i].type;
	die(name, "no media type is known for this ending");
}

/* "asset:NAME" up to the closing quote or bracket -> the address of NAME. */
static struct bytes with_addresses(struct bytes in, const char *name)
{
	static const char mark[] = "asset:";
	const size_t m = sizeof(mark) - 1;
	struct bytes out = {malloc(2 * (size_t)MAX_BYTES), 0};

	if (out.p == NULL)
		die(name, "no memory");
	for (size_t i = 0; i < in.n;) {
		size_t end = i + m;
		int k;

		if (i + m > in.n || memcmp(in.p + i, mark, m) != 0) {
			out.p[out.n++] = in.p[i++];
			continue;
		}
		while (end < in.n && strchr("\"')", in.p[end]) == NULL)
			end++;
		for (k = 0; k < n_files; k++)
			if (strlen(files[k].name) == end - i - m &&
			    memcmp(files[k].name, in.p + i + m, end - i - m) == 0)
				break;
		if (k == n_files)
			die(name, "names an asset that does not stand before it");
		if (out.n + strlen(files[k].url) >= MAX_BYTES)
			die(name, "too large");
		memcpy(out.p + out.n, files[k].url, strlen(files[k].url));
		out.n += strlen(files[k].url);
		i = end;
	}
	free(in.p);
	return out;
}

static struct bytes gzipped(struct bytes in, const char *name)
{
	char *argv[] = {(char[]){"gzip"}, (char[]){"-9nc"}, NULL};
	posix_spawn_file_actions_t actions;
	struct bytes out;
	FILE *from = tmpfile();
	FILE *to = tmpfile();
	int status = 0;
	pid_t pid;

	if (from == NULL || to == NULL || fwrite(in.p, 1, in.n, from) != in.n || fflush(from) != 0)
		die(name, "no temporary file");
	rewind(from);
	if (posix_spawn_file_actions_init(&actions) != 0 ||
	    posix_spawn_file_actions_adddup2(&actions, fileno(from), STDIN_FILENO) != 0 ||
	    posix_spawn_file_actions_adddup2(&actions, fileno(to), STDOUT_FILENO) != 0 ||
	    posix_spawnp(&pid, argv[0], &actions, NULL, argv, environ) != 0)
		die("gzip", "cannot be started");
	(void)posix_spawn_file_actions_destroy(&actions);
	if (waitpid(pid, &status, 0) != pid || status != 0)
		die("gzip", "failed");
	rewind(to);
	out = slurp(to, name);
	(void)fclose(from);
	(void)fclose(to);
	if (out.n > in.n - in.n / 10)
		out.n = 0;
	return out;
}

static void add(const char *path, const char *prefix)
{
	unsigned char digest[SHA256_DIGEST_LENGTH];
	char hex[sizeof(files[0].hex)];
	struct file *f = &files[n_files];
	const char *slash = strrchr(path, '/');
	const char *end;

	if (n_files == MAX_FILES)
		die(path, "too many files");
	f->name = slash == NULL ? path : slash + 1;
	if (strspn(f->name, "abcdefghijklmnopqrstuvwxyz0123456789.-") != strlen(f->name))
		die(path, "a name of an asset is small letters, digits, hyphen and full stop");
	f->raw = read_file(path);
	if (strcmp(ending(f->name), ".css") == 0)
		f->raw = with_addresses(f->raw, f->name);
	(void)SHA256(f->raw.p, f->raw.n, digest);
	for (size_t i = 0; i < sizeof(digest); i++)
		(void)snprintf(hex + 2 * i, 3, "%02x", digest[i]);
	end = ending(f->name);
	if (snprintf(f->url, sizeof(f->url), "%s%.*s.%.*s%s", prefix, (int)(end - f->name), f->name,
		HEX, hex, end) >= (int)sizeof(f->url))
		die(path, "the name is too long");
	memcpy(f->hex, hex, sizeof(hex));
	f->gz = gzipped(f->raw, f->name);
	n_files++;
}

/* As a string literal: three digits an escape, so that no digit that follows joins in. */
static void put_bytes(FILE *o, struct bytes b)
{
	(void)fputs("{\n\t    \"", o);
	for (size_t i = 0; i < b.n; i++) {
		unsigned char c = b.p[i];

		if (c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '?')
			(void)fputc(c, o);
		else
			(void)fprintf(o, "\\%03o", c);
		if (i % 100 == 99)
			(void)fputs("\"\n\t    \"", o);
	}
	(void)fprintf(o, "\", %zu}", b.n);
}

int main(int argc, char **argv)
{
	FILE *o;

	if (argc < 4)
		die("usage", "embed OUT.c ADDRESS-PREFIX FILE...");
	for (int i = 3; i < argc; i++)
		add(argv[i], argv[2]);
	o = fopen(argv[1], "w");
	if (o == NULL)
		die(argv[1], strerrordesc_np(errno));
	(void)fputs("/* Made by tools/embed.c. */\n#include \"asset.h\"\n\nconst struct asset "
		    "assets[] = {\n",
	    o);
	for (int i = 0; i < n_files; i++) {
		(void)fprintf(o,
		    "    {\n\t.name = \"%s\",\n\t.url = \"%s\",\n\t.type = \"%s\",\n\t.etag = "
		    "\"\\\"%s\\\"\",\n\t.raw = ",
		    files[i].name, files[i].url, type_of(files[i].name), files[i].hex);
		put_bytes(o, files[i].raw);
		(void)fputs(",\n\t.gz = ", o);
		put_bytes(o, files[i].gz);
		(void)fputs(",\n    },\n", o);
	}
	(void)fprintf(o, "};\nconst size_t n_assets = %d;\n", n_files);
	if (fclose(o) != 0)
		die(argv[1], "cannot be written");
	return 0;
}
