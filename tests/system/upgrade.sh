#!/bin/sh
# A register of an earlier release is brought up to date: what follows from its acts by this
# release's rules is there afterwards: upgrade.sh PROGRAM OLD_REGISTER URL.
set -u
prog=$(readlink -f "$1")
old=$(readlink -f "$2")
url=$3
. "$(dirname "$(readlink -f "$0")")/tap.sh"
m() { "$prog" --db "$url" "$@" 2>>err; }
MEKENJAI_KEY=$work/register.key
export MEKENJAI_KEY
known='{"act":"register_foreigner","document":{"type":"ordinary","number":"U1000002","country":"TUR","expires":"2099-01-01","surname":"Цой","given":"Анна","birth_date":"1980-01-02","sex":"F","citizenship":"TUR"},"visa":{"required":true,"category":"work","until":"2099-01-01"},"note":"x","dwelling":"D1","host":"org:Hotel","entry_date":"2015-03-01","stay_until":"2015-03-20","purpose":"work"}'
town() {
	printf 'id,name_ru\nauezov,РУВД\n' >units.csv
	printf 'id,kato,street,house,category,fund,unit\nD1,751310000,улица Жандосова,10,apartment,private,auezov\n' >dwellings.csv
	m import units units.csv && m import dwellings dwellings.csv
}
found() { echo "$known" | m act | grep -o '"result":"[a-z]*"'; }

"$old" "$url" 2>>err
ok 'a register of an earlier release' $? 0
m query residences --person P1 --on 2015-03-02 >/dev/null
ok 'is not worked on before' "$?:$(tail -n 1 err | grep -c init)" 3:1
: >err
m init
ok 'it is brought up to date' "$?:$(grep -c 'made anew' err)" 0:1
m journal verify >verified
ok 'it verifies' "$?:$(grep -c '^verified: 3 acts' verified)" 0:1
: >err
m init
ok 'once is enough' "$?:$(grep -c 'made anew' err):$(grep -c 'up to date' err)" 0:0:1
town
ok 'a document that was there before is found' "$(found)" '"result":"matched"'
m backup old.backup >/dev/null
"$prog" --db "sqlite:$work/again.db" restore old.backup >/dev/null 2>>err
ok 'and it can be restored' $? 0

# ---- a stop between the new tables and what goes into them ----
url=sqlite:$work/stopped.db
"$old" stopped "$url" 2>>err
: >err
m journal verify >/dev/null
ok 'half done is not done' "$?:$(tail -n 1 err | grep -c init)" 3:1
m init
ok 'the next one makes up for it' "$?:$(grep -c 'made anew' err)" 0:1
town
ok 'wholly' "$(found)" '"result":"matched"'

# ---- a copy of before ----
"$old" "sqlite:$work/before.db" 2>>err
url=sqlite:$work/restored.db
m restore before.db >/dev/null
ok 'a copy of an earlier release is restored' $? 0
town
ok 'and is like any' "$(found)" '"result":"matched"'
echo "1..$n"
