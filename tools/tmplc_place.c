/* Where in the page we are, character by character. */
#include "tmplc.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct state st;

static bool one_of(const char *z, const char *const *set)
{
	for (; *set != NULL; set++)
		if (strcasecmp(z, *set) == 0)
			return true;
	return false;
}

static enum place place_of_attr(const char *name)
{
	static const char *const urls[] = {"href", "src", "action", "formaction", "poster", "cite",
	    "data", "manifest", "ping", "background", "xlink:href", NULL};
	static const char *const code[] = {"style", "srcdoc", "srcset", "http-equiv", NULL};
	size_t n = strlen(name);

	if (one_of(name, code) || strncasecmp(name, "on", 2) == 0)
		return ATTR_CODE;
	if (one_of(name, urls) || (n > 4 && strcasecmp(name + n - 4, "-url") == 0))
		return ATTR_URL;
	return ATTR;
}

static void add_char(char *name, size_t cap, char c)
{
	size_t n = strlen(name);

	if (n + 1 >= cap)
		die("the name of a tag or attribute is too long");
	name[n] = c;
	name[n + 1] = '\0';
}

static void tag_end(void)
{
	static const char *const raws[] = {"script", "style", NULL};

	st.at = one_of(st.tag, raws) ? RAW : TEXT;
}

static void in_tag(char c)
{
	if (c == '>') {
		tag_end();
	} else if (isspace((unsigned char)c) || c == '/') {
		st.at = TAG;
	} else if (st.at == SEPARATE) {
		die("a blank, / or > must follow a value or a statement in a tag");
	} else if (c == '"' || c == '\'' || c == '=' || c == '<') {
		die("a quote, = or < where the name of an attribute should be");
	} else {
		st.attr[0] = '\0';
		add_char(st.attr, sizeof(st.attr), c);
		st.at = ATTR_NAME;
	}
}

static void after_attr_name(char c)
{
	if (c == '=')
		st.at = ATTR_EQUALS;
	else if (isspace((unsigned char)c) || c == '>' || c == '/')
		in_tag(c);
	else
		add_char(st.attr, sizeof(st.attr), c);
}

static void after_equals(char c)
{
	if (c != '"' && c != '\'')
		die("the value of an attribute stands in quotes");
	st.quote = c;
	st.started = false;
	st.at = place_of_attr(st.attr);
}

void step(char c)
{
	switch (st.at) {
	case TEXT:
	case RAW:
		if (c == '<') {
			st.tag[0] = '\0';
			st.at = TAG_NAME;
		} else if (st.at == RAW && !isspace((unsigned char)c)) {
			die("no code stands in a page: the policy of its answer forbids it");
		}
		break;
	case TAG_NAME:
		if (c == '>')
			tag_end();
		else if (isspace((unsigned char)c) || (c == '/' && st.tag[0] != '\0'))
			st.at = TAG;
		else if (isalnum((unsigned char)c) || c == '-' || c == '!' || c == '/')
			add_char(st.tag, sizeof(st.tag), c);
		else
			die("a < that starts no tag: write &lt;");
		if (st.at == TAG && st.tag[0] == '\0')
			die("a < that starts no tag: write &lt;");
		break;
	case TAG:
	case SEPARATE: in_tag(c); break;
	case ATTR_NAME: after_attr_name(c); break;
	case ATTR_EQUALS: after_equals(c); break;
	case ATTR:
	case ATTR_URL:
	case ATTR_CODE:
		st.started = true;
		if (c == st.quote)
			st.at = SEPARATE;
		break;
	}
}
