#!/bin/sh
# Every text is used: its MSG_NAME, or T(NAME), TF(NAME, TN(NAME in a page, SAY(v, NAME) in its function, stands
# somewhere in src/ or pages/.  Five families are looked up by their key instead:
# reason., problem. and fault. by code, word. by group and value, field. by path.
#   tools/check-texts.sh ROOT
set -eu
cd "$1"
used=$(mktemp)
trap 'rm -f "$used"' EXIT
{
	grep -rhoE 'MSG_[A-Z0-9_]+' --include='*.[ch]' --include='*.html' src pages | sed 's/^MSG_//'
	grep -rhoE '\bT[FN]?\([A-Z0-9_]+' --include='*.[ch]' --include='*.html' src pages | sed 's/.*(//'
	grep -rhoE '\bSAYF?\([^,()]+, [A-Z0-9_]+' --include='*.[ch]' src | sed 's/.*, //'
} | sort -u > "$used"
bad=0
for key in $(sed -n 's/^msgctxt "\(.*\)"$/\1/p' i18n/mekenjai.pot); do
	case $key in
	reason.* | word.* | field.*) continue ;;
	fault.*)
		grep -q "\"${key#fault.}\"" src/store/fault.def || { echo "no fault of this code: $key" >&2; bad=1; }
		continue ;;
	problem.*)
		grep -q "\"${key#problem.}\"" src/base/problem.def || { echo "no problem of this code: $key" >&2; bad=1; }
		continue ;;
	esac
	name=$(printf %s "$key" | tr 'a-z.-' 'A-Z__')
	grep -qx "$name" "$used" || { echo "never used: $key" >&2; bad=1; }
done
exit $bad
