/* The OpenAPI document: paths out of the route table, schemas out of data/openapi.json. */
#include "api_impl.h"

#include "openapi_text.h"

#include <ctype.h>
#include <string.h>

static json_t *reference(const char *schema)
{
	return json_pack("{s:o}", "$ref", json_sprintf("#/components/schemas/%s", schema));
}

static json_t *content(const char *type, json_t *schema)
{
	return json_pack("{s:{s:o}}", type, "schema", schema);
}

static void parameter(json_t *list, const char *in, struct str name, bool required, json_t *schema)
{
	json_t *o = json_object();

	json_put(o, "name", json_text(name));
	json_put(o, "in", json_string(in));
	json_put(o, "required", json_boolean(required));
	json_put(o, "schema", schema);
	(void)json_array_append_new(list, o);
}

static void path_parameters(json_t *list, const char *path)
{
	for (const char *p = strchr(path, '{'); p != NULL; p = strchr(p + 1, '{')) {
		size_t n = strcspn(p + 1, "}");

		parameter(list, "path", (struct str){p + 1, n}, true,
		    json_pack("{s:s,s:s}", "type", "string", "pattern", "^[A-Za-z0-9._-]{1,40}$"));
	}
}

/* "after=integer,on=date,unit" */
static void query_parameters(json_t *list, const char *query)
{
	while (query != NULL && *query != '\0') {
		size_t all = strcspn(query, ","), n = strcspn(query, "=,");
		struct str type = {query + n, all - n};
		json_t *schema = json_pack("{s:s}", "type",
		    str_is(type, "=integer")   ? "integer"
		    : str_is(type, "=boolean") ? "boolean"
					       : "string");

		if (str_is(type, "=date"))
			json_put(schema, "format", json_string("date"));
		parameter(list, "query", (struct str){query, n}, false, schema);
		query += all + (query[all] == ',');
	}
}

static void header_parameters(json_t *list, const struct route *r)
{
	json_t *text = json_pack("{s:s,s:i}", "type", "string", "maxLength", 255);

	if ((r->flags & ROUTE_PURPOSE) != 0)
		parameter(list, "header", STR("Purpose"), true,
		    json_pack("{s:s,s:i}", "type", "string", "maxLength", PURPOSE_MAX));
	if ((r->flags & ROUTE_WRITES) != 0 && (r->flags & ROUTE_PUBLIC) == 0) {
		parameter(list, "header", STR("Idempotency-Key"), false, json_incref(text));
		parameter(list, "header", STR("If-Match"), false, json_incref(text));
	}
	json_decref(text);
}

static json_t *answers(const struct route *r)
{
	const struct api_row *own = r->own;
	const char *codes = own->answers != NULL ? own->answers : "200";
	json_t *o = json_object();

	while (*codes != '\0') {
		char code[4] = "";
		json_t *one = json_pack("{s:s}", "description", r->about);

		memcpy(code, codes, 3);
		if (own->media != NULL)
			json_put(one, "content", json_pack("{s:{}}", own->media));
		else if (own->row.out != NULL)
			json_put(
			    one, "content", content("application/json", reference(own->row.out)));
		json_put(o, code, one);
		codes += strcspn(codes, " ");
		codes += *codes == ' ';
	}
	json_put(o, "default", json_pack("{s:s}", "$ref", "#/components/responses/Problem"));
	return o;
}

/* "/api/v1/persons/{id}/residences" of GET → "get_persons_id_residences" */
static struct str operation_id(struct arena *a, const struct route *r)
{
	struct buf b = {0};
	struct str out;

	buf_z(&b, r->method == METHOD_GET ? "get" : "post");
	for (const char *p = r->path + strlen("/api/v1"); *p != '\0'; p++)
		if (isalnum((unsigned char)*p))
			buf_char(&b, *p);
		else if (b.p[b.n - 1] != '_' && p[1] != '\0')
			buf_char(&b, '_');
	out = arena_str(a, buf_text(&b));
	buf_free(&b);
	return out;
}

/* What a row takes; JSON is described by `in', files by what they are. */
static json_t *request_body(const struct route *r)
{
	const struct api_row *own = r->own;
	json_t *kinds = json_object();

	if ((r->takes & TAKES_JSON) != 0)
		json_put(kinds, "application/json",
		    json_pack("{s:o}", "schema", reference(own->row.in)));
	if ((r->takes & TAKES_MULTIPART) != 0)
		json_put(kinds, "multipart/form-data",
		    json_pack("{s:o}", "schema", reference("Pictures")));
	if ((r->takes & TAKES_BYTES) != 0 && (r->takes & TAKES_MULTIPART) != 0)
		json_put(kinds, "image/*", json_object());
	else if ((r->takes & TAKES_BYTES) != 0)
		json_put(kinds, "text/csv", json_pack("{s:{s:s}}", "schema", "type", "string"));
	return json_pack("{s:b,s:o}", "required", 1, "content", kinds);
}

static json_t *operation(struct arena *a, const struct route *r)
{
	const struct api_row *own = r->own;
	json_t *o = json_object(), *parameters = json_array();

	json_put(o, "operationId", json_text(operation_id(a, r)));
	json_put(o, "summary", json_string(r->about));
	path_parameters(parameters, r->path);
	query_parameters(parameters, own->query);
	header_parameters(parameters, r);
	if (json_array_size(parameters) > 0)
		json_put(o, "parameters", json_incref(parameters));
	json_decref(parameters);
	if (own->row.in != NULL)
		json_put(o, "requestBody", request_body(r));
	json_put(o, "responses", answers(r));
	if ((r->flags & ROUTE_PUBLIC) != 0) {
		json_put(o, "security", json_array());
	} else {
		json_t *roles = json_array();

		for (unsigned bit = ROLE_OFFICER; bit <= ROLE_HOST; bit <<= 1)
			if ((r->who & bit) != 0)
				(void)json_array_append_new(
				    roles, json_string(user_role_word(bit)));
		json_put(o, "x-roles", roles);
	}
	return o;
}

struct str api_openapi(struct arena *a, const struct route *rows, size_t n)
{
	struct err e = {0};
	json_t *doc = json_read_in(a, (struct str){openapi_text, sizeof(openapi_text) - 1}, &e);
	json_t *paths = json_object();

	for (size_t i = 0; i < n; i++) {
		const char *path = rows[i].path + strlen("/api/v1");
		json_t *item = json_object_get(paths, path);

		if (item == NULL) {
			item = json_object();
			json_put(paths, path, item);
		}
		json_put(
		    item, rows[i].method == METHOD_GET ? "get" : "post", operation(a, &rows[i]));
	}
	json_put(doc, "paths", paths);
	json_put(json_object_get(doc, "info"), "version", json_string(VERSION));
	return json_canonical(a, doc);
}
