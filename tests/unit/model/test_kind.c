/*
 * model: rows and objects become canonical records.  tests/data/kind/KIND.csv are
 * files as they come, hostile rows among them, and KIND.txt what becomes of each
 * row: the canonical object, or the faulty fields with their problems, and after
 * `?' the warnings.  tests/data/kind/json.txt does the same for objects.
 */
#include "kind.h"
#include "t.h"

static void said(struct arena *a, struct buf *b, const struct issues *l, const char *mark)
{
	(void)a;
	for (const struct issue *i = l->first; i != NULL; i = i->next) {
		buf_printf(b, " %s%.*s:%s", mark, STR_FMT(i->field), problem_code(i->problem));
		if (i->arg.n > 0 && i->arg.n <= 30)
			buf_printf(b, "(%.*s)", STR_FMT(i->arg));
	}
}

/* Append what came out, and hold that it gives itself when read again. */
static void outcome(struct arena *a, struct buf *b, const struct kind *k, json_t *o,
    const struct issues *errors, const struct issues *warnings, unsigned flags)
{
	OK((o == NULL) == (errors->n > 0));
	if (o != NULL) {
		struct issues again = {.arena = a}, unheard = {.arena = a};
		json_t *same = kind_from_json(k, STR(""), o, flags, &again, &unheard);

		OK(same != NULL && json_equal(o, same) && unheard.n == warnings->n);
		json_decref(same);
		json_write(b, o);
	}
	said(a, b, errors, "");
	said(a, b, warnings, "?");
	buf_char(b, '\n');
	json_decref(o);
}

static struct str slurp(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "rb");
	char *p = arena_alloc(a, 1 << 16, 1);
	size_t n = f != NULL ? fread(p, 1, 1 << 16, f) : 0;

	if (f != NULL)
		(void)fclose(f);
	return (struct str){p, n};
}

/* Line by line, so that the log shows which one differs. */
static void compare(struct arena *a, struct str got, struct str want)
{
	OK(want.n > 0);
	while (got.n > 0 || want.n > 0) {
		const char *ge = got.n > 0 ? memchr(got.p, '\n', got.n) : NULL;
		const char *we = want.n > 0 ? memchr(want.p, '\n', want.n) : NULL;
		struct str g = {got.p, ge != NULL ? (size_t)(ge - got.p) : got.n};
		struct str w = {want.p, we != NULL ? (size_t)(we - want.p) : want.n};
		size_t gs = g.n + (ge != NULL), ws = w.n + (we != NULL);

		if (!str_eq(g, w)) {
			note(arena_printf(a, "got  %.*s", STR_FMT(g)).p);
			note(arena_printf(a, "want %.*s", STR_FMT(w)).p);
		}
		OK(str_eq(g, w));
		got = (struct str){got.p + gs, got.n - gs};
		want = (struct str){want.p + ws, want.n - ws};
	}
}

static void file(struct arena *a, const char *dir, const struct kind *k)
{
	struct str text = slurp(a, arena_printf(a, "%s/%s.csv", dir, k->name).p);
	struct str want = slurp(a, arena_printf(a, "%s/%s.txt", dir, k->name).p);
	struct csv *c = csv_from_text(text);
	struct issues heads = {.arena = a};
	struct csv_header h;
	struct csv_record r;
	struct buf b = {0};
	struct err e = {0};

	note(k->name);
	OK(csv_next(c, &r, &e) == CSV_RECORD);
	OK(kind_header(k, &r, CSV_OTHERS_REFUSED, &h, &heads) && heads.n == 0);
	while (csv_next(c, &r, &e) == CSV_RECORD) {
		struct issues errors = {.arena = a}, warnings = {.arena = a};
		json_t *o = kind_from_record(k, &h, &r, &errors, &warnings);

		buf_printf(&b, "%llu ", (unsigned long long)r.line);
		outcome(a, &b, k, o, &errors, &warnings, 0);
	}
	compare(a, buf_text(&b), want);
	csv_free(c);
	buf_free(&b);
}

