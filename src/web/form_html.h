/*
 * Forms as the design system wants them: label, hint, error, and what a screen
 * reader needs, from one description of a field.  A field's name is its path in facts
 * and acts ("basis.until"); its label is that path's text (text_field), its error
 * is the issue at that path, its id is "f-basis-until".
 *
 *   const struct html_form f = {b, ui, &v->issues};
 *   form_errors(&f);
 *   form_open(&f, &(struct html_form_head){.action = URL_LIT("cases"), .key = v->key});
 *   form_text(&f, &(struct html_field){.name = "person.surname", .value = v->surname});
 *   form_date(&f, &(struct html_field){.name = "basis.until", .value = v->until, .latest = v->last_day, .optional = true});
 *   form_select(&f, &(struct html_field){.name = "dwelling.fund", .group = "fund", .words = funds, .n_words = 3, .value = v->fund});
 *   form_button(&f, &(struct button){.label = T(CASE_GRANT), .name = "do", .value = "grant", .key = "ctrl+enter"});
 *   form_close(&f);
 */
#ifndef FORM_HTML_H
#define FORM_HTML_H

#include "html.h"
#include "issue.h"

struct html_form {
	struct buf *b;
	const struct ui *ui;
	const struct issues *issues; /* NULL or empty: nothing is wrong */
};

struct html_form_head {
	struct url action;
	struct str key;     /* idempotency key; empty for a form that records nothing */
	struct str version; /* of what is being changed; empty for none */
	const char *css;
	/* What app.js does with it; leave empty what is not wanted. */
	struct url live_url, draft_url;
	const char *live_into; /* selector: "#verdict" */
	bool live_on_input;    /* at every key, not only when a field is left */
	bool search;           /* role=search */
	bool file;             /* a file goes with it */
	bool get; /* asks, and changes nothing: no csrf; nothing personal may be asked so */
};
void form_open(
    const struct html_form *f, const struct html_form_head *h); /* writes the csrf token too */
void form_close(const struct html_form *f);

/* The summary of what is wrong, with a link to each field; nothing where nothing is. */
void form_errors(const struct html_form *f);

struct option {
	struct str value, text;
};

struct html_field {
	const char *name;
	const char *label; /* NULL: text_field(name) */
	const char *hint;  /* NULL: none; form_date has its own */
	struct str value;  /* as typed: what is wrong is shown again as it was */
	const char *css;   /* of the group: "app-w-s" (7 rem), "app-w-m" (10.5), "app-w-full" */
	const char *key;   /* of app.js: "f2" */
	const char *lang;  /* of the value, where it is not the page's: "en" */
	const char *autocomplete; /* NULL: off */
	bool optional;            /* said in the label */
	bool any;                 /* form_select: may stay empty, which goes without saying */
	bool mono, numeric, upper;
	/* form_text: what is typed, with the fields named here, is sent there as one types, and
	 * the answer is a list below the box (part suggest); empty: no. */
	struct url suggest_url;
	const char *suggest_with; /* "find.house find.flat" */
	int max;                  /* characters; 0: none said */
	int rows;                 /* form_area */
	day_t latest;             /* form_date: see text_date_parse */
	/* form_select, form_radios: words of a group, or options */
	const char *group;
	const char *const *words;
	size_t n_words;
	const struct option *options;
	size_t n_options;
};
void form_text(const struct html_form *f, const struct html_field *x);
void form_password(const struct html_form *f, const struct html_field *x); /* never shows a value */
void form_file(const struct html_form *f, const struct html_field *x); /* nothing is shown again */
void form_date(const struct html_form *f, const struct html_field *x);
void form_area(const struct html_form *f, const struct html_field *x);
void form_select(const struct html_form *f,
    const struct html_field *x); /* an empty choice first, unless a value is set */
void form_radios(const struct html_form *f, const struct html_field *x);
void form_checkbox(const struct html_form *f,
    const struct html_field *x); /* sends "true"; value "true" = ticked */
void form_hidden(const struct html_form *f, const char *name, struct str value);

struct button {
	const char *label, *name, *value;
	const char *kind;  /* NULL, "secondary", "warning" */
	const char *key;   /* shown in a <kbd> and listened to by app.js: "ctrl+enter" */
	struct url action; /* goes there instead of where the form goes; empty: no */
};
void form_button(const struct html_form *f, const struct button *x);

#endif
