/* `decide' from outside: a line for a line, whatever the lines are. */
#include "json.h"
#include "program.h"

static const char *program;

static char letter(struct str outcome)
{
	if (outcome.n == 0)
		return '?';
	if (str_is(outcome, "review"))
		return 'v';
	return outcome.p[0];
}

/* The outcomes of the answers, a letter a line: i, g, r(efuse), v (review), n. */
static void expect(struct str in, const char *letters)
{
	const char *const words[] = {"decide", NULL};
	struct buf out = {0};
	struct buf err = {0};
	struct buf got = {0};
	const char *from;

	OK(run_program(program, words, in, &out, &err) == 0 && err.n == 0);
	OK(out.n == 0 || out.p[out.n - 1] == '\n');
	from = out.p;
	while (from < out.p + out.n) {
		const char *nl = memchr(from, '\n', (size_t)(out.p + out.n - from));
		json_t *v = json_read((struct str){from, (size_t)(nl - from)}, NULL);
		struct str outcome = json_get_str(v, "outcome");

		buf_char(&got, letter(outcome));
		json_decref(v);
		from = nl + 1;
	}
	OK(str_is(buf_text(&got), letters));
	buf_free(&out);
	buf_free(&err);
	buf_free(&got);
}

#define GOOD                                                                                  \
	"{\"act\":\"shorten_stay\",\"date\":\"2015-07-01\",\"current_until\":\"2015-07-15\"," \
	"\"requested_until\":\"2015-07-10\",\"ground\":\"left\",\"live\":true}"
#define BAD                                                                                   \
	"{\"act\":\"shorten_stay\",\"date\":\"2015-07-01\",\"current_until\":\"2015-07-15\"," \
	"\"requested_until\":\"2015-07-10\",\"ground\":\"\",\"live\":true}"

/* A line of n bytes that is a request with a long id. */
static void put_long(struct buf *b, size_t n)
{
	static const char head[] = "{\"id\":\"";

	buf_put(b, head, sizeof(head) - 1);
	n -= sizeof(head) - 1 + sizeof("\"," GOOD) - 2;
	while (n-- > 0)
		buf_char(b, 'x');
	buf_z(b, "\",");
	buf_z(b, &GOOD[1]);
}

/* What is wrong is said in the language of --lang, else of the environment. */
static void in_language(const char *lang, const char *environment, const char *text)
{
	const char *const words[] = {"decide", lang, NULL};
	struct buf out = {0};
	struct buf err = {0};

	(void)setenv("LC_ALL", environment, 1); /* NOLINT(concurrency-mt-unsafe): one thread */
	OK(run_program(program, words, STR("{}\n{\n"), &out, &err) == 0 && err.n == 0);
	buf_char(&out, '\0');
	OK(strstr(out.p, text) != NULL);
	OK(strstr(out.p, "\"code\":\"missing\"") != NULL);
	OK(strstr(out.p, "\"code\":\"bad-json\"") != NULL);
	buf_free(&out);
	buf_free(&err);
}

int main(int argc, char **argv)
{
	struct buf b = {0};

	program = argc > 1 ? argv[1] : "mekenjai";
	in_language("--lang=ru", "C", "\"error\":\"не является объектом JSON");
	in_language("--lang=kk", "ru_RU.UTF-8", "\"error\":\"толтыру қажет\"");
	in_language("--lang=en", "ru_RU.UTF-8", "\"error\":\"is needed\"");
	in_language(NULL, "C", "\"error\":\"is needed\"");
	in_language(NULL, "kk_KZ.UTF-8", "\"error\":\"толтыру қажет\"");
	expect(STR(""), "");
	expect(STR("\n"), "i");
	expect(STR(GOOD), "g"); /* the last line may lack its end */
	expect(STR(GOOD "\n" BAD "\n" GOOD "\n"), "grg");
	expect(STR(GOOD "\r\n"
			"\r\n" GOOD),
	    "gig");
	expect(STR(GOOD "\n"
			"{\xff}\n"
			"\0\n"
			"[]\n" GOOD "\n"),
	    "giiig");

	/* the longest line, one byte more, and far more */
	put_long(&b, (size_t)1024 * 1024 - 1);
	buf_char(&b, '\n');
	put_long(&b, (size_t)1024 * 1024);
	buf_char(&b, '\n');
	put_long(&b, (size_t)5 * 1024 * 1024);
	buf_z(&b, "\n" BAD "\n");
	expect(buf_text(&b), "giir");
	buf_clear(&b);
	put_long(&b, (size_t)3 * 1024 * 1024);
	expect(buf_text(&b), "i"); /* too long, and without an end */
	buf_free(&b);
	return t_done();
}
