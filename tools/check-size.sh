#!/bin/sh
# A file that one can read in a sitting: 500 lines.  (Functions are measured by clang-tidy.)
set -eu
. tools/check-common.sh

for f in $(find src tests tools run test -name node_modules -prune -o -type f \
	\( -name '*.[ch]' -o -name '*.py' -o -name '*.sh' -o -name '*.js' -o -name run -o -name test \) -print); do
	n=$(wc -l <"$f")
	[ "$n" -le 500 ] || exempt "$f" || wrong "$f: $n lines"
done
verdict 'divide the file along its subjects'
