# For the check scripts: exemptions and the verdict.  Read with `.'; the caller stands at the root.
# Sourced, so no #! and no set: the caller has them.

check=${0##*/check-}
check=${check%.sh}
found=$(mktemp)
used=$(mktemp)
trap 'rm -f "$found" "$used"' EXIT

# exempt PATH: is there a line for this check and path?
exempt()
{
	if grep -q "^$check $1 " tools/exempt.txt; then
		echo "$1" >>"$used"
	else
		return 1
	fi
}

# wrong TEXT: one finding
wrong()
{
	printf '%s\n' "$1" >>"$found"
}

# verdict ADVICE: say what was found and what to do about it
verdict()
{
	awk -v c="$check" -v used="$used" '
		BEGIN { while ((getline line < used) > 0) seen[line] = 1 }
		$1 == c && !($2 in seen) { print "tools/exempt.txt: no longer needed: " $0 }
	' tools/exempt.txt >>"$found"
	[ -s "$found" ] || exit 0
	cat "$found"
	echo "-- $1"
	exit 1
}
