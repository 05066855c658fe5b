#!/bin/sh
# A backup comes into the other engine, and goes on living there: restore.sh PROGRAM URL.
set -u
MEKENJAI_KEY=seal.key
export MEKENJAI_KEY
prog=$(readlink -f "$1") # the test goes elsewhere
url=$2
here=$(dirname "$(readlink -f "$0")")
. "$here/tap.sh"
m() { "$prog" --db "$url" "$@" 2>err; }

"$prog" --db sqlite:town.db demo --persons 150 --seed 9 >/dev/null 2>err
ok 'a town in a file' $? 0
"$prog" --db sqlite:town.db journal verify >verified 2>err
"$prog" --db sqlite:town.db backup b1 2>err
ok 'its backup' $? 0
m init
m restore b1 >restored
ok 'restored' "$?:$(tail -1 restored)" "0:$(tail -1 verified)"
m restore b1 >/dev/null
ok 'not twice' $? 3
m rebuild >rebuilt
ok 'its derived tables are right' "$?:$(grep -c 'nothing differed' rebuilt)" 0:1
printf '%s\n%s\n' '{"act":"deregister","person":"P1","ground":"own_application","applicant":{"capacity":"self"}}' \
	'{"act":"add_person","set":{"surname":"Ким","given":"Олег","birth_date":"1990-02-03","sex":"M","citizenship":"KAZ","status":"citizen"},"new":true,"note":"-"}' |
	m act >answers
ok 'acts go on after the last one' "$(grep -c '"outcome":"grant"' answers)" 2
m journal verify >verified
ok 'it verifies' $? 0
m backup b2
ok 'its backup' $? 0
"$prog" --db sqlite:back.db restore b2 >restored 2>err
ok 'back into a file' "$?:$(cat restored)" "0:$(cat verified)"
echo "1..$n"
