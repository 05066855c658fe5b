/* What a certificate says: its fields, their canonical text, and how a person reads them. */
#include "certificate.h"

#include "code.h"
#include "country.h"
#include "iin.h"
#include "json.h"
#include "partdate.h"
#include "utf8.h"

#include <string.h>

enum form {
	FORM_KIND,
	FORM_LAYOUT,
	FORM_LINE,
	FORM_NUMBER,
	FORM_CODE,
	FORM_CHECK,
	FORM_PARTDATE,
	FORM_DATE,
	FORM_SEX,
	FORM_COUNTRY,
	FORM_IIN,
	FORM_DOCUMENT,
	FORM_RESIDENCE,
	FORM_YES
};
enum wanted { WANTED_NO, WANTED_MAY, WANTED_YES };

static const struct {
	const char *key;
	enum form form;
	enum wanted stay, address;
} fields[CERTIFICATE__FIELDS] = {
#define FIELD(name, key, form, stay, address) \
	[CERTIFICATE_##name] = {key, FORM_##form, WANTED_##stay, WANTED_##address},
#include "certificate_fields.def"
#undef FIELD
};

const char *certificate_key(enum certificate_field f)
{
	return fields[f].key;
}

/* ---- forms ---- */

static bool one_of(struct str s, const char *const *words)
{
	while (*words != NULL && !str_is(s, *words))
		words++;
	return *words != NULL;
}

/* Signs that take no room and would be lost on the way through paper: the soft hyphen, joiners. */
static bool unseen(int32_t cp)
{
	return cp == 0xad || cp == 0x34f || cp == 0x61c || (cp >= 0x180b && cp <= 0x180f) ||
	       (cp >= 0x200b && cp <= 0x200f) || (cp >= 0x2060 && cp <= 0x206f) ||
	       (cp >= 0xfe00 && cp <= 0xfe0f);
}

bool certificate_letters(struct str s)
{
	static const struct {
		int32_t first, last;
	} had[] = {{0x20, 0x7e}, {0xa0, 0x377}, {0x37a, 0x37f}, {0x384, 0x38a}, {0x38c, 0x38c},
	    {0x38e, 0x3a1}, {0x3a3, 0x3e1}, {0x3f0, 0x52f}, {0x1e00, 0x1eff}, {0x2010, 0x2027},
	    {0x2030, 0x205e}, {0x20a0, 0x20bf}, {0x2100, 0x2138}};

	while (s.n > 0) {
		int32_t cp = utf8_next(&s);
		size_t i = 0;

		while (i < ARRAY_LEN(had) && (cp < had[i].first || cp > had[i].last))
			i++;
		if (i == ARRAY_LEN(had))
			return false;
	}
	return true;
}

static bool line(struct str s)
{
	struct arena a = {0};
	struct str rest = s;
	bool good = utf8_valid(s) && utf8_length(s) <= CERTIFICATE_LINE_MAX &&
		    certificate_letters(s) && str_eq(utf8_nfc(&a, s), s) && s.p[0] != ' ' &&
		    s.p[s.n - 1] != ' ';

	arena_free(&a);
	for (int32_t cp = 0, before; good && rest.n > 0;) {
		before = cp;
		cp = utf8_next(&rest);
		good = !utf8_control(cp) && !unseen(cp) && (cp == ' ' || !utf8_white(cp)) &&
		       !(cp == ' ' && before == ' ');
	}
	return good;
}

static bool number(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < (i == 0 ? '1' : '0') || s.p[i] > '9')
			return false;
	return s.n <= 4;
}

bool certificate_address(struct str s)
{
	if (s.n > 100 || !(str_starts(s, "https://") || str_starts(s, "http://")))
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] <= ' ' || s.p[i] > '~' || strchr("#?\"<>\\^`{|}", s.p[i]) != NULL)
			return false;
	return s.p[s.n - 1] != '/';
}

static bool written(enum form form, struct str s)
{
	static const char *const kinds[] = {"stay", "address", NULL};
	static const char *const sexes[] = {"M", "F", "X", NULL};
	static const char *const residences[] = {"permanent", "temporary", NULL};
	static const char *const documents[] = {"id_card", "passport", "birth_certificate",
	    "residence_permit", "stateless_certificate", "refugee_certificate", "foreign_passport",
	    "other", NULL};
	struct partdate part;
	char code[CODE_TEXT];
	day_t day;

	switch (form) {
	case FORM_KIND: return one_of(s, kinds);
	case FORM_LAYOUT: return str_is(s, CERTIFICATE_LAYOUT_NOW);
	case FORM_LINE: return line(s);
	case FORM_NUMBER: return number(s);
	case FORM_CODE: return code_parse(s, code) && str_is(s, code);
	case FORM_CHECK: return certificate_address(s);
	case FORM_PARTDATE: return partdate_parse(s, &part);
	case FORM_DATE: return date_parse(s, &day);
	case FORM_SEX: return one_of(s, sexes);
	case FORM_COUNTRY: return country_known(s);
	case FORM_IIN: return iin_fault(s) == IIN_OK;
	case FORM_DOCUMENT: return one_of(s, documents);
	case FORM_RESIDENCE: return one_of(s, residences);
	case FORM_YES: return str_is(s, "yes");
	}
	return false;
}

