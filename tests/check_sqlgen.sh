#!/bin/sh
# sqlgen on good input gives what is written down in tests/data/sqlgen; on each
# bad_*.sql it fails with the line and the message of the file's first line.
#     check_sqlgen.sh SQLGEN DATA-FOLDER
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
n=0
bad=0
result() { # text, then a command that tells
	n=$((n + 1))
	text=$1
	shift
	if "$@" >"$dir/said" 2>&1; then
		echo "ok $n - $text"
	else
		echo "not ok $n - $text"
		sed 's/^/# /' "$dir/said"
		bad=1
	fi
}
result 'good input is taken' "$1" "$dir/good.h" "$dir/good.c" "$2/good.sql"
result 'the enum is the wanted one' diff -u "$2/good.h.want" "$dir/good.h"
result 'the table is the wanted one' diff -u "$2/good.c.want" "$dir/good.c"
for f in "$2"/bad_*.sql; do
	name=$(basename "$f")
	want="$f:$(head -n 1 "$f" | sed "s,^-- expect: ,,; s,FILE,$f,")"
	rm -f "$dir/out.h"
	if "$1" "$dir/out.h" "$dir/out.c" "$f" 2>"$dir/err"; then
		echo "(no message: it was taken)" >>"$dir/err"
	fi
	echo "$want" >"$dir/want"
	result "$name" diff -u "$dir/want" "$dir/err"
	result "$name leaves no output" test ! -e "$dir/out.h"
done
result 'no file' sh -c "! '$1' '$dir/a.h' '$dir/a.c' '$dir/none.sql'"
echo "1..$n"
exit $bad
