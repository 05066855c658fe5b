/* Building replies. */
#include "reply.h"

#include <string.h>

void reply_reset(struct reply *r)
{
	buf_free(&r->body);
	*r = (struct reply){.arena = r->arena, .status = 200};
}

void reply_header(struct reply *r, const char *name, struct str value)
{
	struct reply_header *h = ARENA_NEW(r->arena, struct reply_header);

	for (size_t i = 0; i < value.n; i++)
		if ((unsigned char)value.p[i] < 0x20 || value.p[i] == 0x7f)
			r->broken = true;
	h->name = arena_str(r->arena, str_of(name));
	h->value = arena_str(r->arena, value);
	h->next = r->header;
	r->header = h;
}

void reply_cookie(
    struct reply *r, const char *name, struct str value, int64_t max_age_s, bool secure)
{
	char age[48] = "";

	for (size_t i = 0; i < value.n; i++)
		if (value.p[i] == ';' || value.p[i] == ',' || value.p[i] == ' ' ||
		    value.p[i] == '"' || value.p[i] == '\\')
			r->broken = true;
	if (max_age_s >= 0)
		(void)snprintf(age, sizeof(age), "; Max-Age=%lld", (long long)max_age_s);
	reply_header(r, "Set-Cookie",
	    arena_printf(r->arena, "%s%s=%.*s; Path=/; HttpOnly; SameSite=Lax%s%s",
		secure ? "__Host-" : "", name, STR_FMT(value), secure ? "; Secure" : "", age));
}

void reply_see_other(struct reply *r, struct str location)
{
	reply_reset(r);
	r->status = 303;
	/* "//host" and "https:" would lead away. */
	if (location.n == 0 || location.p[0] != '/' || (location.n > 1 && location.p[1] == '/'))
		r->broken = true;
	reply_header(r, "Location", location);
}

bool reply_etag(struct reply *r, const struct request *q, struct str tag)
{
	struct str quoted = arena_printf(r->arena, "\"%.*s\"", STR_FMT(tag));

	reply_header(r, "ETag", quoted);
	if ((q->method != METHOD_GET && q->method != METHOD_HEAD) ||
	    !etag_listed(request_header(q, "If-None-Match"), quoted))
		return false;
	r->status = 304;
	r->type = (struct str){0};
	r->fixed = (struct str){0};
	buf_clear(&r->body);
	return true;
}

void reply_cache(struct reply *r, const char *control)
{
	r->cacheable = true;
	reply_header(r, "Cache-Control", str_of(control));
}

void reply_asset(struct reply *r, const struct request *q, const struct reply_file *a)
{
	bool gzip = a->gzip.n > 0 && accepts_gzip(request_header(q, "Accept-Encoding"));

	reply_reset(r);
	reply_cache(r, a->immutable ? "public, max-age=31536000, immutable" : "no-cache");
	if (a->gzip.n > 0)
		reply_header(r, "Vary", STR("Accept-Encoding"));
	if (reply_etag(r, q, arena_printf(r->arena, "%s%s", a->etag, gzip ? "-gz" : "")))
		return;
	r->type = str_of(a->type);
	r->fixed = gzip ? a->gzip : a->plain;
	if (gzip)
		reply_header(r, "Content-Encoding", STR("gzip"));
}

void reply_problem(struct reply *r, int status, const char *title, const char *detail)
{
	reply_reset(r);
	r->status = status;
	r->type = STR("application/problem+json");
	buf_z(&r->body, "{\"title\":");
	buf_json(&r->body, str_of(title));
	if (detail != NULL) {
		buf_z(&r->body, ",\"detail\":");
		buf_json(&r->body, str_of(detail));
	}
	buf_printf(&r->body, ",\"status\":%d}", status);
}

void reply_secure(struct reply *r, bool behind_tls, struct str id)
{
	static const struct {
		const char *name, *value;
	} always[] = {
	    {"Content-Security-Policy",
		"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
		"font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
		"frame-ancestors 'none'"},
	    {"X-Content-Type-Options", "nosniff"},
	    {"X-Frame-Options", "DENY"},
	    /* not no-referrer: browsers would send "Origin: null" with our own forms */
	    {"Referrer-Policy", "same-origin"},
	    {"Cross-Origin-Opener-Policy", "same-origin"},
	    {"Cross-Origin-Resource-Policy", "same-origin"},
	    {"Permissions-Policy", "geolocation=(), microphone=(), payment=(), usb=()"},
	};

	for (size_t i = 0; i < ARRAY_LEN(always); i++)
		reply_header(r, always[i].name, str_of(always[i].value));
	if (!r->cacheable)
		reply_header(r, "Cache-Control", STR("no-store"));
	if (behind_tls)
		reply_header(
		    r, "Strict-Transport-Security", STR("max-age=31536000; includeSubDomains"));
	if (id.n > 0)
		reply_header(r, "X-Request-Id", id);
}
