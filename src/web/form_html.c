/* Form parts of the design system, in one place so that none lacks its label or error. */
#include "form_html.h"

#include <string.h>

static void put_id(struct buf *b, struct str path)
{
	PUT("f-");
	for (size_t i = 0; i < path.n; i++)
		if (path.p[i] == '.')
			PUT("-");
		else
			out_str(b, (struct str){path.p + i, 1});
}

static const struct issue *issue_of(const struct html_form *f, struct str path)
{
	if (f->issues == NULL)
		return NULL;
	for (const struct issue *i = f->issues->first; i != NULL; i = i->next)
		if (str_eq(i->field, path))
			return i;
	return NULL;
}

static void put_attr(struct buf *b, const char *name, const char *value)
{
	if (value == NULL || value[0] == '\0')
		return;
	buf_printf(b, " %s=\"", name);
	out_cstr(b, value);
	PUT("\"");
}

static void put_url(struct buf *b, const char *name, struct url u)
{
	if (u.s.n == 0)
		return;
	buf_printf(b, " %s=\"", name);
	out_url(b, u);
	PUT("\"");
}

/* "Ctrl+Enter" of "ctrl+enter". */
static void put_key(struct buf *b, const char *key)
{
	bool start = true;

	if (key == NULL)
		return;
	PUT(" <kbd>");
	for (; *key != '\0'; key++) {
		char c = *key;

		if (start)
			c = ascii_upper(c);
		out_str(b, (struct str){&c, 1});
		start = *key == '+';
	}
	PUT("</kbd>");
}

void form_hidden(const struct html_form *f, const char *name, struct str value)
{
	struct buf *b = f->b;

	PUT("<input type=\"hidden\" name=\"");
	out_cstr(b, name);
	PUT("\" value=\"");
	out_str(b, value);
	PUT("\">");
}

void form_open(const struct html_form *f, const struct html_form_head *h)
{
	struct buf *b = f->b;

	buf_printf(b, "<form method=\"%s\" novalidate action=\"", h->get ? "get" : "post");
	out_url(b, h->action);
	PUT("\"");
	put_attr(b, "enctype", h->file ? "multipart/form-data" : NULL);
	put_attr(b, "class", h->css);
	put_attr(b, "role", h->search ? "search" : NULL);
	put_url(b, "data-live-url", h->live_url);
	put_attr(b, "data-live-into", h->live_into);
	put_attr(b, "data-live-on", h->live_on_input ? "input" : NULL);
	put_url(b, "data-draft-url", h->draft_url);
	PUT(">");
	if (!h->get)
		form_hidden(f, "csrf", f->ui->csrf);
	if (h->key.n > 0)
		form_hidden(f, "key", h->key);
	if (h->version.n > 0)
		form_hidden(f, "version", h->version);
	PUT("\n");
}

void form_close(const struct html_form *f)
{
	buf_z(f->b, "</form>\n");
}

void form_errors(const struct html_form *f)
{
	const struct ui *ui = f->ui;
	struct buf *b = f->b;

	if (f->issues == NULL || f->issues->n == 0)
		return;
	PUT("<div class=\"govuk-error-summary\" tabindex=\"-1\"><div role=\"alert\"><h2 "
	    "class=\"govuk-error-summary__title\">");
	OUT(b, TN(FORM_ERRORS, (int64_t)f->issues->n));
	PUT("</h2><div class=\"govuk-error-summary__body\"><ul class=\"govuk-list "
	    "govuk-error-summary__list\">");
	for (const struct issue *i = f->issues->first; i != NULL; i = i->next) {
		PUT("<li>");
		if (i->field.n > 0) {
			PUT("<a href=\"#");
			put_id(b, i->field);
			PUT("\">");
		}
		OUT(b, text_issue(ui->arena, ui->lang, i));
		if (i->field.n > 0)
			PUT("</a>");
		PUT("</li>");
	}
	PUT("</ul></div></div></div>\n");
}

