/* mekenjai certificate verify, certificate key: checking paper with nothing but a public key. */
#include "certificate_words.h"
#include "lines.h"
#include "register.h"
#include "sealkey.h"

#include "files.h"
#include "secret.h"

#include <string.h>

_Static_assert(CERTIFICATE_SECRET == SEAL_SECRET, "one key seals and signs");

#define KEYS_MAX 64
struct keys {
	struct certificate_public v[KEYS_MAX];
	size_t n;
};

/* ---- keys ---- */

/* The public key of the register's own key file. */
static int own_key(struct cli *c, struct certificate_public *key)
{
	unsigned char secret[SEAL_SECRET];
	struct arena a = {0};
	struct err e = {0};
	enum rc rc = sealkey_read(sealkey_path(&a, c->db).p, secret, &e);

	if (rc == RC_OK)
		*key = certificate_public(secret);
	secret_wipe(secret, sizeof(secret));
	arena_free(&a);
	return rc == RC_OK ? CLI_DONE : cli_failure(c, rc, &e);
}

static bool add_key(struct keys *k, struct str hex)
{
	return k->n < KEYS_MAX && hash_unhex(hex, k->v[k->n].b, CERTIFICATE_KEY) && ++k->n > 0;
}

/* One key a line; blank lines are nothing. */
static bool add_file(struct keys *k, struct str text)
{
	size_t before = k->n;

	while (text.n > 0) {
		const char *end = memchr(text.p, '\n', text.n);
		size_t n = end != NULL ? (size_t)(end - text.p) : text.n;
		struct str line = str_trim((struct str){text.p, n});

		if (line.n > 0 && !add_key(k, line))
			return false;
		n += end != NULL;
		text = (struct str){text.p + n, text.n - n};
	}
	return k->n > before;
}

static int read_key(struct cli *c, struct keys *k, const char *given)
{
	struct arena a = {0};
	struct err e = {0};
	struct str text;
	enum rc rc = RC_OK;
	bool good = add_key(k, str_of(given));

	if (!good) {
		rc = file_read(&a, given, (size_t)64 * 1024, &text, &e);
		good = rc == RC_OK && add_file(k, text);
	}
	arena_free(&a);
	if (rc == RC_SYS)
		return cli_failure(c, rc, &e);
	return good ? CLI_DONE
		    : cli_usage(c, MSG_CLI_CERTIFICATE_BAD_KEY, ARGS({"key", str_of(given)}));
}

static int read_keys(struct cli *c, struct keys *k)
{
	size_t i = 0;
	const char *given;

	while ((given = cli_next(c, "--key", &i)) != NULL) {
		int status = read_key(c, k, given);

		if (status != CLI_DONE)
			return status;
	}
	if (k->n > 0)
		return CLI_DONE;
	k->n = 1;
	return own_key(c, k->v);
}

int cmd_certificate_key(struct cli *c)
{
	struct certificate_public key;
	struct arena a = {0};
	struct buf out = {0};
	int status = own_key(c, &key);

	if (status == CLI_DONE) {
		buf_str(&out, hash_hex(&a, (struct str){(char *)key.b, sizeof(key.b)}));
		buf_char(&out, '\n');
		status = cli_write(c, buf_text(&out));
	}
	buf_free(&out);
	arena_free(&a);
	return status;
}

/* ---- verifying ---- */

struct verifying {
	struct cli *c;
	struct keys keys;
	struct buf out;
	size_t told;
	bool all_good;
};

/* "Surname: Каримов", a line a field. */
static void tell_facts(struct verifying *v, struct arena *a, const struct certificate_facts *f)
{
	enum lang lang = v->c->lang;

	for (enum certificate_field i = 0; i < CERTIFICATE__FIELDS; i++)
		if (f->v[i].n > 0) {
			buf_z(&v->out, text(lang, certificate_label(i)));
			buf_z(&v->out, ": ");
			buf_str(&v->out, certificate_word(a, lang, f, i));
			buf_char(&v->out, '\n');
		}
}

static void verify_one(struct verifying *v, struct str qr)
{
	static const enum msg said[] = {
	    [CERTIFICATE_VALID] = MSG_CLI_CERTIFICATE_VALID,
	    [CERTIFICATE_NONE] = MSG_CLI_CERTIFICATE_NONE,
	    [CERTIFICATE_UNKNOWN] = MSG_CLI_CERTIFICATE_UNKNOWN,
	    [CERTIFICATE_DAMAGED] = MSG_CLI_CERTIFICATE_DAMAGED,
	    [CERTIFICATE_FORGED] = MSG_CLI_CERTIFICATE_FORGED,
	    [CERTIFICATE_ADDRESS] = MSG_CLI_CERTIFICATE_ADDRESS,
	};
	struct arena a = {0};
	struct certificate_facts f;
	enum certificate_verdict verdict =
	    certificate_check(&a, v->keys.v, v->keys.n, str_trim(qr), &f);

	if (v->told++ > 0)
		buf_char(&v->out, '\n');
	if (verdict == CERTIFICATE_VALID || verdict == CERTIFICATE_ADDRESS)
		tell_facts(v, &a, &f);
	cli_put(v->c, &v->out, said[verdict], NULL);
	v->all_good = v->all_good && verdict == CERTIFICATE_VALID;
	arena_free(&a);
}

static bool verify_lines(void *ctx, const struct line_list *lines)
{
	struct verifying *v = ctx;

	buf_clear(&v->out);
	for (size_t i = 0; i < lines->n; i++)
		if (lines->v[i].p == NULL || str_trim(lines->v[i]).n > 0)
			verify_one(v, lines->v[i]);
	return cli_write(v->c, buf_text(&v->out)) == CLI_DONE;
}

int cmd_certificate_verify(struct cli *c)
{
	struct verifying v = {.c = c, .all_good = true};
	int status = read_keys(c, &v.keys);

	if (status == CLI_DONE && (c->args_n == 0 || strcmp(c->args[0], "-") == 0)) {
		status = lines_each(c, 64, verify_lines, &v);
	} else if (status == CLI_DONE) {
		verify_one(&v, str_of(c->args[0]));
		status = cli_write(c, buf_text(&v.out));
	}
	if (status == CLI_DONE && v.told == 0)
		status = cli_usage(c, MSG_CLI_CERTIFICATE_EMPTY, NULL);
	if (status == CLI_DONE && !v.all_good)
		status = CLI_NO;
	buf_free(&v.out);
	return status;
}
