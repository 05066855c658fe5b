/* /a/{file}: what is compiled in for the browser; its address holds the content's hash. */
#include "pages.h"

static enum rc asset_run(struct visit *v)
{
	const struct asset *a = asset_find(v->x->req.path);
	struct reply_file *f;

	if (a == NULL)
		return fail(&v->e, RC_NOT_FOUND, "no such file");
	f = ARENA_NEW(v->a, struct reply_file);
	*f =
	    (struct reply_file){.type = a->type, .plain = a->raw, .gzip = a->gz, .immutable = true};
	/* the generator's tag has its quotes already */
	f->etag = arena_strn(v->a, a->etag + 1, str_of(a->etag).n - 2);
	reply_asset(&v->x->reply, &v->x->req, f);
	return RC_OK;
}
const struct row asset_row = {.run = asset_run};
