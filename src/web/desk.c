/* What the pages of the desk share: the frame, words, names of things. */
#include "desk.h"

#include "random.h"

#include <string.h>

/* ---- the frame ---- */

struct entry {
	struct url url;
	enum msg label;
	unsigned who;
	const char *key;
};

static const struct entry menu[] = {
    {URL_INIT(""), MSG_MENU_HOME, ROLES_SIGNED_IN, NULL},
    {URL_INIT("search"), MSG_MENU_SEARCH, DESK_READERS, "f2"},
    {URL_INIT("register"), MSG_MENU_REGISTER, DESK_ACTORS, "f4"},
    {URL_INIT("foreigners/new"), MSG_MENU_FOREIGNERS, DESK_ACTORS, "f9"},
    {URL_INIT("queue"), MSG_MENU_QUEUE, DESK_CASES, "f7"},
    {URL_INIT("notices"), MSG_MENU_NOTICES, ROLE_SENIOR, NULL},
    {URL_INIT("precincts"), MSG_MENU_PRECINCTS, DESK_PRECINCTS, NULL},
    {URL_INIT("guests"), MSG_MENU_GUESTS, DESK_ACTORS, NULL},
    {URL_INIT("reports"), MSG_MENU_REPORTS, ROLE_HOST, NULL},
    {URL_INIT("journal"), MSG_MENU_JOURNAL, DESK_JOURNAL, NULL},
    {URL_INIT("users"), MSG_MENU_USERS, ROLE_ADMIN | ROLE_AUDITOR, NULL},
    {URL_INIT("units"), MSG_MENU_UNITS, ROLE_ADMIN | ROLE_AUDITOR, NULL},
    {URL_INIT("lists"), MSG_MENU_LISTS, ROLE_ADMIN, NULL},
    {URL_INIT("rules"), MSG_MENU_RULES, ROLES_SIGNED_IN, NULL},
    {URL_INIT("help"), MSG_MENU_HELP, ROLES_SIGNED_IN, "f1"},
};

/* Is the page under this entry of the menu? */
static bool is_here(struct str path, struct str at)
{
	if (at.n == 1)
		return path.n == 1;
	return path.n >= at.n && memcmp(path.p, at.p, at.n) == 0 &&
	       (path.n == at.n || path.p[at.n] == '/');
}

/* Where the form itself stands, F2 goes to its first field, and F9 to the box for the zone. */
static bool has_field(struct str path, struct str entry)
{
	if (str_is(entry, "/search"))
		return path.n == 1 || str_is(path, "/search") || str_starts(path, "/register");
	return str_is(entry, "/foreigners/new") && str_starts(path, entry.p);
}

static void fill_menu(struct visit *v, struct ui *ui)
{
	struct menu_item *items = ARENA_ARRAY(v->a, struct menu_item, ARRAY_LEN(menu));

	for (size_t i = 0; i < ARRAY_LEN(menu); i++)
		if (visit_may(v, menu[i].who))
			items[ui->n_menu++] = (struct menu_item){menu[i].url, menu[i].label,
			    is_here(ui->path, menu[i].url.s),
			    has_field(ui->path, menu[i].url.s) ? NULL : menu[i].key};
	ui->menu = items;
}

static unsigned flags_of(const struct visit *v)
{
	unsigned flags = v->user != NULL ? UI_SIGNED_IN : 0;

	if (v->env.rehearsal)
		flags |= UI_REHEARSAL;
	if (v->env.pack != NULL && !pack_in_force(v->env.pack, v->env.today))
		flags |= UI_RULES_NOT_IN_FORCE;
	/* who registers nobody need not know of it (point 17) */
	if (!v->screening_loaded && v->user != NULL && !visit_may(v, ROLE_INSPECTOR))
		flags |= UI_SCREENING_UNAVAILABLE;
	return flags;
}

/* The query as it was asked; pages put no personal data there. */
static struct str query_text(const struct visit *v)
{
	struct buf b = {0};
	const struct form *q = &v->x->req.query;
	struct str s;

	for (size_t i = 0; i < q->n; i++) {
		if (i > 0)
			buf_char(&b, '&');
		url_quote(&b, q->p[i].name);
		buf_char(&b, '=');
		url_quote(&b, q->p[i].value);
	}
	s = arena_str(v->a, buf_text(&b));
	buf_free(&b);
	return s;
}