/* ---- what all fields have ---- */

struct shown {
	struct str path;
	const struct issue *wrong;
	const char *hint;
	struct str label;
	bool hint_unseen; /* the box shows it itself, as a placeholder */
};

static struct shown shown_of(const struct html_form *f, const struct html_field *x)
{
	const struct ui *ui = f->ui;
	const char *label = x->label != NULL ? x->label : text_field(ui->lang, str_of(x->name));
	struct shown s = {.path = str_of(x->name), .hint = x->hint};

	s.wrong = issue_of(f, s.path);
	s.label = str_of(label != NULL ? label : x->name);
	if (x->optional)
		s.label = TF(FORM_OPTIONAL, {"label", s.label});
	return s;
}

static void put_hint_and_error(const struct html_form *f, const struct shown *s)
{
	const struct ui *ui = f->ui;
	struct buf *b = f->b;

	if (s->hint != NULL) {
		PUT("<div class=\"");
		buf_z(b, s->hint_unseen ? "govuk-visually-hidden" : "govuk-hint");
		PUT("\" id=\"");
		put_id(b, s->path);
		PUT("-hint\">");
		out_cstr(b, s->hint);
		PUT("</div>");
	}
	if (s->wrong != NULL) {
		PUT("<p class=\"govuk-error-message\" id=\"");
		put_id(b, s->path);
		PUT("-error\"><span class=\"govuk-visually-hidden\">");
		OUT(b, T(FORM_ERROR));
		PUT("</span> ");
		OUT(b, text_problem(ui->arena, ui->lang, s->wrong));
		PUT("</p>");
	}
}

static void group_open(const struct html_form *f, const struct html_field *x, const struct shown *s)
{
	struct buf *b = f->b;

	PUT("<div class=\"govuk-form-group");
	if (s->wrong != NULL)
		PUT(" govuk-form-group--error");
	if (x->css != NULL) {
		PUT(" ");
		out_cstr(b, x->css);
	}
	PUT("\">");
}

static void labelled_open(
    const struct html_form *f, const struct html_field *x, const struct shown *s)
{
	struct buf *b = f->b;

	group_open(f, x, s);
	PUT("<label class=\"govuk-label\" for=\"");
	put_id(b, s->path);
	PUT("\">");
	out_str(b, s->label);
	put_key(b, x->key);
	PUT("</label>");
	put_hint_and_error(f, s);
}

static void put_described(const struct html_form *f, const struct shown *s)
{
	struct buf *b = f->b;

	if (s->hint != NULL || s->wrong != NULL) {
		PUT(" aria-describedby=\"");
		if (s->hint != NULL) {
			put_id(b, s->path);
			PUT("-hint");
		}
		if (s->hint != NULL && s->wrong != NULL)
			PUT(" ");
		if (s->wrong != NULL) {
			put_id(b, s->path);
			PUT("-error");
		}
		PUT("\"");
	}
}

static void put_name(const struct html_form *f, const struct html_field *x, const struct shown *s)
{
	struct buf *b = f->b;

	PUT(" id=\"");
	put_id(b, s->path);
	PUT("\" name=\"");
	out_cstr(b, x->name);
	PUT("\"");
	put_attr(b, "data-key", x->key);
	put_described(f, s);
	if (s->wrong != NULL)
		PUT(" aria-invalid=\"true\"");
}

static void put_class(
    struct buf *b, const char *base, const struct html_field *x, const struct shown *s)
{
	PUT(" class=\"");
	buf_z(b, base);
	if (s->wrong != NULL)
		buf_printf(b, " %s--error", base);
	if (x->mono)
		PUT(" app-mono");
	if (x->numeric)
		PUT(" app-num");
	if (x->upper)
		PUT(" app-upper");
	PUT("\"");
}

