/* Files and the manifest over them. */
#include "feed.h"

#include "files.h"

#include <string.h>

#define MANIFEST_MAX ((size_t)64 << 20)
#define MINUTE_US    (INT64_C(60) * 1000000)

static const char *path_of(struct feed *f, struct str name)
{
	return arena_printf(f->a, "%s/%.*s", f->dir, STR_FMT(name)).p;
}

static struct str manifest_name(struct feed *f)
{
	return arena_printf(f->a, "manifest-%.*s.json", STR_FMT(date_str(f->a, f->day)));
}

bool feed_day_over(day_t day, int64_t now_us)
{
	return date_in_almaty(now_us - MINUTE_US) > day;
}

enum rc feed_begin(struct feed *f, struct err *e)
{
	struct str text, of;
	enum rc rc = file_read(f->a, path_of(f, manifest_name(f)), MANIFEST_MAX, &text, e);

	f->files = json_keep(f->a, json_array());
	if (rc == RC_NOT_FOUND) {
		*e = (struct err){0};
		return RC_OK;
	}
	if (rc != RC_OK)
		return rc;
	of = json_get_str(json_read_in(f->a, text, NULL), "feed");
	if (!str_is(of, f->name))
		return fail(e, RC_CONFLICT, "%s holds this day's files of another feed", f->dir);
	return RC_OK;
}

void feed_covers(struct feed *f, int64_t position)
{
	if (f->first == 0 || position < f->first)
		f->first = position;
	if (position > f->last)
		f->last = position;
}

enum rc feed_file(struct feed *f, struct str name, struct str content, size_t rows,
    const json_t *more, struct err *e)
{
	struct hash h = hash_of(content);
	json_t *o = json_object();

	(void)json_object_update(o, json_deconst(more));
	json_put(o, "file", json_text(name));
	json_put(o, "rows", json_integer((json_int_t)rows));
	json_put(o, "sha256", json_text(hash_hex(f->a, hash_str(&h))));
	(void)json_array_append_new(f->files, o);
	f->rows += rows;
	return file_write(path_of(f, name), content, FILE_PRIVATE, e);
}

static struct str hex(struct arena *a, const unsigned char *p, size_t n)
{
	return hash_hex(a, (struct str){(const char *)p, n});
}

enum rc feed_end(struct feed *f, const unsigned char secret[SEAL_SECRET], struct err *e)
{
	unsigned char key[SEAL_KEY], signature[SEAL_SIGNATURE];
	json_t *o = json_keep(f->a, json_object());

	json_put(o, "feed", json_string(f->name));
	json_put(o, "date", json_day(f->day));
	json_put(o, "files", json_incref(f->files));
	if (f->rehearsal)
		json_put(o, "rehearsal", json_true());
	if (f->first != 0)
		json_put(o, "positions",
		    json_pack(
			"{s:I,s:I}", "from", (json_int_t)f->first, "to", (json_int_t)f->last));
	seal_sign(secret, STR(""), key, signature); /* for the key alone */
	json_put(o, "key", json_text(hex(f->a, key, sizeof(key))));
	seal_sign(secret, json_canonical(f->a, o), key, signature);
	json_put(o, "signature", json_text(hex(f->a, signature, sizeof(signature))));
	return file_write(path_of(f, manifest_name(f)),
	    arena_printf(f->a, "%.*s\n", STR_FMT(json_canonical(f->a, o))), FILE_PRIVATE, e);
}

bool feed_manifest_good(struct arena *a, const json_t *manifest)
{
	unsigned char key[SEAL_KEY], signature[SEAL_SIGNATURE];
	json_t *o = json_keep(a, json_copy(json_deconst(manifest)));

	if (!hash_unhex(json_get_str(o, "key"), key, sizeof(key)) ||
	    !hash_unhex(json_get_str(o, "signature"), signature, sizeof(signature)))
		return false;
	(void)json_object_del(o, "signature");
	return seal_signed((struct str){(char *)key, sizeof(key)}, json_canonical(a, o),
	    (struct str){(char *)signature, sizeof(signature)});
}
