/* From the raw head of a request to a row and a decoded request, or a refusal. */
#include "exchange.h"

#include "clock.h"
#include "random.h"

#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

static struct refusal refused(int status, const char *why)
{
	return (struct refusal){.status = status, .why = why};
}

static void copy_headers(struct exchange *x, const struct head *h)
{
	struct request *q = &x->req;

	q->n_headers = h->n_headers;
	q->header = ARENA_ARRAY(&x->arena, struct pair, h->n_headers + 1);
	for (size_t i = 0; i < h->n_headers; i++)
		q->header[i] = (struct pair){arena_str(&x->arena, h->header[i].name),
		    arena_str(&x->arena, str_trim(h->header[i].value))};
}

/* The last address of the last X-Forwarded-For: the one that our proxy itself saw. */
static struct str forwarded_for(struct exchange *x)
{
	unsigned char bin[sizeof(struct in6_addr)];
	struct str v = {0};
	const char *z;

	for (size_t i = 0; i < x->req.n_headers; i++)
		if (strcasecmp(x->req.header[i].name.p, "X-Forwarded-For") == 0)
			v = x->req.header[i].value;
	for (size_t i = v.n; i > 0; i--)
		if (v.p[i - 1] == ',') {
			v = (struct str){v.p + i, v.n - i};
			break;
		}
	v = str_trim(v);
	z = arena_z(&x->arena, v);
	if (inet_pton(AF_INET, z, bin) != 1 && inet_pton(AF_INET6, z, bin) != 1)
		return (struct str){0};
	return str_of(z);
}

static void who_asks(struct exchange *x, const struct head *h)
{
	struct request *q = &x->req;
	struct str client = {0};

	q->peer = arena_str(&x->arena, str_of(h->peer));
	q->client = q->peer;
	if (h->proxy == NULL || strcmp(h->proxy, h->peer) != 0)
		return;
	client = forwarded_for(x);
	if (client.n > 0)
		q->client = client;
	q->secure = str_is(request_header(q, "X-Forwarded-Proto"), "https");
}

static struct refusal target(struct exchange *x, const struct head *h)
{
	struct request *q = &x->req;
	struct str whole, query = {0};
	struct err e = {0};
	int status = guard_target(h->target);
	const char *mark;

	if (status == 414)
		return refused(414, "the address is too long");
	if (status != 0)
		return refused(400, "the address must be a path of printable ASCII");
	whole = arena_str(&x->arena, h->target);
	mark = memchr(whole.p, '?', whole.n);
	q->path = whole;
	if (mark != NULL) {
		q->path.n = (size_t)(mark - whole.p);
		query = (struct str){mark + 1, whole.n - q->path.n - 1};
	}
	if (form_read(&x->arena, query, QUERY_MAX, &q->query, &e) != RC_OK)
		return refused(400, arena_z(&x->arena, str_of(e.msg)));
	return refused(0, NULL);
}

static struct refusal find_row(struct exchange *x, const struct router *r)
{
	switch (router_find(r, x->req.method, x->req.path, &x->arena, &x->match)) {
	case 0: return refused(0, NULL);
	case 404: return refused(404, "nothing is at this address");
	case 405: return refused(405, "this address does not take this method");
	default:
		return refused(
		    400, "the path has a bad %-escape, a control sign, dots, or is not UTF-8");
	}
}

static struct refusal body_fits(struct exchange *x, const struct guarded *g)
{
	struct str coding = request_header(&x->req, "Content-Encoding");
	bool charset_ok;

	x->req.type = media_type(&x->arena, request_header(&x->req, "Content-Type"), &charset_ok);
	switch (route_body(x->match.route, x->req.type, g->has_body, g->length)) {
	case 413: return refused(413, "the body is larger than this address takes");
	case 415: return refused(415, "this address does not take a body of this type");
	default: break;
	}
	if (g->has_body && !charset_ok)
		return refused(415, "the charset must be UTF-8");
	if (g->has_body && coding.n > 0 && !str_is(coding, "identity"))
		return refused(415, "a body must not be compressed");
	return refused(0, NULL);
}

struct refusal exchange_head(
    struct exchange *x, const struct router *r, const struct head *h, struct guarded *g)
{
	struct refusal no;
	int status;

	x->reply = (struct reply){.arena = &x->arena, .status = 200};
	x->req.method = method_of(h->method);
	x->req.id = random_id_str(&x->arena, 'Q');
	x->req.at = clock_now();
	copy_headers(x, h);
	who_asks(x, h);
	status = guard_headers(x->req.header, x->req.n_headers, g);
	if (status != 0)
		return (struct refusal){status, g->why, true};
	x->req.host = g->host;
	no = target(x, h);
	if (no.status == 0)
		no = find_row(x, r);
	if (no.status == 0)
		no = body_fits(x, g);
	return no;
}
