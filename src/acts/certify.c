/*
 * issue_certificate: the certificate of a foreign national's registration, which is
 * complete with it (point 16), and the address certificate of a resident.  Each paper,
 * reprints too, is an act: who issued it, to whom, when, and what stands on it.
 */
#include "task.h"

#include "certificate.h"
#include "code.h"
#include "stay.h"
#include "utf8.h"

#include <sodium.h>

/* What a certificate is of: a stay or a residence. */
struct subject_of_paper {
	bool stay;
	struct str registration, person, host;
	struct dwelling dwelling;
	struct person holder;
	json_t *data; /* of a stay */
	enum stay_kind kind;
	day_t from, until; /* until DAY_NONE: no end */
	day_t entry;
	int64_t decision;
	bool live;
};

static enum rc find_residence(struct task *t, struct str id, struct subject_of_paper *s)
{
	struct residence r;
	enum rc rc = residence_read(t->db, t->a, id, &r, t->e);

	if (rc != RC_OK)
		return rc;
	*s = (struct subject_of_paper){.registration = id,
	    .person = r.person,
	    .dwelling.id = r.dwelling,
	    .kind = r.kind,
	    .from = r.from,
	    .until = r.until,
	    .decision = r.opened_by,
	    .live = residence_live(&r, t->date) && r.dwelling.n > 0};
	return RC_OK;
}

static enum rc find_stay(struct task *t, struct str id, struct subject_of_paper *s)
{
	struct stay_row r;
	enum rc rc = stay_read(t->db, t->a, id, &r, t->e);

	if (rc != RC_OK)
		return rc;
	*s = (struct subject_of_paper){.stay = true,
	    .registration = id,
	    .person = r.person,
	    .host = r.host,
	    .dwelling.id = r.dwelling,
	    .data = r.data,
	    .kind = STAY_FOREIGN,
	    .from = r.from,
	    .until = r.until,
	    .entry = r.entry,
	    .decision = r.decided_by,
	    .live = stay_live(&r, t->date)};
	return RC_OK;
}

static enum rc find(struct task *t, struct subject_of_paper *s)
{
	struct str id;
	enum rc rc;

	*s = (struct subject_of_paper){0};
	if (json_object_get(t->request, "registration") == NULL)
		task_bad(t, "registration", PROBLEM_MISSING, STR(""));
	if (!task_text(t, t->request, "registration", "registration", &id))
		return RC_OK;
	rc = find_stay(t, id, s);
	if (rc == RC_NOT_FOUND)
		rc = find_residence(t, id, s);
	if (rc == RC_NOT_FOUND) {
		task_bad(t, "registration", PROBLEM_NO_SUCH, id);
		return RC_OK;
	}
	if (rc == RC_OK && !s->live)
		task_bad(t, "registration", PROBLEM_NOT_LIVE, id);
	if (rc == RC_OK && s->dwelling.id.n > 0)
		rc = dwelling_on(t->db, t->a, s->dwelling.id, t->date, &s->dwelling, t->e);
	if (rc == RC_OK)
		rc = person_read(t->db, t->a, s->person, &s->holder, t->e);
	return rc == RC_OK ? task_authority(t, s->dwelling.unit, "registration") : rc;
}

/* ---- what stands on it ---- */

/* A name in letters that the paper does not have is left to its Latin. */
static struct str printable(struct str s)
{
	return certificate_letters(s) ? s : STR("");
}

static const struct {
	enum certificate_field field;
	const char *city, *house, *flat;
} addresses[] = {
#define ADDRESS(field, city, house, flat) {field, city, house, flat},
#include "address_words.def"
#undef ADDRESS
};

static void put_addresses(struct task *t, const json_t *d, struct certificate_facts *f)
{
	struct str street = json_get_str(d, "street");
	struct str house = json_get_str(d, "house"), flat = json_get_str(d, "flat");

	for (size_t i = 0; i < ARRAY_LEN(addresses); i++) {
		struct str number = issue_fill(t->a, addresses[i].house, house);
		struct str room = issue_fill(t->a, addresses[i].flat, flat);

		f->v[addresses[i].field] =
		    arena_printf(t->a, "%s, %.*s, %.*s%s%.*s", addresses[i].city, STR_FMT(street),
			STR_FMT(number), flat.n > 0 ? ", " : "", STR_FMT(flat.n > 0 ? room : flat));
	}
}

static enum rc host_name(struct task *t, const struct subject_of_paper *s, struct str *out)
{
	struct person p;
	enum rc rc;

