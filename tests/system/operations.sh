#!/bin/sh
# What the owner of a register does: operations.sh PROGRAM URL.
set -u
prog=$(readlink -f "$1") # the test goes elsewhere
url=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
n=0
ok() {
	n=$((n + 1))
	if [ "$2" = "$3" ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		echo "# got $2"
		echo "# expected $3"
		sed 's/^/# /' err
	fi
}
m() { "$prog" --db "$url" "$@" 2>err; }

m journal verify >/dev/null
ok 'no register yet' $? 3
m demo --persons 9 >/dev/null
ok 'a town of nine is none' $? 2
m demo --persons 200 --seed 4 >users
ok 'demo' "$?:$(wc -l <users | tr -d ' ')" 0:9
ok 'each user has a password' "$(awk 'NF != 4 || length($4) < 12' users)" ''
ok 'no two passwords are the same' "$(awk '{ print $4 }' users | sort | uniq -d)" ''
m demo >/dev/null
ok 'a register that has acts is left alone' $? 3
m journal verify >verified
ok 'the demo verifies' "$?:$(grep -c '^verified: ' verified)" 0:1
m rebuild >rebuilt
ok 'rebuild finds nothing' "$?:$(grep -c 'nothing differed' rebuilt)" 0:1
m journal verify >again
ok 'verify changes nothing' "$(cat again)" "$(cat verified)"
echo "1..$n"
