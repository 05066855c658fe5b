/* A document as JSON (interface.md section 6), written by hand as verdicts are. */
#include "mrz_impl.h"

static void put_bool(struct buf *b, const char *key, bool v)
{
	buf_printf(b, "\"%s\":%s", key, v ? "true" : "false");
}

static void put_text(struct buf *b, const char *key, const char *text)
{
	buf_printf(b, "\"%s\":", key);
	buf_json(b, str_of(text));
}

static void put_rows(struct buf *b, const char *key, const struct mrz_rows *rows)
{
	buf_printf(b, ",\"%s\":[", key);
	for (int i = 0; i < MRZ_ROWS && rows->row[i][0] != '\0'; i++) {
		if (i > 0)
			buf_char(b, ',');
		buf_json(b, str_of(rows->row[i]));
	}
	buf_char(b, ']');
}

static void put_fields(struct buf *b, const struct mrz_document *d)
{
	buf_z(b, ",\"fields\":{");
	for (enum mrz_field f = 0; f < MRZ_F__MAX; f++) {
		put_text(b, mrz_field_word(f), d->field[f]);
		buf_char(b, ',');
	}
	put_bool(b, "name_truncated", d->name_truncated);
	buf_z(b, "},\"verdicts\":{");
	for (enum mrz_field f = 0; f < MRZ_F__MAX; f++) {
		if (f > 0)
			buf_char(b, ',');
		put_text(b, mrz_field_word(f), mrz_verdict_word(d->verdict[f]));
	}
	buf_char(b, '}');
}

static void put_checks(struct buf *b, const struct mrz_document *d)
{
	const char *comma = "";

	buf_z(b, ",\"checks\":{");
	for (enum mrz_check c = 0; c < MRZ_C__MAX; c++) {
		if (d->check[c] == MRZ_ABSENT)
			continue;
		buf_z(b, comma);
		put_bool(b, mrz_check_word(c), d->check[c] == MRZ_RIGHT);
		comma = ",";
	}
	buf_char(b, '}');
}

static void put_repaired(struct buf *b, const struct mrz_document *d)
{
	buf_z(b, ",\"repaired\":[");
	for (size_t i = 0; i < d->repaired_n; i++) {
		const struct mrz_repair *r = &d->repaired[i];

		buf_printf(b, "%s{\"line\":%d,\"column\":%d,\"from\":\"%c\",\"to\":\"%c\"}",
		    i > 0 ? "," : "", r->line, r->column, r->from, r->to);
	}
	buf_char(b, ']');
}

/* Only what is there: most documents have none of it. */
static void put_national(struct buf *b, const struct mrz_document *d)
{
	const struct mrz_national *n = &d->national;
	const struct {
		const char *key, *text;
	} texts[] = {
	    {"number", n->number},
	    {"full_number", n->full_number},
	    {"issued", n->issued},
	    {"office", n->office},
	    {"surname", n->surname},
	    {"given_names", n->given_names},
	};
	const char *comma = "";

	buf_z(b, ",\"national\":{");
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		if (texts[i].text[0] == '\0')
			continue;
		buf_z(b, comma);
		put_text(b, texts[i].key, texts[i].text);
		comma = ",";
	}
	if (n->number[0] != '\0') {
		buf_z(b, comma);
		put_bool(b, "number_agrees", n->number_agrees);
	}
	buf_char(b, '}');
}

static void put_errors(struct buf *b, const struct mrz_document *d)
{
	buf_z(b, ",\"errors\":[");
	for (size_t i = 0; i < d->error_n; i++) {
		buf_z(b, i > 0 ? ",{" : "{");
		put_text(b, "field", d->error[i].field);
		buf_char(b, ',');
		put_text(b, "error", mrz_problem_word(d->error[i].problem));
		buf_char(b, '}');
	}
	buf_char(b, ']');
}

void mrz_write(struct buf *b, const struct mrz_document *d)
{
	put_bool(b, "ok", d->ok);
	buf_char(b, ',');
	put_bool(b, "accept", d->accept);
	if (d->format == MRZ_UNKNOWN)
		buf_z(b, ",\"format\":null");
	else
		buf_printf(b, ",\"format\":\"%s\"", mrz_format_word(d->format));
	put_rows(b, "lines", &d->lines);
	put_rows(b, "raw", &d->raw);
	put_fields(b, d);
	put_checks(b, d);
	put_national(b, d);
	put_repaired(b, d);
	buf_printf(b, ",\"confidence\":%.4f", d->confidence);
	put_errors(b, d);
}

void mrz_write_nothing(struct buf *b, const char *field, const char *why)
{
	buf_z(b,
	    "\"ok\":false,\"accept\":false,\"format\":null,\"lines\":[],\"raw\":[],\"fields\":{},"
	    "\"verdicts\":{},\"checks\":{},\"national\":{},\"repaired\":[],\"confidence\":0,"
	    "\"errors\":[{");
	put_text(b, "field", field);
	buf_char(b, ',');
	put_text(b, "error", why);
	buf_z(b, "}]");
}
