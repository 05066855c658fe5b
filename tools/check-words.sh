#!/bin/sh
# Every word a person sees stands in i18n/ in three languages; Cyrillic in the code is a sign
# that one does not.  Comments may quote the law.
set -eu
. tools/check-common.sh

# src/names is about letters: they are its data, not its language
for f in $(find src -name '*.[ch]' ! -path 'src/names/*' | LC_ALL=C xargs -r grep -lP '[\xD0-\xD3]'); do
	# -fpreprocessed takes the comments out and leaves everything else as it is
	lines=$(cc -fpreprocessed -dD -E -P -x c "$f" | LC_ALL=C grep -P '[\xD0-\xD3]') || continue
	exempt "$f" || wrong "$f: $lines"
done
verdict 'give the text a key in i18n/*.po and look it up'
