#!/bin/sh
# What hotels report, from outside: host.sh PROGRAM URL.
set -u
prog=$(readlink -f "$1")
url=$2
here=$(dirname "$(readlink -f "$0")")
. "$here/town.sh"

make_town && make_users || { echo 'Bail out! the town was not made'; cat err; exit 1; }
printf 'id,kato,street,house,category,fund,precinct,unit\nH1,751310000,проспект Абая,1,hotel,private,p1,auezov\nH2,751710000,улица Достык,52,hotel,private,,medeu\n' >hotels.csv
m import dwellings hotels.csv >/dev/null
for u in 'alatau:org:Гостиница «Алатау»:H1' 'dostyk:org:Dostyk Hotel:H2' 'kim:P4:D2'; do
	name=${u%%:*} dwelling=${u##*:} rest=${u#*:}
	echo "$password" | m user add "$name" --role host --holder "${rest%:*}" --dwelling "$dwelling" --password-stdin &&
		m token add --user "$name" >"token.$name" || exit 1
done
serve

# csv USER FILE [CURL OPTION ...]: post a file
csv() {
	user=$1 file=$2
	shift 2
	curl -s -o body -D head -w '%{http_code}' -H "Accept-Language: ${lang-en}" -H "Authorization: Bearer $(cat "token.$user")" \
		-H 'Content-Type: text/csv' --data-binary "@$file" "$@" "$api/notices${query-}"
}
columns=surname,given,birth_date,sex,citizenship,document_number,document_expires,entry_date,stay_until,purpose,room
guest() { echo "YILMAZ,AHMET $2,1980-01-01,M,TUR,U$1,2019-01-01,2015-05-01,2015-07-15,tourism,$1"; }
{
	echo "$columns"
	for i in 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27; do guest $i "$(echo $i | tr 0-9 A-J)"; done
	echo 'Ivanov,Ivan,1980-13-01,M,KAZ,N1,2019-01-01,2015-05-01,2015-04-01,holiday,1'
	guest 05 X
	echo 'one,two'
} >thirty.csv

# ---- sending ----
ok 'nobody signed in' "$(as nobody POST /notices '{"guests":[]}')" 401
ok 'thirty rows, three of them bad' "$(csv alatau thirty.csv):$(field guests):$(has '"host":"org:Гостиница «Алатау»"')" 201:27:1
n1=$(field notice)
cp body first
ok 'with a place to look at it' "$(grep -ci "^location: /api/v1/notices/$n1" head)" 1
ok 'the hash is of the file' "$(field sha256)" "$(sha256sum thirty.csv | cut -d' ' -f1)"
ok 'the bad rows have line, field and remedy' "$(grep -o '"line":[0-9]*' body | sort | uniq -c | tr -s ' ' | tr '\n' ';'):$(has '"code":"no-date","error":"must be an existing date YYYY-MM-DD, 1850 to 2199","field":"birth_date","line":29')" ' 4 "line":29; 1 "line":30; 1 "line":31;:1'
ok 'the document that came before is named' "$(has '"code":"twice","error":"stands here twice","field":"document_number","line":30')" 1
ok 'the same file, the same receipt' "$(csv alatau thirty.csv):$(cmp body first && echo same)" 201:same
ok 'in the language asked for' "$(lang=kk csv alatau thirty.csv):$(has 'бар күн')" 201:1
ok 'a key' "$(csv alatau thirty.csv -H 'Idempotency-Key: k1'):$(field notice)" "201:$n1"
{ echo "$columns"; guest 40 B; } >one.csv
ok 'the same key for something else' "$(csv alatau one.csv -H 'Idempotency-Key: k1'):$(has key-used)" 409:1
ok 'another account sends the same' "$(csv dostyk thirty.csv):$(field guests)" 201:27
ok 'which is another notice' "$([ "$(field notice)" != "$n1" ] && echo other)" other
n2=$(field notice)

two='{"guests":[{"surname":"Müller","given":"Eva","birth_date":"1990-02-03","sex":"F","citizenship":"DEU","document_number":"C01X","document_expires":"2030-01-01","entry_date":"2015-05-01","stay_until":"2015-05-30","card_mark":true,"mrz":["P<D<<MULLER<<EVA<<<<<<<<<<<<<<<<<<<<<<<<<<<<","C01X<<<<<8D<<9002034F3001017<<<<<<<<<<<<<<06"]},
{"surname":"Müller","birth_date":"1990-02-03","sex":"F","citizenship":"DEU","document_number":"C01Y","document_expires":"2030-01-01","entry_date":"2015-05-01","stay_until":"2015-05-30","mrz":"P<D","shoe":43}]}'
ok 'JSON: one good, one bad' "$(as dostyk POST /notices "$two"):$(field guests):$(has '"field":"mrz","line":2'):$(has '"field":"shoe","line":2')" 201:1:1:1
n3=$(field notice)
ok 'once more' "$(as dostyk POST /notices "$two" -H 'Idempotency-Key: j'):$(field notice)" "201:$n3"
ok 'and once more with the key' "$(as dostyk POST /notices "$two" -H 'Idempotency-Key: j'):$(field notice)" "201:$n3"
ok 'a person may be a host' "$(csv kim one.csv):$(has '"host":"P4"'):$(has '"dwelling":"D2"')" 201:1:1