static void put_typing(struct buf *b, const struct html_field *x)
{
	put_attr(b, "autocomplete", x->autocomplete != NULL ? x->autocomplete : "off");
	put_attr(b, "lang", x->lang);
	put_attr(b, "inputmode", x->numeric ? "numeric" : NULL);
	if (x->max > 0)
		buf_printf(b, " maxlength=\"%d\"", x->max);
	PUT(" spellcheck=\"false\"");
}

/* ---- the fields ---- */

static void put_suggest(struct buf *b, const struct html_field *x, const struct shown *s)
{
	if (x->suggest_url.s.n == 0)
		return;
	put_url(b, "data-suggest-url", x->suggest_url);
	put_attr(b, "data-suggest-with", x->suggest_with);
	PUT(" aria-controls=\"");
	put_id(b, s->path);
	PUT("-list\"");
}

static void input(
    const struct html_form *f, const struct html_field *x, const struct shown *s, const char *type)
{
	struct buf *b = f->b;

	labelled_open(f, x, s);
	PUT("<input");
	put_class(b, "govuk-input", x, s);
	put_attr(b, "type", type);
	put_name(f, x, s);
	put_typing(b, x);
	if (x->latest != 0 && x->latest != DAY_NONE) {
		char z[DATE_TEXT];

		date_print(x->latest, z);
		put_attr(b, "data-date", z);
	}
	put_attr(b, "placeholder", s->hint_unseen ? s->hint : NULL);
	if (strcmp(type, "password") != 0) {
		PUT(" value=\"");
		out_str(b, x->value);
		PUT("\"");
	}
	put_suggest(b, x, s);
	PUT(">");
	if (x->suggest_url.s.n > 0) {
		PUT("<div class=\"app-suggest-live\" id=\"");
		put_id(b, s->path);
		PUT("-list\"></div><p class=\"govuk-visually-hidden\" role=\"status\"></p>");
	}
	PUT("</div>\n");
}

void form_text(const struct html_form *f, const struct html_field *x)
{
	const struct shown s = shown_of(f, x);

	input(f, x, &s, "text");
}

void form_password(const struct html_form *f, const struct html_field *x)
{
	const struct shown s = shown_of(f, x);

	input(f, x, &s, "password");
}

void form_file(const struct html_form *f, const struct html_field *x)
{
	const struct shown s = shown_of(f, x);

	input(f, x, &s, "file");
}

void form_date(const struct html_form *f, const struct html_field *x)
{
	const struct ui *ui = f->ui;
	struct html_field date = *x;
	struct shown s;

	date.numeric = true;
	if (date.css == NULL)
		date.css = "app-w-m";
	s = shown_of(f, &date);
	if (s.hint == NULL) {
		s.hint = T(FORM_DATE_HINT);
		s.hint_unseen = true;
	}
	input(f, &date, &s, "text");
}

void form_area(const struct html_form *f, const struct html_field *x)
{
	const struct shown s = shown_of(f, x);
	struct buf *b = f->b;

	labelled_open(f, x, &s);
	PUT("<textarea");
	put_class(b, "govuk-textarea", x, &s);
	buf_printf(b, " rows=\"%d\"", x->rows > 0 ? x->rows : 3);
	put_name(f, x, &s);
	put_typing(b, x);
	PUT(">\n"); /* a browser drops the first line end: without this one the value's own would go */
	out_str(b, x->value);
	PUT("</textarea></div>\n");
}

static size_t n_choices(const struct html_field *x)
{
	return x->options != NULL ? x->n_options : x->n_words;
}

static struct option choice(const struct html_form *f, const struct html_field *x, size_t i)
{
	if (x->options != NULL)
		return x->options[i];
	return (struct option){str_of(x->words[i]), ui_word(f->ui, x->group, str_of(x->words[i]))};
}

static void put_option(struct buf *b, struct option o, bool chosen)
{
	PUT("<option value=\"");
	out_str(b, o.value);
	PUT("\"");
	if (chosen)
		PUT(" selected");
	PUT(">");
	out_str(b, o.text);
	PUT("</option>");
}

