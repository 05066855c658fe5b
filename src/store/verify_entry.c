/* One act of the journal: its columns, its text, its rows, against its entry. */
#include "verify_impl.h"

#include "fill.h"
#include "journal.h"

struct str fault_fill(struct arena *a, const char *text, const struct fault *f)
{
	const struct text_arg args[] = {
	    {"act", arena_printf(a, "%lld", (long long)f->act)},
	    {"name", f->name},
	    {"detail", f->detail},
	    {"number", arena_printf(a, "%lld", (long long)f->number)},
	    {"other", arena_printf(a, "%lld", (long long)f->other)},
	};

	return str_fill(a, text, args, ARRAY_LEN(args));
}

struct str fault_english(struct arena *a, const struct fault *f)
{
	static const char *const texts[FAULT__MAX] = {
#define FAULT(name, code, text) [FAULT_##name] = (text),
#include "fault.def"
#undef FAULT
	};

	return fault_fill(a, texts[f->kind], f);
}

void verify_fault(struct check *c, const struct fault *f)
{
	c->v->faults++;
	if (c->v->faults <= VERIFY_TOLD)
		c->v->fault(c->v->ctx, f);
}

static void same_text(
    struct check *c, const struct entry *n, const json_t *body, const char *key, struct str column)
{
	if (!str_eq(json_get_str(body, key), column))
		verify_fault(c, &(struct fault){FAULT_COLUMN, .act = n->id, .name = str_of(key)});
}

static void same_int(
    struct check *c, const struct entry *n, const json_t *body, const char *key, int64_t column)
{
	if (json_get_int(body, key, 0) != column)
		verify_fault(c, &(struct fault){FAULT_COLUMN, .act = n->id, .name = str_of(key)});
}

static void columns(struct check *c, struct arena *a, const struct entry *n, const json_t *body)
{
	same_int(c, n, body, "id", n->id);
	same_text(c, n, body, "kind", n->kind);
	if (json_get_day(body, "date") != n->day)
		verify_fault(c, &(struct fault){FAULT_COLUMN, .act = n->id, .name = STR("day")});
	same_text(c, n, body, "recorded_at", time_str(a, n->recorded_us));
	same_text(c, n, body, "unit", n->unit);
	same_text(c, n, body, "officer", n->officer);
	same_text(c, n, body, "subject", n->subject);
	same_text(c, n, body, "dwelling", n->dwelling);
	same_text(c, n, body, "outcome", n->outcome);
	same_int(c, n, body, "target", n->target);
}

static void beside(struct check *c, struct arena *a, const struct entry *n, const json_t *body)
{
	struct str said = json_get_str(body, "text");
	struct hash h = journal_text(n->salt, n->text);

	if (said.n == 0 && n->has_text)
		verify_fault(c, &(struct fault){FAULT_TEXT_UNSPOKEN, .act = n->id});
	else if (said.n > 0 && !n->has_text)
		verify_fault(c, &(struct fault){FAULT_TEXT_MISSING, .act = n->id});
	else if (said.n > 0 && !str_eq(said, hash_hex(a, hash_str(&h))))
		verify_fault(c, &(struct fault){FAULT_TEXT_CHANGED, .act = n->id});
}

struct rows {
	struct hasher hash;
	int64_t n;
};

static enum rc add_row(void *ctx, int64_t line, struct str text, struct err *e)
{
	struct rows *r = ctx;

	(void)line;
	(void)e;
	journal_row(&r->hash, text);
	r->n++;
	return RC_OK;
}

static struct loads *rows_of(struct check *c, int64_t act)
{
	size_t low = 0, high = c->n_loads;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (c->load[mid].act < act)
			low = mid + 1;
		else
			high = mid;
	}
	return low < c->n_loads && c->load[low].act == act ? &c->load[low] : NULL;
}

static enum rc rows(
    struct check *c, struct arena *a, const struct entry *n, const json_t *body, struct err *e)
{
	const json_t *load = json_object_get(json_object_get(body, "effect"), "load");
	struct loads *there = rows_of(c, n->id);
	struct rows r = {.n = 0};
	struct hash h;
	enum rc rc;

	if (load == NULL)
		return RC_OK;
	if (there != NULL)
		there->named = true;
	hasher_start(&r.hash);
	rc = loaded_each(c->db, n->id, add_row, &r, e);
	h = hasher_end(&r.hash);
	if (rc != RC_OK)
		return rc;
	if (r.n != json_get_int(load, "rows", -1))
		verify_fault(c, &(struct fault){FAULT_LOAD_ROWS, .act = n->id, .number = r.n,
				    .other = json_get_int(load, "rows", -1)});
	else if (!str_eq(json_get_str(load, "hash"), hash_hex(a, hash_str(&h))))
		verify_fault(c, &(struct fault){FAULT_LOAD_CHANGED, .act = n->id});
	return RC_OK;
}

static void pack(struct check *c, const struct entry *n, const json_t *body)
{
	struct str hash = json_get_str(body, "pack");

	if (hash.n == 0) /* an act that takes a pack into use names it as well */
		hash = json_get_str(json_object_get(body, "pack"), "hash");
	if (hash.n == 0)
		return;
	for (size_t i = 0; i < c->n_packs; i++)
		if (str_eq(c->pack[i], hash))
			return;
	verify_fault(c, &(struct fault){FAULT_PACK_MISSING, .act = n->id});
}

enum rc verify_entry(struct check *c, struct arena *a, const struct entry *n, struct err *e)
{
	json_t *body = json_read_in(a, n->body, NULL);

	if (!json_is_object(body)) {
		verify_fault(c, &(struct fault){FAULT_NOT_JSON, .act = n->id});
		return RC_OK;
	}
	if (!str_eq(json_canonical(a, body), n->body))
		verify_fault(c, &(struct fault){FAULT_NOT_CANONICAL, .act = n->id});
	columns(c, a, n, body);
	beside(c, a, n, body);
	pack(c, n, body);
	return rows(c, a, n, body, e);
}
