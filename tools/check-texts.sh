#!/bin/sh
# Every text is used: its MSG_NAME, or T(NAME), TF(NAME, TN(NAME in a page, SAY(v, NAME) in its function, stands
# somewhere in src/ or pages/.  Some families are looked up by their key instead:
# reason., problem. and fault. by code, word. by group and value, field. by path; of documents
# mrz.problem., mrz.field. and mrz.verdict. by the words of src/mrz, all of which need a text.
# And what a problem is filled with (its {arg}) is no sentence: two words that no comma parts
# would stand in English inside a Russian or Kazakh text.
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
	mrz.problem.*)
		grep -q "\"${key#mrz.problem.}\"" src/mrz/problems.def || { echo "no problem of this word: $key" >&2; bad=1; }
		continue ;;
	mrz.field.* | mrz.verdict.*)
		grep -q "\"${key##*.}\"" src/mrz/fields.def src/mrz/symbol.c src/mrz/read.c ||
			{ echo "no field or verdict of this word: $key" >&2; bad=1; }
		continue ;;
	esac
	name=$(printf %s "$key" | tr 'a-z.-' 'A-Z__')
	grep -qx "$name" "$used" || { echo "never used: $key" >&2; bad=1; }
done
for word in $(sed -n 's/^MRZ_PROBLEM([A-Z_]*, "\([a-z-]*\)".*/\1/p' src/mrz/problems.def); do
	grep -q "^msgctxt \"mrz.problem.$word\"" i18n/mekenjai.pot || { echo "no text: mrz.problem.$word" >&2; bad=1; }
done
sentences=$(find src -name '*.c' -exec cat {} + | tr -s '\n\t ' '   ' |
	grep -oE 'PROBLEM_[A-Z_]+, ?(arena_printf\([^"]*|STR\()"[^"]*"' | grep -E '"[^"]*[a-z%*s] [a-z][^"]*"' || true)
[ -z "$sentences" ] || { echo "a sentence as {arg}: $sentences" >&2; bad=1; }
exit $bad
