/*
 * decide: lines of facts, as `mekenjai decide' takes them, read, judged and answered; against
 * jansson reading and writing the same lines.
 */
#include "bench_impl.h"

#include "prng.h"
#include "rules.h"

#define LINES  5000 /* at most; as many as persons */
#define ROUNDS 4

static const char *pick(struct prng *p, const char *const *words, size_t n)
{
	return words[prng_below(p, n)];
}
#define PICK(p, ...)                                  \
	pick((p), (const char *const[]){__VA_ARGS__}, \
	    ARRAY_LEN(((const char *const[]){__VA_ARGS__})))

static struct str registration(struct arena *a, struct prng *p, int i)
{
	return arena_printf(a,
	    "{\"id\": %d, \"act\": \"register_permanent\", \"date\": \"2015-03-%02d\", \"person\": "
	    "{\"birth_date\": \"%d-05-01\", \"status\": \"%s\"}, \"applicant\": {\"capacity\": "
	    "\"self\"}, "
	    "\"dwelling\": {\"within_city\": true, \"category\": \"apartment\", \"fund\": \"%s\", "
	    "\"useful_area\": \"%d.50\", \"registered\": %d}, \"newcomers\": 1, \"basis\": "
	    "{\"kind\": \"%s\", "
	    "\"until\": \"2016-03-01\", \"consent\": %s}, \"holder_relation\": \"%s\", "
	    "\"screening\": \"%s\"}",
	    i, 1 + (int)prng_below(p, 28), 1930 + (int)prng_below(p, 60),
	    PICK(p, "citizen", "citizen", "stateless_resident"), PICK(p, "private", "state"),
	    20 + (int)prng_below(p, 80), (int)prng_below(p, 6), PICK(p, "lease", "lease", "none"),
	    PICK(p, "true", "true", "false"), PICK(p, "none", "family_member"),
	    PICK(p, "clear", "clear", "clear", "hit", "unavailable"));
}

static struct str removal(struct arena *a, struct prng *p, int i)
{
	return arena_printf(a,
	    "{\"id\": %d, \"act\": \"deregister\", \"date\": \"2015-06-%02d\", \"ground\": "
	    "\"owner_application\", \"registered_here\": %s, \"person\": {\"birth_date\": "
	    "\"1985-02-03\", "
	    "\"holds_title\": %s}, \"applicant\": {\"capacity\": \"owner\", \"ownership_proven\": "
	    "%s, "
	    "\"co_owners\": \"%s\"}, \"screening\": \"clear\"}",
	    i, 1 + (int)prng_below(p, 28), PICK(p, "true", "true", "false"),
	    PICK(p, "false", "false", "true"), PICK(p, "true", "true", "false"),
	    PICK(p, "none", "agree", "disagree"));
}

/* What the JSON library has to do whatever is decided. */
static enum rc read_and_write(struct str line, struct buf *out, struct err *e)
{
	json_error_t why;
	json_t *v = json_loadb(line.p, line.n, JSON_REJECT_DUPLICATES, &why);
	char *text = v == NULL ? NULL : json_dumps(v, JSON_COMPACT);

	json_decref(v);
	if (text == NULL)
		return fail(e, RC_DB, "a made-up line is not JSON: %s", why.text);
	buf_z(out, text);
	free(text);
	return RC_OK;
}

enum rc bench_decide(struct bench_run *r, struct err *e)
{
	struct bench_figure f = {"decide", "read, judged and answered", "verdicts",
	    "jansson reads and writes the same lines", 0, {0}, {0}};
	struct arena lines = {0}, a = {0};
	int n = r->size < LINES ? (int)r->size : LINES;
	struct str *line = ARENA_ARRAY(&lines, struct str, (size_t)n);
	struct buf out = {0};
	struct prng p;
	enum rc rc = RC_OK;

	f.n = (int64_t)n * ROUNDS;
	prng_seed(&p, 3);
	for (int i = 0; i < n; i++)
		line[i] = i % 4 == 3 ? removal(&lines, &p, i) : registration(&lines, &p, i);
	for (int k = 0; rc == RC_OK && k < ROUNDS; k++) {
		bench_go(&f.ours);
		for (int i = 0; rc == RC_OK && i < n; i++) {
			buf_clear(&out);
			if (!rules_answer_line(r->pack, line[i], NULL, &a, &out))
				rc = fail(e, RC_DB, "a made-up line is not JSON");
			arena_free(&a);
		}
		bench_stop(&f.ours);
		bench_go(&f.engine);
		for (int i = 0; rc == RC_OK && i < n; i++) {
			buf_clear(&out);
			rc = read_and_write(line[i], &out, e);
		}
		bench_stop(&f.engine);
	}
	if (rc == RC_OK)
		bench_report(r, &f);
	buf_free(&out);
	arena_free(&lines);
	return rc;
}
