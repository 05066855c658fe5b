/*
 * The files that the browser loads, compiled in (tools/embed.c): style sheet,
 * script, fonts, icon.  An address holds the content's hash, so an answer may say
 * "Cache-Control: public, max-age=31536000, immutable".
 */
#ifndef ASSET_H
#define ASSET_H

#include "base.h"
#include "html.h"

struct asset {
	const char *name; /* "app.css" */
	const char *url;  /* "/a/app.3f9c0123456789ab.css" */
	const char *type; /* Content-Type */
	const char *etag; /* quoted */
	struct str raw;
	struct str gz; /* empty where gzip does not pay */
};
extern const struct asset assets[];
extern const size_t n_assets;

/* By the path that was asked for; NULL = 404. */
const struct asset *asset_find(struct str path);
/* The address of a file of ours; a name that does not exist is a bug. */
struct url asset_url(const char *name);

#endif
