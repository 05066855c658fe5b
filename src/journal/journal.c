/* Leaves, chain, salted texts. */
#include "journal.h"

#include <stdio.h>

const struct hash journal_start = {{0}};

struct hash journal_leaf(struct str entry)
{
	struct hasher h;

	hasher_start(&h);
	hasher_add(&h, (struct str){"\0", 1});
	hasher_add(&h, entry);
	return hasher_end(&h);
}

struct hash journal_chain(const struct hash *previous, const struct hash *leaf)
{
	struct hasher h;

	hasher_start(&h);
	hasher_add(&h, (struct str){"\1", 1});
	hasher_add(&h, hash_str(previous));
	hasher_add(&h, hash_str(leaf));
	return hasher_end(&h);
}

struct hash journal_text(struct str salt, struct str text)
{
	struct hasher h;

	hasher_start(&h);
	hasher_add(&h, salt);
	hasher_add(&h, text);
	return hasher_end(&h);
}

void journal_row(struct hasher *h, struct str row)
{
	char z[24];
	int n = snprintf(z, sizeof(z), "%zu:", row.n);

	hasher_add(h, (struct str){z, (size_t)n});
	hasher_add(h, row);
}
