/* journal: leaves after RFC 9162, the chain, salted texts, rows of a load. */
#include "journal.h"
#include "t.h"

int main(void)
{
	struct arena a = {0};
	struct hash leaf = journal_leaf(STR(""));
	struct hash one, two, other;
	struct hasher h;

	/* RFC 9162 section 2.1.1: the hash of an empty leaf is SHA-256 of one zero byte. */
	OK(str_is(hash_hex(&a, hash_str(&leaf)),
	    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"));
	one = journal_chain(&journal_start, &leaf);
	two = journal_chain(&one, &leaf);
	OK(!str_eq(hash_str(&one), hash_str(&two)));
	{
		char bytes[65] = {1};

		memcpy(bytes + 33, leaf.b, HASH_BYTES);
		other = hash_of((struct str){bytes, sizeof(bytes)});
		OK(str_eq(hash_str(&one), hash_str(&other)));
	}
	other = journal_leaf(STR("a"));
	two = journal_chain(&one, &other);
	one = journal_chain(&journal_start, &other);
	OK(!str_eq(hash_str(&one), hash_str(&two)));

	one = journal_text(STR("salt"), STR("text"));
	other = hash_of(STR("salttext"));
	OK(str_eq(hash_str(&one), hash_str(&other)));

	/* Rows carry their length, so that no two lists of rows give one stream. */
	hasher_start(&h);
	journal_row(&h, STR("ab"));
	journal_row(&h, STR("c"));
	one = hasher_end(&h);
	other = hash_of(STR("2:ab1:c"));
	OK(str_eq(hash_str(&one), hash_str(&other)));
	arena_free(&a);
	return t_done();
}
