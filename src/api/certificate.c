/* Certificates: issued as acts, listed, and given as PDF. */
#include "api_impl.h"

#include "certificate_pdf.h"
#include "evidence.h"
#include "residence.h"
#include "secret.h"

_Static_assert(VISIT_SECRET == CERTIFICATE_SECRET, "one key seals and signs");

#define PDF_PATH "/api/v1/certificates/%.*s.pdf"

/* ---- listed ---- */

/* Who issued it, when and to whom stands in the act. */
static enum rc certificate_json(struct visit *v, const struct issued *c, json_t *o)
{
	enum issued_state state;
	const json_t *request;
	struct act act;
	enum rc rc = issued_state_on(v->db, c, v->env.today, &state, &v->e);

	if (rc == RC_OK)
		rc = act_read(v->db, v->a, c->act, &act, &v->e);
	if (rc != RC_OK)
		return rc;
	request = json_object_get(act.text, "request");
	json_put(o, "certificate", json_text(c->id));
	json_put(o, "code", json_text(c->code));
	json_put(o, "kind", json_text(c->kind));
	json_put(o, "act", json_integer(c->act));
	json_put(o, "decision", json_integer(c->decision));
	json_put(o, "reprint", json_integer(c->reprint));
	if (c->until != DAY_NONE)
		json_put(o, "until", json_day(c->until));
	json_put(o, "state", json_string(issued_state_word(state)));
	json_put(o, "issued_by", json_text(act.officer));
	json_put(o, "issued_at", json_text(time_str(v->a, act.recorded_us)));
	if (json_get_str(request, "to").n > 0)
		json_put(o, "to", json_text(json_get_str(request, "to")));
	if (json_get_str(request, "reason").n > 0)
		json_put(o, "reason", json_text(json_get_str(request, "reason")));
	json_put(o, "pdf", json_text(arena_printf(v->a, PDF_PATH, STR_FMT(c->id))));
	return RC_OK;
}

enum rc api_certificates(struct visit *v, struct str registration, json_t **out)
{
	struct issued_list l;
	enum rc rc = issued_of(v->db, v->a, registration, &l, &v->e);

	*out = json_array();
	for (size_t i = 0; rc == RC_OK && i < l.n; i++) {
		json_t *o = json_object();

		(void)json_array_append_new(*out, o);
		rc = certificate_json(v, &l.v[i], o);
	}
	if (rc != RC_OK)
		json_decref(*out);
	return rc;
}

/* ---- issued ---- */

/* The act of the body's `reason' and `to', for a registration that was found. */
static enum rc issue(struct visit *v, json_t *given, struct str registration)
{
	json_t *request = json_keep(v->a, json_copy(given));
	struct act_answer answer;
	struct str id;
	enum rc rc;

	json_put(request, "act", json_string("issue_certificate"));
	json_put(request, "registration", json_text(registration));
	rc = acts_perform(v->db, v->a, &v->env, request, &answer, &v->e);
	if (rc != RC_OK || answer.status != 201)
		return rc == RC_OK ? api_answer(v, &answer) : rc;
	id = json_get_str(answer.json, "certificate");
	json_put(answer.json, "pdf", json_text(arena_printf(v->a, PDF_PATH, STR_FMT(id))));
	return api_answer(v, &answer);
}

enum rc api_stay_certificate(struct visit *v)
{
	static const char *const asked[] = {"reason", "to", "key", NULL};
	struct stay_row s;
	json_t *request;
	enum rc rc;

	if (!ask_query(v) || !ask_fields(v, asked) || !api_key(v, &request))
		return RC_OK;
	rc = stay_read(v->db, v->a, visit_param(v, "id"), &s, &v->e);
	return rc == RC_OK ? issue(v, request, s.registration) : rc;
}

/* The registration that the paper is of: the one that is named, or the only live one. */
static enum rc choose(struct visit *v, struct str person, struct str *out)
{
	struct str named = ask_text(v, "registration");
	struct residences l;
	size_t live = 0;
	enum rc rc = residences_of_person(v->db, v->a, person, &l, &v->e);

