#!/bin/sh
# The main job by the commands alone, as a clerk's script would do it: register.sh PROGRAM URL.
# Points 3, 6, 7, 9, 10, 13 and 20 of the Rules, from import to query.
set -u
prog=$(readlink -f "$1") # the test goes elsewhere
url=$2
here=$(dirname "$(readlink -f "$0")")
. "$here/tap.sh"
m() { "$prog" --lang en --db "$url" "$@" 2>>err; }
field() { sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p"; } # of one JSON line, the first of that name is enough here
act() { printf '%s\n' "$1" | m act; }

m act </dev/null >/dev/null
ok 'a register must be made first' $? 3
m init
ok 'init' $? 0
m init
ok 'init again changes nothing' "$?:$(grep -c 'up to date' err)" 0:1

cat >units.csv <<'C'
id,parent,name_ru,name_kk,district
kz,,МВД,ІІМ,
almaty,kz,ДВД Алматы,Алматы ПД,750000000
auezov,almaty,Ауэзовское РУВД,Әуезов АІІБ,751310000
medeu,almaty,Медеуское РУВД,Медеу АІІБ,751710000
C
printf 'id,unit,name,inspector\np1,auezov,Участок 1,\n' >precincts.csv
cat >dwellings.csv <<'C'
id,rka,kato,street,house,flat,category,fund,useful_area,total_area,precinct,unit
D1,,751310000,улица Жандосова,10,5,apartment,state,29.99,33.10,p1,auezov
D2,,751310000,улица Жандосова,10,6,apartment,private,30.00,33.00,p1,auezov
C
cat >persons.csv <<'C'
id,iin,surname,given,patronymic,birth_date,sex,citizenship,status,document_type,document_number,document_country
P1,900101300126,Әбілқасым,Серік,Болатұлы,1990-01-01,M,KAZ,citizen,id_card,030000001,KAZ
P2,,Әбілқасым,Айгүл,Серікқызы,2010-05-05,F,KAZ,citizen,birth_certificate,0000002,KAZ
P3,,Иванов,Пётр,,1980-03-03,M,KAZ,citizen,id_card,030000003,KAZ
P4,,Ким,Ольга,,1975-04-04,F,KAZ,citizen,id_card,030000004,KAZ
C
printf 'dwelling,holder,kind,share,from,until,paper\nD1,P1,tenant,,2010-01-01,,договор 1\nD2,P4,owner,1/1,2010-01-01,,акт 2\n' >holdings.csv
printf 'person,dwelling,kind,from,until,recorded_on\nP1,D1,permanent,2010-01-01,,2010-01-01\nP4,D2,permanent,2010-01-01,,2010-01-01\n' >residences.csv
printf 'id,surname,given,patronymic,sex,birth_date,nationality,iin,doc_number,aliases\nW1,Тестов,Тест,,M,1950-01-01,KAZ,,X1,\n' >wanted.csv
for k in units precincts dwellings persons holdings residences wanted; do
	m import $k $k.csv
	ok "import $k" $? 0
	m import $k $k.csv
	ok "import $k again" $? 0
done
ok 'the second time everything was known' "$(grep -c ' 0 new, 0 corrected' err)" 7
printf 'id,iin,surname,given,birth_date,sex,citizenship,status\nP5,900101300127,А,Б,1990-01-01,M,KAZ,citizen\nP6,,В,Г,1990-02-30,M,KAZ,citizen\nP7,,Д,Е,1990-02-03,M,KAZ,citizen\n' >more.csv
m import persons more.csv
ok 'bad rows are rejected, the good one is loaded' "$?:$(wc -l <more.csv.rejected.csv | tr -d ' ')" 1:3
ok 'in the language of --lang: why' "$(cut -d, -f2 more.csv.rejected.csv | tr '\n' ' ')$(m --lang ru import persons more.csv; grep -c 'контрольная цифра ИИН' more.csv.rejected.csv)" 'field iin birth_date 1'
printf 'id,surname,given,birth_date,sex,citizenship,status,shoe\nP8,А,Б,1990-01-01,M,KAZ,citizen,43\n' >odd.csv
m import persons odd.csv
ok 'an unknown column is an error' $? 1

lease='"basis":{"kind":"lease","until":"2016-03-01","consent":true}'
a=$(act '{"act":"register_permanent","date":"2015-03-02","person":"P3","dwelling":"D1","applicant":{"capacity":"self"},"basis":{"kind":"use","consent":true},"holder_relation":"none"}')
ok 'too small (point 6)' "$(echo "$a" | field outcome):$(echo "$a" | grep -c area-norm)" refuse:1
a=$(act '{"act":"register_permanent","date":"2015-03-02","person":"P3","dwelling":"D2","applicant":{"capacity":"self"},'"$lease"',"holder_relation":"none"}')
ok 'granted (point 7)' "$(echo "$a" | field outcome)" grant
r=$(echo "$a" | field registration)
a=$(act '{"act":"register_permanent","date":"2015-03-03","person":"P2","dwelling":"D1","applicant":{"capacity":"parent","person":"P1"},"basis":{"kind":"use"},"holder_relation":"child"}')
ok 'a child joins the tenant (points 9 and 10)' "$(echo "$a" | field outcome)" grant
ok 'who lives there' "$(m query residents --dwelling D1 --on 2015-04-01)" \
	'{"dwelling":"D1","from":"2015-04-01","segments":[{"from":"2015-04-01","possible":[],"residents":["P1","P2"],"until":"2015-04-02"}],"until":"2015-04-02"}'
a=$(act '{"act":"deregister","date":"2015-06-01","registration":"'"$r"'","ground":"owner_application","applicant":{"capacity":"owner","holder":"P4"}}')
ok 'the owner removes him the same day (point 13)' "$(echo "$a" | field outcome)" grant
t=$(echo "$a" | field act)
ok 'he lives nowhere' "$(m query residences --person P3 --on 2015-06-01)" '{"person":"P3","residences":[]}'
a=$(act '{"act":"annul","date":"2015-07-01","target":'"$t"',"authority":{"kind":"unit","unit":"medeu"},"violation":"wrong flat"}')
ok 'another unit may not annul (point 20)' "$(echo "$a" | field outcome):$(echo "$a" | grep -c no-authority)" refuse:1
a=$(act '{"act":"annul","date":"2015-07-01","target":'"$t"',"authority":{"kind":"superior","unit":"almaty"},"violation":"wrong flat"}')
ok 'a superior unit may (point 20)' "$(echo "$a" | field outcome)" grant
ok 'he lives there again' "$(m query residences --person P3 --on 2015-06-01 | grep -c '"dwelling":"D2"')" 1
ok 'bad lines never stop the run' "$(printf 'nonsense\n[1]\n{"act":"fly"}\n{"act":"register_permanent","dwelling":"D9"}\n' | m act | grep -c '"outcome":"invalid"')" 4
m journal verify >/dev/null
ok 'the journal verifies' $? 0
ok 'and says so in Kazakh' "$(m journal verify --lang kk | grep -c 'тексерілді, бәрі сәйкес')" 1
m query residents --dwelling D1 >/dev/null
ok 'a question without a day is wrong usage' $? 2
echo "1..$n"