/* After a POST the address may not be asked for with GET: its page begins at a GET. */
static struct str path_for_links(const struct visit *v)
{
	const char *again = v->x->match.route != NULL ? v->x->match.route->path : "/";

	if (v->x->req.method != METHOD_POST)
		return v->x->req.path;
	for (size_t i = 0; i < web_rows_n; i++)
		if (web_rows[i].method == METHOD_GET && strcmp(web_rows[i].path, again) == 0)
			return v->x->req.path;
	return STR("/");
}

struct ui *desk_ui(struct visit *v)
{
	struct ui *ui = ARENA_NEW(v->a, struct ui);

	*ui = (struct ui){
	    .arena = v->a,
	    .lang = v->lang,
	    .flags = flags_of(v),
	    .path = path_for_links(v),
	    .query = query_text(v),
	    .purpose = v->purpose,
	    .today = v->env.today,
	    .home = URL_LIT(""),
	    .sign_out = URL_LIT("logout"),
	    .password = URL_LIT("password"),
	    .stay = URL_LIT("stay"),
	};
	if (v->env.pack != NULL)
		ui->pack = v->env.pack->name;
	if (v->session != NULL) {
		int64_t left = (v->session->ends_us - v->env.now_us) / 1000000;
		int64_t idle = SESSION_IDLE_US / 1000000;

		ui->csrf = v->session->csrf;
		ui->session_left_s = (int)(left < idle ? left : idle);
		ui->session_warn_s = 120;
	}
	if (v->user == NULL)
		return ui;
	ui->user = v->user->name;
	ui->role = str_of(user_role_word(v->user->role));
	if (v->db != NULL)
		ui->unit = name_of_unit(v, v->user->unit);
	fill_menu(v, ui);
	return ui;
}

struct buf *desk_body(struct visit *v, int status)
{
	struct reply *r = &v->x->reply;

	r->status = status;
	r->type = STR("text/html; charset=utf-8");
	return &r->body;
}

enum rc desk_plain(struct visit *v, int status, const struct plain_view *w)
{
	const struct ui *ui = desk_ui(v);

	page_plain(desk_body(v, status), ui, w);
	return RC_OK;
}

bool desk_fragment(const struct visit *v)
{
	struct str accept = request_header(&v->x->req, "Accept");

	return memmem(accept.p, accept.n, "fragment=1", 10) != NULL;
}

bool desk_posted(const struct visit *v)
{
	return v->x->req.method == METHOD_POST;
}

struct str desk_get(const struct visit *v, const char *name)
{
	return str_trim(
	    desk_posted(v) ? form_get(&v->form, name) : form_get(&v->x->req.query, name));
}

struct str desk_key(struct visit *v)
{
	struct str given = form_get(&v->form, "key");

	return given.n > 0 ? given : random_token(v->a, 16);
}

/* ---- words ---- */

struct str word(const struct visit *v, const char *group, struct str value)
{
	const char *z = text_word(v->lang, group, value);

	return z != NULL ? str_of(z) : value;
}

struct str label(const struct visit *v, const char *path)
{
	const char *z = text_field(v->lang, str_of(path));

	return str_of(z != NULL ? z : path);
}

struct str date_words(const struct visit *v, day_t d)
{
	return text_date(v->a, d);
}

struct str period_words(const struct visit *v, day_t from, day_t until)
{
	struct str first = text_date(v->a, from);

	if (until == DAY_NONE)
		return SAYF(v, PERIOD_FROM, {"from", first});
	return SAYF(v, PERIOD_BOTH, {"from", first}, {"until", text_date(v->a, until - 1)});
}

struct str int_words(const struct visit *v, int64_t n)
{
	return arena_printf(v->a, "%lld", (long long)n);
}

/* ---- names of things ---- */

struct str name_of_person(struct visit *v, struct str id)
{
	struct person p;
	struct err e = {0};

	if (id.n == 0 || v->db == NULL || person_read(v->db, v->a, id, &p, &e) != RC_OK)
		return id;
	return person_name(v->a, p.data);
}

