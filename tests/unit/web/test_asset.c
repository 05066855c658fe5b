/* What is embedded: addresses that hold the hash, a sheet that names fonts that exist, gzip that is gzip. */
#include "t.h"
#include "asset.h"
#include "hash.h"

static uint32_t crc32_of(struct str s)
{
	uint32_t crc = ~UINT32_C(0);

	for (size_t i = 0; i < s.n; i++) {
		crc ^= (unsigned char)s.p[i];
		for (int k = 0; k < 8; k++)
			crc = (crc & 1) != 0 ? crc >> 1 ^ UINT32_C(0xedb88320) : crc >> 1;
	}
	return ~crc;
}

static uint32_t little(const char *p)
{
	uint32_t v = 0;

	for (int i = 3; i >= 0; i--)
		v = v << 8 | (unsigned char)p[i];
	return v;
}

static void whole(struct arena *a, const struct asset *x)
{
	const struct hash h = hash_of(x->raw);
	const char *hex = arena_z(a, hash_hex(a, hash_str(&h)));

	note(x->url);
	OK(x->raw.n > 0 && str_starts(str_of(x->url), "/a/"));
	OK(strncmp(x->etag + 1, hex, 64) == 0 && x->etag[0] == '"' && x->etag[65] == '"' &&
	    x->etag[66] == '\0');
	OK(memmem(x->url, strlen(x->url), hex, 16) != NULL);
	OK(asset_find(str_of(x->url)) == x && str_is(asset_url(x->name).s, x->url));
	if (x->gz.n > 0) {
		OK(x->gz.n > 18 && x->gz.n < x->raw.n &&
		    memcmp(x->gz.p, "\x1f\x8b\x08\x00\x00\x00\x00\x00", 8) == 0);
		OK(little(x->gz.p + x->gz.n - 4) == x->raw.n &&
		    little(x->gz.p + x->gz.n - 8) == crc32_of(x->raw));
	}
}

/* Every /a/... of the sheet is an address of ours. */
static void fonts_exist(const struct asset *css)
{
	const char *end = css->raw.p + css->raw.n;
	int n = 0;

	for (const char *p = css->raw.p; (p = memmem(p, (size_t)(end - p), "url(", 4)) != NULL;) {
		p += 4;
		p += *p == '"';
		if (strncmp(p, "data:", 5) == 0)
			continue;
		OK(asset_find((struct str){p, strcspn(p, "\")")}) != NULL);
		n++;
	}
	OK(n == 12);
	OK(memmem(css->raw.p, css->raw.n, "asset:", 6) == NULL);
	OK(memmem(css->raw.p, css->raw.n, "http", 4) == NULL ||
	    memmem(css->raw.p, css->raw.n, "//fonts", 7) == NULL);
}

int main(void)
{
	struct arena a = {0};

	OK(n_assets == 15);
	for (size_t i = 0; i < n_assets; i++)
		whole(&a, &assets[i]);
	OK(asset_find(STR("/a/app.css")) == NULL && asset_find(STR("")) == NULL);
	fonts_exist(asset_find(asset_url("app.css").s));
	OK(asset_find(asset_url("app.css").s)->gz.n > 0 &&
	    asset_find(asset_url("app.js").s)->gz.n > 0);
	arena_free(&a);
	return t_done();
}