void form_select(const struct html_form *f, const struct html_field *x)
{
	const struct shown s = shown_of(f, x);
	const struct ui *ui = f->ui;
	struct buf *b = f->b;
	bool found = false;

	labelled_open(f, x, &s);
	PUT("<select");
	put_class(b, "govuk-select", x, &s);
	put_name(f, x, &s);
	PUT(">");
	for (size_t i = 0; i < n_choices(x); i++)
		found = found || str_eq(choice(f, x, i).value, x->value);
	if (!found || x->optional || x->any)
		put_option(b, (struct option){STR(""), str_of(T(FORM_CHOOSE))}, !found);
	for (size_t i = 0; i < n_choices(x); i++) {
		struct option o = choice(f, x, i);

		put_option(b, o, found && str_eq(o.value, x->value));
	}
	PUT("</select></div>\n");
}

static void put_choice(
    const struct html_form *f, const struct html_field *x, const struct shown *s, size_t i)
{
	const struct option o = choice(f, x, i);
	struct buf *b = f->b;

	PUT("<div class=\"govuk-radios__item\"><input class=\"govuk-radios__input\" type=\"radio\" "
	    "id=\"");
	put_id(b, s->path);
	if (i > 0)
		buf_printf(b, "-%zu", i);
	PUT("\" name=\"");
	out_cstr(b, x->name);
	PUT("\" value=\"");
	out_str(b, o.value);
	PUT("\"");
	if (str_eq(o.value, x->value))
		PUT(" checked");
	PUT("><label class=\"govuk-label govuk-radios__label\" for=\"");
	put_id(b, s->path);
	if (i > 0)
		buf_printf(b, "-%zu", i);
	PUT("\">");
	out_str(b, o.text);
	PUT("</label></div>");
}

void form_radios(const struct html_form *f, const struct html_field *x)
{
	const struct shown s = shown_of(f, x);
	struct buf *b = f->b;

	group_open(f, x, &s);
	PUT("<fieldset class=\"govuk-fieldset\"");
	put_described(f, &s);
	PUT("><legend class=\"govuk-fieldset__legend\">");
	out_str(b, s.label);
	PUT("</legend>");
	put_hint_and_error(f, &s);
	PUT("<div class=\"govuk-radios govuk-radios--small govuk-radios--inline\">");
	for (size_t i = 0; i < n_choices(x); i++)
		put_choice(f, x, &s, i);
	PUT("</div></fieldset></div>\n");
}

void form_checkbox(const struct html_form *f, const struct html_field *x)
{
	const struct shown s = shown_of(f, x);
	struct buf *b = f->b;

	group_open(f, x, &s);
	put_hint_and_error(f, &s);
	PUT("<div class=\"govuk-checkboxes govuk-checkboxes--small\"><div "
	    "class=\"govuk-checkboxes__item\">"
	    "<input class=\"govuk-checkboxes__input\" type=\"checkbox\" value=\"true\"");
	put_name(f, x, &s);
	if (str_is(x->value, "true"))
		PUT(" checked");
	PUT("><label class=\"govuk-label govuk-checkboxes__label\" for=\"");
	put_id(b, s.path);
	PUT("\">");
	out_str(b, s.label);
	PUT("</label></div></div></div>\n");
}

void form_button(const struct html_form *f, const struct button *x)
{
	struct buf *b = f->b;

	PUT("<button type=\"submit\" class=\"govuk-button");
	if (x->kind != NULL) {
		PUT(" govuk-button--");
		out_cstr(b, x->kind);
	}
	PUT("\"");
	put_attr(b, "name", x->name);
	put_attr(b, "value", x->value);
	put_attr(b, "data-key", x->key);
	put_url(b, "formaction", x->action);
	PUT(">");
	out_cstr(b, x->label);
	put_key(b, x->key);
	PUT("</button>\n");
}
