/* Looking up what is compiled in: some fifteen files, so a plain search. */
#include "asset.h"

#include <assert.h>
#include <string.h>

const struct asset *asset_find(struct str path)
{
	for (size_t i = 0; i < n_assets; i++)
		if (str_is(path, assets[i].url))
			return &assets[i];
	return NULL;
}

struct url asset_url(const char *name)
{
	size_t i = 0;

	while (i < n_assets && strcmp(assets[i].name, name) != 0)
		i++;
	assert(i < n_assets); /* the names are ours */
	return (struct url){str_of(assets[i].url)};
}