	*out = s->host;
	if (str_starts(s->host, "org:")) {
		*out = printable(str_trim((struct str){s->host.p + 4, s->host.n - 4}));
		return RC_OK;
	}
	if (s->host.n == 0)
		return RC_OK;
	rc = person_read(t->db, t->a, s->host, &p, t->e);
	if (rc == RC_OK)
		*out = printable(person_name(t->a, p.data));
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static void put_person(const struct subject_of_paper *s, struct certificate_facts *f)
{
	static const struct {
		enum certificate_field field;
		const char *column;
	} taken[] = {
	    {CERTIFICATE_SURNAME, "surname"},
	    {CERTIFICATE_GIVEN, "given"},
	    {CERTIFICATE_PATRONYMIC, "patronymic"},
	    {CERTIFICATE_SURNAME_LATIN, "surname_latin"},
	    {CERTIFICATE_GIVEN_LATIN, "given_latin"},
	    {CERTIFICATE_BIRTH_DATE, "birth_date"},
	    {CERTIFICATE_SEX, "sex"},
	    {CERTIFICATE_CITIZENSHIP, "citizenship"},
	    {CERTIFICATE_IIN, "iin"},
	    {CERTIFICATE_DOCUMENT_TYPE, "document_type"},
	    {CERTIFICATE_DOCUMENT_NUMBER, "document_number"},
	    {CERTIFICATE_DOCUMENT_COUNTRY, "document_country"},
	    {CERTIFICATE_DOCUMENT_EXPIRES, "document_expires"},
	};

	for (size_t i = 0; i < ARRAY_LEN(taken); i++)
		f->v[taken[i].field] = printable(json_get_str(s->holder.data, taken[i].column));
	if (str_eq(f->v[CERTIFICATE_SURNAME], f->v[CERTIFICATE_SURNAME_LATIN]) &&
	    str_eq(f->v[CERTIFICATE_GIVEN], f->v[CERTIFICATE_GIVEN_LATIN]))
		f->v[CERTIFICATE_SURNAME] = f->v[CERTIFICATE_GIVEN] = STR("");
	if (!s->stay) /* whose papers these are is not the address's matter */
		for (size_t i = 9; i < ARRAY_LEN(taken); i++)
			f->v[taken[i].field] = STR("");
}

/* The stay's own document, as it was decided on. */
static void put_stay(const struct subject_of_paper *s, struct certificate_facts *f)
{
	const json_t *d = json_object_get(s->data, "document");

	f->v[CERTIFICATE_DOCUMENT_TYPE] = STR("foreign_passport");
	f->v[CERTIFICATE_DOCUMENT_NUMBER] = json_get_str(d, "number");
	f->v[CERTIFICATE_DOCUMENT_COUNTRY] = json_get_str(d, "country");
	f->v[CERTIFICATE_DOCUMENT_EXPIRES] = json_get_str(d, "expires");
	f->v[CERTIFICATE_CITIZENSHIP] = json_get_str(s->data, "citizenship");
}

static enum rc put_unit(
    struct task *t, const struct subject_of_paper *s, struct certificate_facts *f)
{
	struct unit u;
	enum rc rc = unit_read(t->db, t->a, s->dwelling.unit, &u, t->e);

	if (rc != RC_OK)
		return rc;
	f->v[CERTIFICATE_UNIT_RU] = json_get_str(u.data, "name_ru");
	f->v[CERTIFICATE_UNIT_KK] = json_get_str(u.data, "name_kk");
	return RC_OK;
}

/* Where anyone can ask whether it holds. */
static enum rc put_check(struct task *t, struct certificate_facts *f)
{
	struct str set;
	enum rc rc = setting_get(t->db, t->a, "public_address", &set, t->e);

	if (rc != RC_OK || set.n == 0)
		set = t->env->own_address;
	f->v[CERTIFICATE_CHECK] = set.n > 0 ? set : STR("http://127.0.0.1:8080");
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static void put_registration(struct task *t, const struct subject_of_paper *s,
    const struct act *act, int64_t reprint, struct certificate_facts *f)
{
	struct str *v = f->v;

	v[CERTIFICATE_KIND] = s->stay ? STR("stay") : STR("address");
	v[CERTIFICATE_LAYOUT] = STR(CERTIFICATE_LAYOUT_NOW);
	v[CERTIFICATE_NUMBER] = arena_printf(t->a, "%lld", (long long)act->id);
	if (reprint > 0)
		v[CERTIFICATE_COPY] = arena_printf(t->a, "%lld", (long long)reprint);
	put_addresses(t, s->dwelling.data, f);
	v[CERTIFICATE_FROM] = date_str(t->a, s->from);
	if (s->until != DAY_NONE)
		v[CERTIFICATE_UNTIL] = date_str(t->a, s->until - 1);
	v[CERTIFICATE_REGISTRATION] = s->registration;
	v[CERTIFICATE_ISSUED_ON] = date_str(t->a, t->date);
	v[CERTIFICATE_ISSUED_BY] = t->officer;
	if (s->stay && s->entry != DAY_NONE)
		v[CERTIFICATE_ENTRY_DATE] = date_str(t->a, s->entry);
	if (!s->stay)
		v[CERTIFICATE_RESIDENCE] = str_of(stay_kind_word(s->kind));
	if (!pack_in_force(t->env->pack, t->date))
		v[CERTIFICATE_REPEALED_ON] = date_str(t->a, t->env->pack->until + 1);
	if (t->env->rehearsal)
		v[CERTIFICATE_REHEARSAL] = STR("yes");
}

static enum rc facts_of(struct task *t, const struct subject_of_paper *s, const struct act *act,
    int64_t reprint, struct certificate_facts *f)
{
	unsigned char random[CODE_BYTES];
	char code[CODE_TEXT];
	enum rc rc;

	*f = (struct certificate_facts){0};
	randombytes_buf(random, sizeof(random));
	code_make(random, code);
	f->v[CERTIFICATE_CODE] = arena_str(t->a, str_of(code));
	put_person(s, f);
	if (s->stay)
		put_stay(s, f);
	put_registration(t, s, act, reprint, f);
	rc = put_unit(t, s, f);
	if (rc == RC_OK)
		rc = put_check(t, f);
	if (rc == RC_OK && s->stay)
		rc = host_name(t, s, &f->v[CERTIFICATE_HOST]);
	return rc == RC_OK ? certificate_check_facts(f, t->e) : rc;
}

/* ---- the act ---- */

/* How many papers of the same decision there are already. */
static enum rc count_before(struct task *t, const struct subject_of_paper *s, int64_t *n)
{
	struct issued_list l;
	enum rc rc = issued_of(t->db, t->a, s->registration, &l, t->e);

