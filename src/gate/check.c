/* A certificate is asked after: counted, looked up, answered alike whatever comes of it. */
#include "gate_impl.h"

#include "clock.h"
#include "login.h"

static int64_t throttle(struct visit *v)
{
	struct call *c = call_of(v);

	if (!c->throttled)
		c->wait_ms = throttle_ask(
		    &v->gate->throttle, login_network(v->a, v->x->req.client), clock_ticks());
	c->throttled = true;
	return (c->wait_ms + 999) / 1000;
}

enum rc visit_check(struct visit *v, struct str typed, struct checked *out)
{
	char code[CODE_TEXT];
	bool found;
	enum rc rc;

	*out = (struct checked){.end = CHECKED_FORM, .wait_s = throttle(v)};
	if (out->wait_s > 0) {
		out->end = CHECKED_WAIT;
		return RC_OK;
	}
	if (!code_parse(typed, code))
		return RC_OK;
	rc = issued_ask(v->db, v->a, str_of(code), v->env.today, &found, &out->state, &v->e);
	out->end = found ? CHECKED_FOUND : CHECKED_NONE;
	code_group(code, out->code);
	return rc;
}

void visit_check_wait(struct visit *v, const struct checked *c)
{
	if (c->end == CHECKED_WAIT)
		reply_header(
		    &v->x->reply, "Retry-After", arena_printf(v->a, "%lld", (long long)c->wait_s));
}

enum rc visit_check_json(struct visit *v, const struct checked *c)
{
	json_t *o;

	switch (c->end) {
	case CHECKED_FORM: return visit_problem_at(v, 404, "code", PROBLEM_CODE_FORM, STR(""));
	case CHECKED_NONE: return visit_problem_at(v, 404, "code", PROBLEM_NO_CERTIFICATE, STR(""));
	case CHECKED_WAIT:
		(void)visit_problem_at(
		    v, 429, "", PROBLEM_RETRY_IN, arena_printf(v->a, "%lld", (long long)c->wait_s));
		visit_check_wait(v, c);
		return RC_OK;
	case CHECKED_FOUND: break;
	}
	o = json_keep(v->a, json_object());
	json_put(o, "code", json_string(c->code));
	json_put(o, "state", json_string(issued_state_word(c->state)));
	json_put(o, "asked_at", json_text(time_str(v->a, v->env.now_us)));
	return visit_json(v, 200, o);
}