	*out = (struct str){0};
	for (size_t i = 0; rc == RC_OK && i < l.n; i++) {
		if (!residence_live(&l.v[i], v->env.today) || l.v[i].dwelling.n == 0 ||
		    (named.n > 0 && !str_eq(named, l.v[i].registration)))
			continue;
		*out = l.v[i].registration;
		live++;
	}
	if (rc == RC_OK && live != 1) {
		*out = (struct str){0};
		rc = visit_problem_at(
		    v, 400, "registration", live > 1 ? PROBLEM_MISSING : PROBLEM_NOT_LIVE, named);
	}
	return rc;
}

enum rc api_person_certificate(struct visit *v)
{
	static const char *const asked[] = {"registration", "reason", "to", "key", NULL};
	struct str registration;
	json_t *request;
	struct person p;
	enum rc rc;

	if (!ask_query(v) || !ask_fields(v, asked) || !api_key(v, &request))
		return RC_OK;
	rc = person_read(v->db, v->a, visit_param(v, "id"), &p, &v->e);
	if (rc == RC_OK)
		rc = choose(v, p.id, &registration);
	return rc == RC_OK && registration.n > 0 ? issue(v, request, registration) : rc;
}

/* ---- printed ---- */

static enum rc draw(
    struct visit *v, struct str text, enum certificate_mark mark, struct certificate_facts *f)
{
	unsigned char secret[CERTIFICATE_SECRET], signature[CERTIFICATE_SIGNATURE];
	struct err why = {0};
	enum rc rc = visit_secret(v, secret);

	if (rc != RC_OK)
		return rc;
	certificate_sign(secret, text, signature);
	secret_wipe(secret, sizeof(secret));
	rc = certificate_pdf(f, signature, mark, &v->x->reply.body, &why);
	/* whatever is wrong with what was printed is no fault of who asks for it */
	return rc == RC_OK ? RC_OK : fail(&v->e, RC_SYS, "%s", why.msg);
}

static enum rc print(struct visit *v, const struct issued *c, const json_t *printed)
{
	struct str text = json_canonical(v->a, printed);
	struct reply *r = &v->x->reply;
	struct certificate_facts f;
	enum issued_state state;
	struct err why = {0};
	enum rc rc = issued_state_on(v->db, c, v->env.today, &state, &v->e);

	if (rc != RC_OK)
		return rc;
	rc = certificate_read(v->a, text, &f, &why);
	if (rc != RC_OK)
		return fail(&v->e, RC_SYS, "%s", why.msg);
	visit_access(v, c->person, arena_printf(v->a, "certificate %.*s", STR_FMT(c->id)), false);
	rc = draw(
	    v, text, state == ISSUED_ANNULLED ? CERTIFICATE_ANNULLED : CERTIFICATE_UNMARKED, &f);
	if (rc != RC_OK)
		return rc;
	r->type = STR("application/pdf");
	reply_header(r, "Content-Disposition",
	    arena_printf(v->a, "inline; filename=\"certificate-%.*s.pdf\"", STR_FMT(c->id)));
	reply_cache(r, "private, no-store");
	return RC_OK;
}

/*
 * The same bytes each time it is asked for, until the certificate is annulled: that is drawn
 * over it.  At the desk the reason of looking is the paper itself; a program says its own.
 */
enum rc api_certificate_pdf(struct visit *v)
{
	const json_t *printed;
	struct issued c;
	struct act act;
	enum rc rc;

	if (!ask_query(v))
		return RC_OK;
	if (v->purpose.n == 0 && v->session == NULL)
		return visit_problem_at(v, 400, "Purpose", PROBLEM_MISSING, STR(""));
	if (v->purpose.n == 0)
		v->purpose = STR("certificate");
	rc = issued_read(v->db, v->a, visit_param(v, "id"), &c, &v->e);
	if (rc == RC_OK)
		rc = act_read(v->db, v->a, c.act, &act, &v->e);
	if (rc != RC_OK)
		return rc;
	printed = json_object_get(act.text, "printed");
	if (printed == NULL) /* its text was lawfully erased */
		return visit_problem(v, 410, NULL, NULL);
	return print(v, &c, printed);
}

/* ---- asked after ---- */

enum rc api_check(struct visit *v)
{
	struct checked c;
	enum rc rc;

	if (!ask_query(v))
		return RC_OK;
	rc = visit_check(v, visit_param(v, "code"), &c);
	return rc == RC_OK ? visit_check_json(v, &c) : rc;
}
