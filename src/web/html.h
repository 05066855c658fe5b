/*
 * How text becomes HTML, and what every page knows about who looks at it.
 *
 * Escaping is decided by type: text is escaped, numbers are printed, `struct html' passes
 * as it is, `struct url' alone may stand in a link.  There is no "raw" for text.
 */
#ifndef HTML_H
#define HTML_H

#include "base.h"
#include "buf.h"
#include "date.h"
#include "text.h"

/* Text that is HTML already.  Only page functions and HTML_LIT make one. */
struct html {
	struct str s;
};
#define HTML_LIT(lit) ((struct html){STR_INIT(lit)})

/* A link of ours: path, query, fragment.  Made by the functions below, so it cannot be "javascript:". */
struct url {
	struct str s;
};
#define URL_INIT(lit)             \
	{                         \
		STR_INIT("/" lit) \
	}                                        /* in static tables */
#define URL_LIT(lit) ((struct url)URL_INIT(lit)) /* URL_LIT("persons") is /persons */
/* /a/b/c of its parts; each is percent-encoded, an empty part ends the path. */
struct url url_path(struct arena *a, struct str one, struct str two, struct str three);
/* u with ?name=value, or &name=value.  No personal data in addresses: they end in logs. */
struct url url_query(struct arena *a, struct url u, const char *name, struct str value);

/* u at the element of this id: u#id; of the empty u a place on the page itself. */
struct url url_at(struct arena *a, struct url u, struct str id);

/* A date in {{ }}: DAY(v->born) is 02.03.2015. */
struct day {
	day_t d;
};
#define DAY(d) ((struct day){d})

void out_cstr(struct buf *b, const char *z);
void out_str(struct buf *b, struct str s);
void out_int(struct buf *b, long long v);
void out_uint(struct buf *b, unsigned long long v);
void out_html(struct buf *b, struct html h);
void out_day(struct buf *b, struct day d);
void out_url(struct buf *b, struct url u);

/* What {{ expr }} compiles to; OUT_URL in href, src, action and names that end with -url. */
#define OUT(b, x) \
	_Generic((x),                                                                                   \
	    char *: out_cstr,                                                                           \
	    const char *: out_cstr,                                                                     \
	    struct str: out_str,                                                                        \
	    int: out_int,                                                                               \
	    long: out_int,                                                                              \
	    long long: out_int,                                                                         \
	    unsigned: out_uint,                                                                         \
	    unsigned long: out_uint,                                                                    \
	    unsigned long long: out_uint,                                                               \
	    struct html: out_html,                                                                      \
	    struct day: out_day)((b), (x))
#define OUT_URL(b, x) _Generic((x), struct url : out_url)((b), (x))
#define PUT(lit)      buf_put(b, "" lit, sizeof(lit) - 1)

struct menu_item {
	struct url url;
	enum msg label;
	bool here;       /* the page that is being shown */
	const char *key; /* of app.js: "f2"; NULL for none */
};

enum ui_flags {
	UI_REHEARSAL = 1,             /* the register is marked as one for trying things out */
	UI_RULES_NOT_IN_FORCE = 2,    /* the pack is not in force on `today' */
	UI_SCREENING_UNAVAILABLE = 4, /* no wanted list was ever loaded */
	UI_SIGNED_IN = 8,
};

/* What every page is told.  Lives as long as the request; all texts are borrowed. */
struct ui {
	struct arena *arena; /* of the request: what TF and the like make lives there */
	enum lang lang;
	unsigned flags; /* enum ui_flags */
	struct str path,
	    query; /* of the request as it came; a page keeps them when the language changes */
	struct str user, unit;        /* as shown */
	struct str role;              /* the word: "officer" */
	struct str csrf;              /* for every form */
	struct str purpose;           /* why records are read; may be empty */
	struct str pack;              /* the rule pack's name */
	day_t today;                  /* in Almaty */
	const struct menu_item *menu; /* what this role may open */
	size_t n_menu;
	struct url home, sign_out, password, /* where one changes his own */
	    stay; /* stay: POST keeps the session and answers the seconds left */
	int session_left_s, session_warn_s; /* 0: no session */
};

/* The same address in another language. */
struct url ui_in_language(const struct ui *ui, enum lang lang);

/* Texts in templates: T(PERSON_TITLE), TF(X, {"name", value}), TN(FORM_ERRORS, n). */
#define T(name) text(ui->lang, MSG_##name)
#define TF(name, ...)                                                                      \
	text_fill(ui->arena, ui->lang, MSG_##name, (const struct text_arg[]){__VA_ARGS__}, \
	    ARRAY_LEN(((const struct text_arg[]){__VA_ARGS__})))
#define TN(name, n) text_plural(ui->arena, ui->lang, MSG_##name, (n), NULL, 0)
/* A word of the field; a value that is no word of the group is shown as it is. */
#define W(group, value) ui_word(ui, group, value)
struct str ui_word(const struct ui *ui, const char *group, struct str value);

#endif
