/* The description says what the table has: every row, every schema that it names. */
#include "api.h"
#include "t.h"

static const json_t *schemas;

static bool known(const char *name)
{
	return name == NULL || json_object_get(schemas, name) != NULL;
}

/* Every reference inside leads somewhere. */
static int dangling(const json_t *v)
{
	const char *key;
	json_t *one;
	size_t i;
	int n = 0;

	json_object_foreach(json_deconst(v), key, one)
	{
		if (strcmp(key, "$ref") == 0 &&
		    strncmp(json_string_value(one), "#/components/schemas/", 21) == 0)
			n += !known(json_string_value(one) + 21);
		n += dangling(one);
	}
	json_array_foreach(v, i, one) n += dangling(one);
	return n;
}

int main(void)
{
	struct arena a = {0};
	struct err e = {0};
	json_t *doc = json_read_in(&a, api_openapi(&a, api_rows, api_rows_n), &e);
	const json_t *paths = json_object_get(doc, "paths");
	size_t missing = 0, unknown = 0, operations = 0;
	const char *path;
	json_t *item;

	OK(json_is_object(doc));
	OK(str_is(json_get_str(doc, "openapi"), "3.1.0"));
	OK(str_is(json_get_str(json_object_get(doc, "info"), "version"), VERSION));
	schemas = json_object_get(json_object_get(doc, "components"), "schemas");
	for (size_t i = 0; i < api_rows_n; i++) {
		const struct api_row *own = api_rows[i].own;
		const json_t *op =
		    json_object_get(json_object_get(paths, api_rows[i].path + strlen("/api/v1")),
			api_rows[i].method == METHOD_GET ? "get" : "post");
		const json_t *parameters = json_object_get(op, "parameters");
		size_t braces = 0, in_path = 0;

		missing += json_get_str(op, "operationId").n == 0 ||
			   json_object_get(op, "responses") == NULL;
		unknown += !known(own->row.in) || !known(own->row.out);
		for (const char *p = api_rows[i].path; *p != '\0'; p++)
			braces += *p == '{';
		for (size_t j = 0; j < json_array_size(parameters); j++)
			in_path +=
			    str_is(json_get_str(json_array_get(parameters, j), "in"), "path");
		missing += braces != in_path;
	}
	OK(missing == 0);
	OK(unknown == 0);
	OK(dangling(doc) == 0);
	json_object_foreach(json_deconst(paths), path, item) operations += json_object_size(item);
	OK(operations == api_rows_n);
	arena_free(&a);
	return t_done();
}
