/* What the shared parts of pages (pages/parts) are told, and what pages are put together of. */
#ifndef PARTS_H
#define PARTS_H

#include "form_html.h"
#include "html.h"

/* One rule that spoke, in the words of decide.md section 1. */
struct reason_view {
	struct str effect, code, point;
	struct str source; /* empty: the Rules themselves */
};

/* A point of a draft that cannot speak yet, and the labels of what it still needs. */
struct opening_view {
	struct str point, needs;
};

/* The area computation of point 6 as numbers: "45.00", "4", "11.25", "15.00". */
struct area_view {
	struct str tested; /* useful, total */
	struct str area, persons, per_person, norm;
};

/* An area against its norm as a bar, in hundredths of a square metre a person. */
struct bar_view {
	int64_t value, norm;
	struct str value_text, norm_text; /* "11.25" */
};

/* A verdict or a draft's state, for {% include verdict(v) %}. */
struct verdict_view {
	struct str outcome; /* or "open" */
	struct str whose;   /* in a family: the person; else empty */
	const struct reason_view *reason;
	size_t n;
	const struct opening_view *open;
	size_t n_open;
	const struct area_view *area; /* NULL: none was computed */
	struct bar_view bar;
	bool withheld; /* would have been granted, but for another of the family */
};
/* Where `hundredths' lies on a bar 1000 wide, whose end is a quarter past the greater of the two. */
int bar_at(const struct bar_view *v, int64_t hundredths);

/* "refuse" -> "bad", "review" -> "warn", "note" -> "info", "grant" -> "ok": which sign stands at an effect or outcome. */
const char *sign_of(struct str effect);

/* ---- tables and lists ---- */

struct cell_view {
	struct str text;
	struct url url;  /* empty: no link */
	const char *tag; /* NULL, or the colour of a tag: "green", "red", "grey", "yellow" */
	bool num, mono;
	bool gone;  /* struck out: it does not count any more */
	bool aside; /* the link opens beside this page */
};

/* A table: n_head cells a row.  Filled with table_row. */
struct table_view {
	const char *id;
	const char *caption;
	const char *empty; /* what is said where there is no row */
	const char *const *head;
	size_t n_head;
	struct cell_view *cell;
	size_t n, cap;   /* cells */
	struct url more; /* the next page; empty: this is all */
};
/* Another row, its cells empty: fill n_head of them. */
struct cell_view *table_row(struct arena *a, struct table_view *t);

/* Names and values, one below the other. */
struct fact_view {
	struct str name, value;
	struct url url;
	bool mono;
};
struct summary_view {
	struct fact_view *v;
	size_t n, cap;
};
/* Add one; nothing where the value is empty. */
void summary_add(struct arena *a, struct summary_view *s, struct str name, struct str value);
void summary_link(
    struct arena *a, struct summary_view *s, struct str name, struct str value, struct url url);

/* ---- forms as data ---- */

enum input {
	INPUT_TEXT,
	INPUT_DATE,
	INPUT_SELECT,
	INPUT_RADIOS,
	INPUT_CHECKBOX,
	INPUT_AREA,
	INPUT_PASSWORD,
	INPUT_FILE,
	INPUT_HIDDEN
};

struct input_view {
	enum input kind;
	bool new_row;       /* begins a row of its own */
	const char *legend; /* begins a group of this name */
	struct html_field f;
};
struct inputs_view {
	const struct issues *issues;
	struct html_form_head head;
	struct input_view *v;
	size_t n, cap;
	struct button button[4];
	size_t n_buttons;
};
struct html_field *input_add(
    struct arena *a, struct inputs_view *l, enum input kind, const char *name, struct str value);

void input_put(const struct html_form *f, const struct input_view *x);

/* A place to go, or, without an address, a button of the form that sends do=VALUE. */
struct suggest_item {
	struct str value, text, more;
	struct url url;
};
/* The list below a box as one types: the script puts it there. */
struct suggest_view {
	const struct suggest_item *v;
	size_t n;
	const char *note; /* NULL: these are all */
};

/* ---- pages of blocks ---- */

enum block_kind {
	BLOCK_SUMMARY,
	BLOCK_TABLE,
	BLOCK_VERDICT,
	BLOCK_BAR,
	BLOCK_TEXT,
	BLOCK_FORM,
	BLOCK_NOTICE
};
struct block {
	enum block_kind kind;
	const char *title;
	union {
		const struct summary_view *summary;
		const struct table_view *table;
		const struct verdict_view *verdict;
		const struct bar_view *bar;
		const struct inputs_view *form;
		struct str text;
	} of;
	struct block *next;
};
struct blocks {
	struct block *first, *last;
};
struct block *block_add(struct arena *a, struct blocks *l, enum block_kind kind, const char *title);

struct action_view {
	const char *label;
	struct url url;
	const char *key;  /* of app.js */
	const char *kind; /* NULL, "secondary", "warning" */
	bool aside;       /* opens beside this page */
};

/* A page that is a heading and blocks: most of them. */
struct plain_view {
	struct str title, caption;
	const struct issues *issues;
	struct action_view action[8];
	size_t n_actions;
	struct blocks top, left, right, below;
};
void action_add(
    struct plain_view *v, const char *label, struct url url, const char *key, const char *kind);

#endif