# ---- what is no notice ----
ok 'not for another house' "$(as alatau POST /notices "$(echo "$two" | sed 's/{"guests"/{"dwelling":"H2","guests"/')"):$(has '"field":"dwelling"')" 403:1
ok 'nor for another host' "$(query=?host=org:X csv alatau one.csv):$(has '"field":"host"')" 403:1
ok 'nobody' "$(as alatau POST /notices '{"guests":[]}'):$(has '"field":"guests"'):$(as alatau POST /notices '{}')" 400:1:400
ok 'no list' "$(as alatau POST /notices '{"guests":{}}'):$(has not-list)" 400:1
ok 'no such field' "$(as alatau POST /notices '{"guests":[],"gusts":1}'):$(has '"field":"gusts"')" 400:1
ok 'rows of which none is good' "$(as alatau POST /notices '{"guests":[5,{"surname":"1"}]}'):$(has '"field":"guests.1"'):$(has '"field":"guests.2.surname"')" 400:1:1
printf 'surname,shoe,surname\nA,43,B\n' >heads.csv
ok 'a header that is none' "$(csv alatau heads.csv):$(has '"code":"unknown-field","error":"is not a field here","field":"shoe"'):$(has twice)" 400:1:1
: >empty.csv
ok 'an empty file' "$(csv alatau empty.csv):$(has missing)" 400:1
head -c 300000 /dev/urandom >noise.csv
ok 'noise' "$(csv alatau noise.csv):$([ "$(wc -c <body)" -lt 10000 ] && echo short)" 400:short
{ echo "$columns"; guest 50 C; printf 'M\374ller,X,1980-01-01,M,TUR,U51,2019-01-01,2015-05-01,2015-07-15,tourism,1\r\n'; guest 52 D; printf '"Open,X,1980-01-01\n'; guest 53 E; } >latin1.csv
ok 'a row that is not UTF-8, a quote that is not closed: the others stand' "$(csv alatau latin1.csv):$(field guests):$(has '"code":"bad-utf8".*"line":3'):$(has '"code":"csv-quote".*"line":5')" 201:3:1:1
{ printf '\357\273\277'; echo "$columns"; guest 60 F | sed 's/$/\r/'; echo '=cmd,A,1980-01-01,M,TUR,U61,2019-01-01,2015-05-01,2015-07-15,,'; guest 62 G | sed s/2015-05-01/2199-05-01/ | sed s/2015-07-15/2199-07-15/; } >bom.csv
ok 'a mark of the order of bytes, a formula, a day to come' "$(csv alatau bom.csv):$(field guests):$(has '"code":"name-letters".*"line":3'):$(has '"code":"future".*"field":"entry_date","line":4')" 201:1:1:1
{ echo "$columns"; i=0; while [ $i -lt 501 ]; do echo x; i=$((i + 1)); done; } >many.csv
ok 'more than five hundred' "$(csv alatau many.csv):$(has '"code":"too-many"')" 400:1
head -c 1100000 /dev/zero | tr '\0' 'x' >big.csv
ok 'more than a megabyte' "$(csv alatau big.csv):$(has '"status":413')" 413:1
ok 'another kind of content' "$(curl -s -o body -w '%{http_code}' -H "Authorization: Bearer $(cat token.alatau)" -H 'Content-Type: text/plain' --data-binary @one.csv "$api/notices"):$(has '"status":415')" 415:1
ok 'no JSON' "$(as alatau POST /notices 'nonsense'):$(has bad-json)" 400:1
ok 'no UTF-8 in JSON' "$(as alatau POST /notices "$(printf '{"guests":[{"surname":"\377"}]}')")" 400

# ---- an officer with a paper ----
ok 'from whom, and where' "$(csv aida one.csv):$(has '"field":"host"'):$(has '"field":"dwelling"')" 400:1:1
ok 'not of another unit' "$(query='?host=org:X&dwelling=H2' csv aida one.csv):$(has other-unit)" 403:1
ok 'no such host' "$(query='?host=P77&dwelling=H1' csv aida one.csv):$(has no-such)" 400:1
ok 'taken' "$(query='?host=org:X&dwelling=H1' csv aida one.csv):$(field host)" 201:org:X
ok 'of another host it is another notice' "$(query='?host=org:Y&dwelling=H1' csv aida one.csv):$(field host)" 201:org:Y
ok 'the auditor reports nobody' "$(csv aud one.csv):$(csv dana one.csv):$(csv insp one.csv)" 403:403:403