	*n = 0;
	for (size_t i = 0; rc == RC_OK && i < l.n; i++)
		*n += l.v[i].decision == s->decision;
	return rc;
}

/* What would be issued; its number and its code are given with the paper. */
static enum rc draft(struct task *t, const struct subject_of_paper *s, int64_t reprint)
{
	json_t *more = json_keep(t->a, json_object());

	json_put(more, "registration", json_text(s->registration));
	json_put(more, "reprint", json_integer(reprint));
	return task_done(t, 0, more);
}

static enum rc record(struct task *t, const struct subject_of_paper *s, int64_t reprint)
{
	struct act act = task_act(t, s->dwelling.unit, "grant");
	struct str id = task_new_id(t, 'K');
	json_t *o = json_object(), *more = json_keep(t->a, json_object());
	struct certificate_facts f;
	enum rc rc = t->env->preview ? RC_OK : act_next_id(t->db, &act.id, t->e);

	if (rc == RC_OK)
		rc = facts_of(t, s, &act, reprint, &f);
	if (rc == RC_BAD_INPUT)
		task_bad(t, "registration", PROBLEM_UNPRINTABLE, STR(""));
	if (rc != RC_OK || t->env->preview) {
		json_decref(o);
		return rc == RC_OK ? draft(t, s, reprint) : rc == RC_BAD_INPUT ? RC_OK : rc;
	}
	act.subject = s->person;
	act.dwelling = s->dwelling.id;
	json_put(o, "id", json_text(id));
	json_put(o, "code", json_text(f.v[CERTIFICATE_CODE]));
	json_put(o, "kind", json_text(f.v[CERTIFICATE_KIND]));
	json_put(o, "registration", json_text(s->registration));
	json_put(o, "decision", json_integer(s->decision));
	json_put(o, "reprint", json_integer(reprint));
	if (s->until != DAY_NONE)
		json_put(o, "until", json_day(s->until - 1));
	json_put(act.body, "effect", json_pack("{s:o}", "certificate", o));
	json_put(act.text, "request", shared(t->request));
	json_put(act.text, "printed", shared(json_read_in(t->a, certificate_text(t->a, &f), t->e)));
	json_put(more, "certificate", json_text(id));
	json_put(more, "code", json_text(f.v[CERTIFICATE_CODE]));
	json_put(more, "registration", json_text(s->registration));
	json_put(more, "reprint", json_integer(reprint));
	rc = task_record(t, &act);
	return rc == RC_OK ? task_done(t, act.id, more) : rc;
}

enum rc run_issue_certificate(struct task *t)
{
	struct subject_of_paper s;
	struct str reason, to;
	int64_t reprint = 0;
	enum rc rc = find(t, &s);

	if (rc != RC_OK || task_forbidden(t))
		return rc;
	(void)task_text(t, t->request, "reason", "reason", &reason);
	(void)task_text(t, t->request, "to", "to", &to);
	if (s.registration.n == 0 || t->bad->n > 0)
		return RC_OK;
	rc = task_after(t, s.decision);
	if (rc == RC_OK)
		rc = count_before(t, &s, &reprint);
	if (rc == RC_OK && reprint > 0 && utf8_blank(reason))
		task_bad(t, "reason", PROBLEM_REPRINT_REASON, STR(""));
	if (rc != RC_OK || t->bad->n > 0)
		return rc;
	return record(t, &s, reprint);
}
