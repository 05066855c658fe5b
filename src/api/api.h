/*
 * The JSON API (interface.md section 9): one table of rows, each with its function.
 * Names are snake_case; errors are problem+json.  No personal data stands in a URL.
 */
#ifndef API_H
#define API_H

#include "gate.h"

/* What a row of the API points to. */
struct api_row {
	struct row row; /* first */
	/* Of the query: names, comma-separated, "after=integer,limit=integer,on=date,unit";
	 * `lang' is known everywhere.  NULL: none. */
	const char *query;
	const char *answers; /* statuses that are no problem: "201 202 200 422"; NULL: "200" */
	const char *media;   /* of an answer that is not JSON; NULL: it is */
};

/* The rows of the one route table that are the API's. */
extern const struct route api_rows[];
extern const size_t api_rows_n;

/* The OpenAPI 3.1 document of these rows, canonical JSON. */
struct str api_openapi(struct arena *a, const struct route *rows, size_t n);

#endif