struct str address_of(const struct visit *v, const json_t *dwelling)
{
	struct str kato = json_get_str(dwelling, "kato");
	const char *district = text_word(v->lang, "district", kato);
	struct str at = dwelling_address(v->a, dwelling);

	if (district == NULL)
		return at;
	return arena_printf(v->a, "%.*s, %s", STR_FMT(at), district);
}

struct str name_of_dwelling(struct visit *v, struct str id)
{
	struct dwelling d;
	struct err e = {0};

	if (id.n == 0 || v->db == NULL || dwelling_read(v->db, v->a, id, &d, &e) != RC_OK)
		return id;
	return address_of(v, d.data);
}

struct str unit_words(const struct visit *v, const struct unit *u)
{
	struct str kk = json_get_str(u->data, "name_kk");

	return v->lang == LANG_KK && kk.n > 0 ? kk : json_get_str(u->data, "name_ru");
}

struct str name_of_unit(struct visit *v, struct str id)
{
	struct unit u;
	struct err e = {0};

	if (id.n == 0 || v->db == NULL || unit_read(v->db, v->a, id, &u, &e) != RC_OK)
		return id;
	return unit_words(v, &u);
}

struct str name_of_holder(struct visit *v, struct str holder)
{
	if (str_starts(holder, "org:"))
		return (struct str){holder.p + 4, holder.n - 4};
	return name_of_person(v, holder);
}

struct url url_of_person(const struct visit *v, struct str id)
{
	return url_path(v->a, STR("persons"), id, STR(""));
}

struct url url_of_dwelling(const struct visit *v, struct str id)
{
	return url_path(v->a, STR("dwellings"), id, STR(""));
}

struct url url_of_act(const struct visit *v, int64_t id)
{
	return id == 0 ? (struct url){0} : url_path(v->a, STR("acts"), int_words(v, id), STR(""));
}

struct url url_of_case(const struct visit *v, struct str id)
{
	return url_path(v->a, STR("cases"), id, STR(""));
}

void desk_application(struct visit *v)
{
	if (v->purpose.n > 0)
		return;
	v->purpose = STR("application");
	visit_keep_purpose(v, v->purpose);
}

void saw(struct visit *v, struct str person, const char *what)
{
	visit_access(v, person, str_of(what), false);
}

/* A document's number that one person alone has. */
static enum rc by_number(struct visit *v, struct str number, struct person *out)
{
	struct persons found;
	enum rc rc = persons_by_number(v->db, v->a, number, &found, &v->e);

	if (rc == RC_OK && found.n != 1)
		return RC_NOT_FOUND;
	if (rc == RC_OK)
		*out = found.v[0];
	return rc;
}

static bool twelve_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n == 12;
}

enum rc person_typed(struct visit *v, struct str text, struct person *out)
{
	enum rc rc = RC_NOT_FOUND;

	if (text.n == 0)
		return RC_NOT_FOUND;
	if (twelve_digits(text))
		return person_by_iin(v->db, v->a, text, out, &v->e);
	rc = person_read(v->db, v->a, text, out, &v->e);
	return rc == RC_NOT_FOUND ? by_number(v, text, out) : rc;
}

enum rc unit_is_mine(struct visit *v, struct str unit, bool *mine)
{
	struct str own = v->env.who.unit;

	*mine = str_eq(unit, own) && own.n > 0;
	if (*mine || v->env.who.role != ROLE_SENIOR || unit.n == 0 || own.n == 0)
		return RC_OK;
	return unit_within(v->db, v->a, unit, own, mine, &v->e);
}

bool dwelling_is_mine(struct visit *v, struct str id)
{
	struct dwelling d;
	struct err e = {0};
	bool mine = false;

	return visit_may(v, DESK_ACTORS) && dwelling_read(v->db, v->a, id, &d, &e) == RC_OK &&
	       unit_is_mine(v, d.unit, &mine) == RC_OK && mine;
}

enum rc desk_act(struct visit *v, json_t *request, bool preview, struct act_answer *out)
{
	struct act_env env = v->env;
	enum rc rc;

	env.preview = preview;
	rc = acts_perform(v->db, v->a, &env, json_keep(v->a, request), out, &v->e);
	if (rc == RC_OK)
		answer_mask(out->json, env.who.role);
	return rc;
}