# ---- who sees what ----
ok 'the host sees each state' "$(as alatau GET "/notices/$n1"):$(grep -o '"state":"waiting"' body | wc -l):$(field guests)" 200:27:27
ok 'another host sees nothing of it' "$(as dostyk GET "/notices/$n1"):$(as kim GET "/notices/$n1"):$(as dostyk GET /notices/N-none)" 404:404:404
ok 'the unit sees it, another does not' "$(as aida GET "/notices/$n1"):$(as berik GET "/notices/$n1"):$(as sen GET "/notices/$n2")" 200:404:200
ok 'the list is of what one sent' "$(as dostyk GET /notices):$(has "$n2"):$(has "$n3"):$(has "$n1")" 200:1:1:0
ok 'page by page' "$(as dostyk GET '/notices?limit=1'):$(has "$n3"):$(as dostyk GET "/notices?limit=1&after=$(field next)"):$(has "$n2")" 200:1:200:1
ok 'behind what is not his' "$(as dostyk GET "/notices?after=$n1"):$(has no-such)" 400:1
for path in /acts /persons/P1 /dwellings/D1 /cases /systems '/dwellings/D1/residents?on=2020-01-01'; do
	ok "a host does not read $path" "$(get alatau "$path")" 403
done
ok 'nor searches, nor acts' "$(as alatau POST /persons/search '{"iin":"900101300126"}' -H 'Purpose: test'):$(as alatau POST /acts '{"act":"dismiss_guest"}'):$(as alatau POST /acts/preview '{"act":"annul"}')" 403:403:403

# ---- dismissed ----
dismiss() { as "$1" POST /acts '{"act":"dismiss_guest","guest":"'"$2"'","note":"'"$3"'"}'; }
ok 'with a reason' "$(dismiss aida "$n1/2" ' '):$(has '"field":"note"')" 400:1
ok 'by the unit' "$(dismiss berik "$n1/2" x):$(has other-unit)" 403:1
ok 'nobody' "$(dismiss aida "$n1/99" x):$(dismiss aida "$n1" x):$(dismiss aida N-none/1 x)" 400:400:400
ok 'dismissed' "$(dismiss aida "$n1/2" 'не приехал'):$(field outcome)" 201:grant
a=$(field act)
ok 'once' "$(dismiss aida "$n1/2" x):$(has not-live)" 409:1
ok 'the host sees it, and why' "$(as alatau GET "/notices/$n1"):$(has '"line":2,"note":"не приехал".*"state":"dismissed"'):$(has aida)" 200:1:0
ok 'counted' "$(as alatau GET /notices):$(has '"dismissed":1,"not_required":0,"refused":0,"registered":0,"review":0,"waiting":26')" 200:1
ok 'who decided it is on record' "$(get aida "/acts/$a"):$(field officer):$(has "\"guest\":{\"line\":2,\"notice\":\"$n1\",\"state\":\"dismissed\"}")" 200:aida:1
ok 'the entry names nobody' "$(get aida /acts >/dev/null; has YILMAZ)" 0

# ---- the desk ----
. "$here/browse.sh"
for who in alatau dostyk kim aida berik sen aud; do sign_in $who >/dev/null; done
ok 'a host begins with his hotel' "$(see alatau /):$(shows 'Гостиница «Алатау»' 'name="file"' "$n1")" 200:yes
ok 'and a person with what names him' "$(see kim /):$(shows '<h1[^>]*>P4')" 200:yes
for path in /reports /reports/new "/reports/$n1" "/reports/$n1/receipt" /help /rules /password; do
	ok "a host opens $path" "$(see alatau "$path")" 200
done
for path in /search /register /queue /journal /guests "/guests/$n1/3" /users /units /lists /persons/P1 /dwellings/H1 /acts/1; do
	ok "a host does not open $path" "$(see alatau "$path")" 403
