/* The text of verdicts, and the answer to lines that are no request. */
#include "rules_t.h"

static struct pack *pack;

static void line(const char *in, size_t n, const char *out)
{
	struct arena a = {0};
	struct buf b = {0};

	(void)rules_answer_line(pack, (struct str){in, n}, NULL, &a, &b);
	if (!str_is(buf_text(&b), out))
		note(arena_printf(&a, "%.*s", STR_FMT(buf_text(&b))).p);
	OK(str_is(buf_text(&b), out));
	buf_free(&b);
	arena_free(&a);
}
#define LINE(in, out) line(in, sizeof(in) - 1, out)

/* Not read at all: one error at the field "", and no id. */
static void unreadable(const char *in, size_t n)
{
	struct arena a = {0};
	struct buf b = {0};
	json_t *v;
	json_t *errors;

	OK(!rules_answer_line(pack, (struct str){in, n}, NULL, &a, &b));
	v = json_read(buf_text(&b), NULL);
	errors = json_object_get(v, "errors");
	OK(str_is(json_get_str(v, "outcome"), "invalid") && json_object_get(v, "id") == NULL);
	OK(json_object_get(v, "pack") == NULL &&
	    json_array_size(json_object_get(v, "reasons")) == 0);
	OK(json_array_size(errors) == 1 &&
	    str_is(json_get_str(json_array_get(errors, 0), "field"), ""));
	OK(json_get_str(json_array_get(errors, 0), "error").n > 0);
	json_decref(v);
	buf_free(&b);
	arena_free(&a);
}
#define UNREADABLE(in) unreadable(in, sizeof(in) - 1)

static void lines(void)
{
	UNREADABLE("");
	UNREADABLE(" \r");
	UNREADABLE("[]");
	UNREADABLE("null");
	UNREADABLE("{\"id\":1");
	UNREADABLE("{\"id\":1,\"id\":1}");
	UNREADABLE("{\"id\":{\"a\":1,\"\\u0061\":2}}");
	UNREADABLE("{\"id\":1e400}");
	UNREADABLE("{\"id\":9223372036854775808}");
	UNREADABLE("{\"id\":\"\\ud800\"}");
	UNREADABLE("{\"id\":\"\\u0000\"}");
	UNREADABLE("{\"id\":\"\xff\"}");
	UNREADABLE("{\"id\":\"a\0b\"}");
	UNREADABLE("\xef\xbb\xbf{}");
	UNREADABLE("{\"id\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}");
}

#define NO_ACT                                                                                     \
	",\"outcome\":\"invalid\",\"reasons\":[],\"errors\":[{\"field\":\"act\",\"error\":\"must " \
	"be one of: "                                                                              \
	"register_permanent, register_temporary, deregister, register_foreigner, extend_stay, "    \
	"shorten_stay, annul\",\"code\":\"word\"}]}"

static void ids(void)
{
	LINE("{\"act\":\"x\",\"date\":\"2015-01-01\",\"id\":null}", "{\"id\":null" NO_ACT);
	LINE("{\"act\":\"x\",\"date\":\"2015-01-01\",\"id\":-7}", "{\"id\":-7" NO_ACT);
	LINE("{\"act\":\"x\",\"date\":\"2015-01-01\",\"id\":2.5}", "{\"id\":2.5" NO_ACT);
	LINE("{\"act\":\"x\",\"date\":\"2015-01-01\",\"id\":\"a\\\"\\u0001\"}",
	    "{\"id\":\"a\\\"\\u0001\"" NO_ACT);
	LINE("{\"act\":\"x\",\"date\":\"2015-01-01\",\"id\":{\"b\":[true],\"a\":{}}}",
	    "{\"id\":{\"a\":{},\"b\":[true]}" NO_ACT);
	LINE("{\"act\":7,\"date\":\"2015-01-01\",\"id\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]"
	     "]]]]]]]]]]]]]]]]]]]]}",
	    "{\"id\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]" NO_ACT);
}

static void verdicts(void)
{
	LINE("{\"act\":\"annul\",\"date\":\"2018-08-01\",\"target\":{\"kind\":\"annul\",\"unit\":"
	     "\"u1\",\"date\":"
	     "\"2015-03-02\",\"in_effect\":true,\"annulled\":false,\"dependents\":1},\"authority\":"
	     "{\"kind\":\"unit\","
	     "\"unit\":\"u1\"},\"violation\":\" \"}",
	    "{\"outcome\":\"refuse\",\"reasons\":[{\"point\":\"20\",\"code\":\"later-act-depends\","
	    "\"effect\":"
	    "\"refuse\"},{\"point\":\"20\",\"code\":\"no-violation\",\"effect\":\"refuse\"}],"
	    "\"pack\":{\"name\":\"almaty-260\",\"in_force\":false}}");
	LINE("{\"id\":1,\"act\":\"register_foreigner\",\"date\":\"2015-05-04\",\"entry_date\":"
	     "\"2015-05-01\","
	     "\"stay_until\":\"2015-05-20\",\"person\":{\"citizenship\":\"BLR\",\"birth_date\":"
	     "\"1980-01-01\"},"
	     "\"document\":{\"type\":\"ordinary\",\"expires\":\"2029-01-01\"},\"visa\":{"
	     "\"required\":false,"
	     "\"category\":\"none\"},\"card_mark\":true,\"purpose\":\"tourism\",\"dwelling\":{"
	     "\"within_city\":true},"
	     "\"identification\":\"new\",\"screening\":\"clear\"}",
	    "{\"id\":1,\"outcome\":\"not_required\",\"reasons\":[{\"point\":\"21\",\"code\":"
	    "\"exempt-21-3\",\"effect\":"
	    "\"not_required\",\"source\":\"agreement with Belarus of 4 October 2013, art. 1(1)\"}],"
	    "\"due\":\"2015-05-31\",\"late\":false,\"exempt_until\":\"2015-05-31\","
	    "\"pack\":{\"name\":\"almaty-260\",\"in_force\":true}}");
	LINE(
	    "{\"act\":\"register_foreigner\",\"date\":\"2015-05-04\",\"entry_date\":\"2015-05-01\","
	    "\"stay_until\":\"2015-05-20\",\"person\":{\"citizenship\":\"TUR\",\"birth_date\":"
	    "\"1980-01-01\"},"
	    "\"document\":{\"type\":\"service\",\"expires\":\"2029-01-01\"},\"visa\":{\"required\":"
	    "false,"
	    "\"category\":\"none\"},\"purpose\":\"tourism\",\"dwelling\":{\"within_city\":true},"
	    "\"identification\":\"new\",\"screening\":\"hit\"}",
	    "{\"outcome\":\"review\",\"reasons\":[{\"point\":\"17\",\"code\":\"wanted-match\","
	    "\"effect\":\"review\"},"
	    "{\"point\":\"21\",\"code\":\"exempt-21-5\",\"effect\":\"not_required\"}],\"late\":"
	    "false,"
	    "\"exempt_until\":null,\"pack\":{\"name\":\"almaty-260\",\"in_force\":true}}");
}

int main(void)
{
	pack = pack_builtin();
	lines();
	ids();
	verdicts();
	pack_free(pack);
	return t_done();
}