/* ---- facts ---- */

static enum rc wrong(enum certificate_field f, const char *what, struct err *e)
{
	return fail(e, RC_BAD_INPUT, "certificate: %s %s", fields[f].key, what);
}

static enum rc together(const struct certificate_facts *f, struct err *e)
{
	const struct str *v = f->v;
	struct arena a = {0};
	size_t n;

	if (v[CERTIFICATE_SURNAME].n == 0 && v[CERTIFICATE_SURNAME_LATIN].n == 0)
		return wrong(CERTIFICATE_SURNAME, "is needed", e);
	if ((v[CERTIFICATE_DOCUMENT_TYPE].n > 0) != (v[CERTIFICATE_DOCUMENT_NUMBER].n > 0))
		return wrong(CERTIFICATE_DOCUMENT_TYPE, "and document_number go together", e);
	if (v[CERTIFICATE_UNTIL].n > 0 && str_cmp(v[CERTIFICATE_UNTIL], v[CERTIFICATE_FROM]) < 0)
		return wrong(CERTIFICATE_UNTIL, "lies before from", e);
	n = certificate_text(&a, f).n;
	arena_free(&a);
	if (n > CERTIFICATE_TEXT_MAX)
		return fail(e, RC_BAD_INPUT, "certificate: too long: %zu bytes", n);
	return RC_OK;
}

enum rc certificate_check_facts(const struct certificate_facts *f, struct err *e)
{
	bool stay = str_is(f->v[CERTIFICATE_KIND], "stay");

	for (enum certificate_field i = 0; i < CERTIFICATE__FIELDS; i++) {
		enum wanted wanted = stay ? fields[i].stay : fields[i].address;

		if (f->v[i].n == 0 && wanted == WANTED_YES)
			return wrong(i, "is needed", e);
		if (f->v[i].n > 0 && wanted == WANTED_NO)
			return wrong(i, "does not stand on this paper", e);
		if (f->v[i].n > 0 && !written(fields[i].form, f->v[i]))
			return wrong(i, "is badly written", e);
	}
	return together(f, e);
}

struct str certificate_text(struct arena *a, const struct certificate_facts *f)
{
	json_t *o = json_keep(a, json_object());

	for (enum certificate_field i = 0; i < CERTIFICATE__FIELDS; i++)
		if (f->v[i].n > 0)
			json_put(o, fields[i].key, json_text(f->v[i]));
	return json_canonical(a, o);
}

enum rc certificate_read(
    struct arena *a, struct str text, struct certificate_facts *f, struct err *e)
{
	const json_t *o = text.n <= CERTIFICATE_TEXT_MAX ? json_read_in(a, text, e) : NULL;
	enum rc rc;

	if (o == NULL)
		return fail(e, RC_BAD_INPUT, "certificate: no JSON object of its length");
	for (enum certificate_field i = 0; i < CERTIFICATE__FIELDS; i++)
		f->v[i] = json_get_str(o, fields[i].key);
	rc = certificate_check_facts(f, e);
	if (rc == RC_OK && !str_eq(certificate_text(a, f), text))
		rc = fail(e, RC_BAD_INPUT, "certificate: not in canonical form");
	return rc;
}

/* "2015-03-02" as "02.03.2015", "2015-03" as "03.2015". */
static struct str shown_date(struct arena *a, struct str s)
{
	if (s.n == 10)
		return arena_printf(a, "%.2s.%.2s.%.4s", s.p + 8, s.p + 5, s.p);
	if (s.n == 7)
		return arena_printf(a, "%.2s.%.4s", s.p + 5, s.p);
	return s;
}

struct str certificate_shown(
    struct arena *a, const struct certificate_facts *f, enum certificate_field field)
{
	struct str s = f->v[field];
	char *grouped;

	if (s.n == 0)
		return s;
	switch (fields[field].form) {
	case FORM_DATE:
	case FORM_PARTDATE: return shown_date(a, s);
	case FORM_CODE:
		grouped = arena_alloc(a, CODE_GROUPED, 1);
		code_group(s.p, grouped);
		return str_of(grouped);
	default: return s;
	}
}
