#!/bin/sh
# What the owner of a register does: operations.sh PROGRAM URL.
set -u
MEKENJAI_KEY=seal.key
export MEKENJAI_KEY
prog=$(readlink -f "$1") # the test goes elsewhere
url=$2
here=$(dirname "$(readlink -f "$0")")
. "$here/tap.sh"
m() { "$prog" --db "$url" "$@" 2>err; }

m journal verify >/dev/null
ok 'no register yet' $? 3
m demo --persons 9 >/dev/null
ok 'a town of nine is none' $? 2
m demo --persons 200 --seed 4 >users
ok 'demo' "$?:$(wc -l <users | tr -d ' ')" 0:11
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
ok 'the key that seals is for its owner alone' "$(stat -c %a seal.key)" 600
m journal seal
ok 'seal' "$?:$(grep -c '^sealed' err)" 0:1
m journal seal
ok 'once a day' "$?:$(grep -c '^nothing to seal' err)" 0:1
m journal verify >verified
ok 'a seal is verified' "$?:$(grep -c '^1 daily seal, key [0-9a-f]\{64\}' verified)" 0:1
chmod 644 seal.key
m journal seal
ok 'a key that others can read is not used' $? 3
MEKENJAI_KEY=none.key m journal seal
ok 'no key' $? 3
m journal export >journal
ok 'export' $? 0
acts=$(sed -n 's/^verified: \([0-9]*\) acts.*/\1/p' verified)
ok 'every act is in it' "$(wc -l <journal | tr -d ' ')" "$acts"
ok 'the last chain is the head' "$(tail -1 journal | sed 's/.*"chain":"\([0-9a-f]*\)".*/\1/')" \
	"$(sed -n 's/^verified:.*head //p' verified)"
ok 'from a position on' "$(m journal export --after $((acts - 3)) | wc -l | tr -d ' ')" 3
ok 'loaded rows are in it' "$(grep -c '"rows":\[{"line":2,' journal)" 7
m rules replay >differ
ok 'recorded facts decided again' "$?:$(cat differ)" 0:
ok 'they were many' "$(sed -n 's/^\([0-9]*\) decisions.*/\1/p' err | grep -c '..')" 1
m rules --pack | sed 's/"value": *"15.00"/"value": "3.00"/' >other-pack.json
"$prog" --db "$url" --rules other-pack.json rules replay >differ 2>err
ok 'under another pack they may differ' "$?:$(head -1 differ | grep -c '"recorded"')" 1:1
m backup copy.mekenjai
ok 'backup' $? 0
ok 'a backup is for its owner alone' "$(stat -c %a copy.mekenjai)" 600
m backup copy.mekenjai
ok 'a backup never replaces one' $? 3
ok 'nothing else is left behind' "$(ls | grep -c '^copy')" 1
"$prog" --db sqlite:other.db restore copy.mekenjai >restored 2>err
ok 'restore into a new file' "$?:$(cat restored)" "0:$(cat verified)"
"$prog" --db sqlite:other.db restore copy.mekenjai >/dev/null 2>err
ok 'restore into a register that has acts' $? 3
for p in P1 P2 P3 P50; do
	m query residences --person $p --from 1990-01-01 --until 2020-01-01 >here
	"$prog" --db sqlite:other.db query residences --person $p --from 1990-01-01 --until 2020-01-01 >there
	ok "the same answers: $p" "$(cat there)" "$(cat here)"
done
echo '{"act":"deregister","person":"P1","ground":"own_application","applicant":{"capacity":"self"}}' |
	"$prog" --db sqlite:other.db act 2>err | grep -c '"outcome":"grant"' >granted
ok 'life goes on in it' "$(cat granted)" 1
"$prog" --db sqlite:other.db journal verify >/dev/null 2>err
ok 'and it verifies' $? 0

# One byte of a recorded act, changed in the backup.
cat copy.mekenjai >bad.mekenjai
LC_ALL=C sed -i '0,/"citizenship":"KAZ"/s//"citizenship":"KAX"/' bad.mekenjai
"$prog" --db sqlite:third.db restore bad.mekenjai >/dev/null 2>err
ok 'a backup that was changed is not restored' $? 1
ok 'and nothing is left of it' "$(ls | grep -c '^third')" 0
head -c 20000 copy.mekenjai >short.mekenjai
"$prog" --db sqlite:third.db restore short.mekenjai >/dev/null 2>err
ok 'a backup that was cut off is not restored' $? 3
echo hello >none.mekenjai
"$prog" --db sqlite:third.db restore none.mekenjai >/dev/null 2>err
ok 'no backup at all' $? 3
ok 'nothing is left of them' "$(ls | grep -c '^third')" 0

echo "1..$n"
