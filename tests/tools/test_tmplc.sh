#!/bin/sh
# tmplc against tests/data/tmplc: a good page becomes exactly its .c, a bad one is
# refused with file, line and the words of its .err.
#   test_tmplc.sh TMPLC DATA
set -u
tmplc=$(realpath "$1")
cd "$2" || exit 1
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
n=0
say() { n=$((n + 1)); echo "$1 $n - $2"; }
for page in good/*.html; do
	name=$(basename "$page" .html)
	if (cd good && "$tmplc" "$name.html" "$out/x.c") && diff -u "good/$name.c" "$out/x.c" >&2; then
		say ok "$name"
	else
		say 'not ok' "$name"
	fi
done
for page in bad/*.html; do
	name=$(basename "$page" .html)
	if (cd bad && "$tmplc" "$name.html" "$out/x.c" 2>"$out/err"); then
		say 'not ok' "$name was taken"
	elif grep -qF "$name.html:$(cat "bad/$name.err")" "$out/err"; then
		say ok "$name"
	else
		say 'not ok' "$name said: $(cat "$out/err")"
	fi
done
(cd good && "$tmplc" --header "$out/x.h" list.html frame.html)
if grep -q '^void page_list(struct buf \*b, const struct ui \*ui, const struct list_view \*v);$' "$out/x.h" &&
	grep -q '^void layout_frame_end(struct buf \*b, const struct ui \*ui, struct str title);$' "$out/x.h" &&
	grep -q '^#include "list.h"$' "$out/x.h"; then
	say ok header
else
	say 'not ok' header
fi
echo "1..$n"