done
ok "another's is nothing" "$(see dostyk "/reports/$n1"):$(see dostyk "/reports/$n1/receipt")" 404:404
ok 'the receipt has the hash and what was not taken' "$(see alatau "/reports/$n1/receipt"):$(shows "$(sha256sum thirty.csv | cut -d' ' -f1)" 'проспект Абая, 1' 'data-print')" 200:yes
ok 'the dismissal is told' "$(see alatau "/reports/$n1"):$(shows 'не приехал' 'отклонён')" 200:yes
ok 'an empty file to fill in' "$(see alatau /reports/template.csv):$(head -c 21 body):$(grep -ci '^content-disposition: attachment' head)" '200:surname,given,birth_d:1'
send_file() { # USER FILE [FORM ARGUMENT OF CURL ...]
	user=$1 file=$2
	shift 2
	curl -s -o body -D head -w '%{http_code}' -b "jar.$user" -H "Origin: $base" -F "csrf=$(secret "$user")" -F "file=@$file" "$@" "$base/reports/file"
}
ok 'a file from the desk is the same notice' "$(send_file alatau thirty.csv):$(to)" "303:/reports/$n1"
ok 'a file that is none' "$(send_file alatau heads.csv):$(has 'govuk-error-summary')" 400:1
ok 'no file' "$(send_file alatau empty.csv):$(has 'f-file-error')" 400:1
ok 'noise' "$(send_file alatau noise.csv)" 400
ok 'too large' "$(send_file alatau big.csv)" 400
guest0='guests.0.surname=ÖZ guests.0.birth_date=1.2.90 guests.0.sex=F guests.0.citizenship=tur guests.0.document_number=u777 guests.0.document_expires=01.02.2031 guests.0.entry_date=01.05.2015 guests.0.stay_until=30.06.2015 guests.0.card_mark=true'
# shellcheck disable=SC2086
ok 'one more guest, and what was typed stays' "$(post alatau /reports/new do=more $guest0):$(shows 'name="guests.1.surname"' 'value="ÖZ"')" 200:yes
# shellcheck disable=SC2086
ok 'one of two is wrong: neither is sent' "$(post alatau /reports/new do=send $guest0 guests.1.surname=X guests.1.visa_until=never):$(shows 'href="#f-guests-1-birth_date"' 'href="#f-guests-1-visa_until"' 'value="ÖZ"')" 400:yes
ok 'nobody is typed' "$(post alatau /reports/new do=send):$(has 'f-guests-0-surname-error')" 400:1
# shellcheck disable=SC2086
ok 'sent' "$(post alatau /reports/new do=send $guest0):$(to | grep -c '^/reports/N-')" 303:1
n4=$(to | sed 's|/reports/||')
ok 'as it was meant' "$(as alatau GET "/notices/$n4"):$(has '"birth_date":"1990-02-01",.*"document_number":"U777","entry_date":"2015-05-01","line":1,"state":"waiting","stay_until":"2015-06-30","surname":"ÖZ"')" 200:1
ok 'a form without its secret' "$(curl -s -o body -w '%{http_code}' -b jar.alatau -H "Origin: $base" -d do=send "$base/reports/new")" 403
# shellcheck disable=SC2086
ok 'an officer says whose they are' "$(post aida /reports/new do=send $guest0):$(shows 'href="#f-host"' 'href="#f-dwelling"')" 400:yes
# shellcheck disable=SC2086
ok 'and is believed' "$(post aida /reports/new do=send host=org:Q dwelling=H1 $guest0)" 303

# ---- the queue of the unit ----
ok 'who waits, and that it is late' "$(see aida /guests):$(shows "/guests/$n1/3" 'просрочено' 'AHMET AC')" 200:yes
ok 'nobody of another unit, nor who is dismissed' "$(has "$n2"):$(has "/guests/$n1/2\"")" 0:0
ok "a senior sees those of the units below" "$(see sen /guests):$(has '/guests/N-' | sed 's/^[1-9][0-9]*$/some/')" 200:some
ok 'on the first page too' "$(see aida /):$(shows '/guests/N-')" 200:yes
ok 'one of them leads to the registration' "$(see aida "/guests/$n1/4"):$(shows "/foreigners/new?guest=$n1%2F4" 'U03')" 200:yes
ok 'not of another unit' "$(see berik "/guests/$n1/4"):$(see aida "/guests/$n2/4"):$(see aida "/guests/$n1/99"):$(see aud /guests)" 404:404:404:403
ok 'dismissed with a reason alone' "$(post aida "/guests/$n1/4" note=):$(has 'f-note-error')" 400:1
ok 'dismissed' "$(post aida "/guests/$n1/4" 'note=дубликат'):$(to)" 303:/guests
ok 'and told' "$(see alatau "/reports/$n1"):$(shows 'дубликат')" 200:yes
ok 'once' "$(post aida "/guests/$n1/4" 'note=дубликат'):$(see aida "/guests/$n1/4"):$(has 'foreigners/new?guest')" 409:200:0

m rebuild >rebuilt
ok 'made anew nothing differs' "$?" 0
ok 'and what was decided stays' "$(as alatau GET "/notices/$n1"):$(has '"state":"dismissed"')" 200:1
m journal verify >/dev/null
ok 'the journal verifies' "$?" 0
m user disable dostyk
ok 'a closed account is out' "$(as dostyk GET /notices)" 401
stop
ok 'the server ends in good order' $? 0
server=''
echo "1..$n"