/* KIND or act, flags as letters (i no id, p partial, o others), a tab, the object. */
static void objects(struct arena *a, const char *dir)
{
	struct str text = slurp(a, arena_printf(a, "%s/json.txt", dir).p);
	struct str want = slurp(a, arena_printf(a, "%s/json.want", dir).p);
	struct buf b = {0};

	for (char *line = arena_z(a, text), *end; *line != '\0'; line = end) {
		struct issues errors = {.arena = a}, warnings = {.arena = a};
		char *flag = strchr(line, ' '), *object = strchr(line, '\t');
		const struct kind *k;
		struct err e = {0};
		unsigned flags = 0;
		json_t *v, *o;

		end = strchr(line, '\n') + 1;
		*flag++ = *object++ = end[-1] = '\0';
		k = kind_find(str_of(line));
		if (k == NULL)
			k = strcmp(line, "consent") == 0 ? &kind_consent
							 : kind_of_act(str_of(line));
		OK(k != NULL);
		flags |= strchr(flag, 'i') != NULL ? (unsigned)KIND_NO_ID : 0;
		flags |= strchr(flag, 'p') != NULL ? (unsigned)KIND_PARTIAL : 0;
		flags |= strchr(flag, 'o') != NULL ? (unsigned)KIND_OTHERS : 0;
		v = json_read(str_of(object), &e);
		OK(v != NULL);
		if (k == NULL || v == NULL)
			break;
		o = kind_from_json(k, STR(""), v, flags, &errors, &warnings);
		outcome(a, &b, k, o, &errors, &warnings, flags);
		json_decref(v);
	}
	compare(a, buf_text(&b), want);
	buf_free(&b);
}

static void heads(struct arena *a)
{
	const struct kind *k = kind_find(STR("residences"));
	struct csv *c =
	    csv_from_text(STR("person,kind,kind,until,Dwelling\nperson,dwelling,kind\n"));
	struct issues l = {.arena = a};
	struct buf b = {0};
	struct csv_header h;
	struct csv_record r;
	struct err e = {0};

	OK(csv_next(c, &r, &e) == CSV_RECORD && !kind_header(k, &r, CSV_OTHERS_REFUSED, &h, &l));
	said(a, &b, &l, "");
	OK(str_is(
	    buf_text(&b), " kind:twice Dwelling:unknown-field dwelling:missing from:missing"));
	l = (struct issues){.arena = a};
	OK(csv_next(c, &r, &e) == CSV_RECORD && !kind_header(k, &r, CSV_OTHERS_REFUSED, &h, &l));
	OK(l.n == 1 && str_is(l.first->field, "from"));
	csv_free(c);
	buf_free(&b);
	OK(kind_find(STR("people")) == NULL && kind_of_act(STR("deregister")) == NULL);
}

static void differences(struct arena *a)
{
	const struct kind *k = kind_find(STR("units"));
	struct err e = {0};
	json_t *x = json_read(STR("{\"id\":\"u\",\"name_ru\":\"A\",\"parent\":\"p\"}"), &e);
	json_t *change =
	    json_read(STR("{\"name_ru\":\"B\",\"parent\":null,\"district\":\"751110000\"}"), &e);
	json_t *y = kind_changed(x, change);
	const char *names[8];

	OK(kind_differences(k, x, x, names) == 0 && kind_differences(k, x, y, names) == 3);
	OK(str_is(kind_differences_text(a, k, x, y), "parent, name_ru, district"));
	OK(kind_differences_text(a, k, y, y).n == 0);
	OK(json_object_get(y, "parent") == NULL && json_object_get(x, "parent") != NULL);
	json_decref(x);
	json_decref(change);
	json_decref(y);
}

int main(int argc, char **argv)
{
	struct arena a = {0};
	size_t n;
	const struct kind *const *all = kind_all(&n);

	OK(argc == 2 && n == 7);
	for (size_t i = 0; argc == 2 && i < n; i++)
		file(&a, argv[1], all[i]);
	if (argc == 2)
		file(&a, argv[1], &kind_guest);
	if (argc == 2)
		objects(&a, argv[1]);
	heads(&a);
	differences(&a);
	arena_free(&a);
	return t_done();
}
