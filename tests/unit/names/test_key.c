/*
 * names: search keys.  Lines of tests/data/names/keys.txt: what kind of key, then
 * spellings between tabs; all of a line must meet, and no two lines of a kind may.
 */
#include "buf.h"
#include "key.h"
#include "t.h"
#include "utf8.h"

#include <stdlib.h>

static struct str key_of(struct arena *a, char kind, struct str s)
{
	switch (kind) {
	case 's': return names_street_key(a, s);
	case 'h': return names_house_key(a, s);
	case 'd': return names_document_key(a, s);
	default: return names_key(a, s);
	}
}

#define LINES 200
struct seen {
	char kind[LINES];
	struct str key[LINES];
	size_t n;
};

static void line_of_file(struct arena *a, char *line, struct seen *seen)
{
	char kind = line[0];
	char *at = strchr(line, '\t');
	struct str first = {0};

	while (at != NULL) {
		char *end = strchr(++at, '\t');
		struct str key;

		if (end != NULL)
			*end = '\0';
		key = key_of(a, kind, str_of(at));
		if (first.p == NULL)
			first = key;
		note(arena_printf(a, "%c %s: %.*s", kind, at, STR_FMT(key)).p);
		OK(str_eq(key, first));
		OK(str_eq(key_of(a, kind, key), key));
		at = end;
	}
	for (size_t i = 0; i < seen->n; i++)
		if (seen->kind[i] == kind)
			OK(!str_eq(seen->key[i], first));
	seen->kind[seen->n] = kind;
	seen->key[seen->n++] = first;
}

static void table(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "r");
	struct seen seen = {0};
	char line[1024];

	OK(f != NULL);
	while (f != NULL && fgets(line, sizeof(line), f) != NULL && seen.n < LINES) {
		line[strcspn(line, "\n")] = '\0';
		line_of_file(a, line, &seen);
	}
	OK(seen.n > 40);
	if (f != NULL)
		(void)fclose(f);
}

/* Every letter of Unicode's first planes: its key is its own key, whatever stands around. */
static void every_letter(struct arena *a)
{
	size_t wrong = 0;

	for (int32_t cp = 1; cp < 0x20000; cp++) {
		char z[12] = "б";
		struct arena one = {0};
		struct str key;
		size_t n;

		if (cp >= 0xd800 && cp <= 0xdfff)
			continue;
		utf8_put(z + 2, &n, cp);
		memcpy(z + 2 + n, "h", 2);
		for (const char *kind = "nshd"; *kind != '\0'; kind++) {
			key = key_of(&one, *kind, (struct str){z, n + 3});
			if (!utf8_valid(key) || !str_eq(key, key_of(&one, *kind, key))) {
				note(arena_printf(
				    a, "%c U+%04X: %.*s", *kind, (unsigned)cp, STR_FMT(key))
					 .p);
				wrong++;
			}
		}
		arena_free(&one);
	}
	OK(wrong == 0);
}

static void beginnings(struct arena *a)
{
	struct str whole = names_key(a, STR("Әбілқасым"));

	OK(str_starts(whole, names_key(a, STR("Абил")).p));
	OK(str_starts(whole, names_key(a, STR("ABILK")).p));
	OK(!str_starts(whole, names_key(a, STR("Абыр")).p));
	OK(names_key(a, STR(" -'’ʼ.,;")).n == 0 && names_house_key(a, STR("-")).n == 0);
	OK(str_eq(names_street_key(a, STR("ул.")), names_key(a, STR("ул"))));
}

static void words(struct arena *a)
{
	static const struct {
		const char *word, *key;
	} all[] = {
#define STREET_WORD(word, key) {word, key},
#include "street_words.def"
#undef STREET_WORD
	};

	for (size_t i = 0; i < ARRAY_LEN(all); i++)
		OK(str_is(names_key(a, str_of(all[i].word)), all[i].key));
}

int main(int argc, char **argv)
{
	struct arena a = {0};

	OK(argc == 2);
	if (argc == 2)
		table(&a, arena_printf(&a, "%s/keys.txt", argv[1]).p);
	every_letter(&a);
	beginnings(&a);
	words(&a);
	arena_free(&a);
	return t_done();
}
