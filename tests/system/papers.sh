#!/bin/sh
# A foreign national from the API to the paper and back: registered, certified, printed, read
# back from the PDF, checked with the key and by its code: papers.sh PROGRAM ERASE URL.
set -u
prog=$(readlink -f "$1")
erase=$(readlink -f "$2")
url=$3
here=$(dirname "$(readlink -f "$0")")
. "$here/town.sh"
MEKENJAI_KEY=$work/register.key
export MEKENJAI_KEY

make_town && make_users || { echo 'Bail out! the town was not made'; cat err; exit 1; }
"$prog" --db "$url" serve --listen 127.0.0.1:0 --public 'register.example.kz' >out 2>err
ok 'a public address that is none' "$?:$(grep -c 'register.example.kz' err)" 2:1
serve --public 'https://register.example.kz/'

day() { date -u -d "+5 hours $1 days" +%F; } # in Almaty
today=$(day +0)
last=$(day +60)
nothing='{}'
issue() { as "$1" POST "/stays/$2/certificates" "${3-$nothing}"; }
pdf() { curl -s -o "$3" -D head -w '%{http_code}' -H "Authorization: Bearer $(cat "token.$1")" -H 'Purpose: print' "$base$2"; }
# asked CODE [CURL OPTION ...]: the public page, as anybody
asked() {
	code=$1
	shift
	curl -s -o body -D head -w '%{http_code}' -H 'Accept-Language: en' "$@" "$base/check/$code"
}
state() { as nobody GET "/check/$1"; printf ':'; field state; }
one_line() { tr -s '\n\f ' '   ' <"$1"; }

# ---- a stay ----
arrive() { # NUMBER SURNAME DWELLING
	as sen POST /acts '{"act":"register_foreigner","date":"'"$(day -2)"'","document":{"type":"ordinary","number":"'"$1"'","country":"TUR","expires":"2099-01-01","surname":"'"$2"'","given":"ŞAHİN ÖZGÜR","birth_date":"1990-01-02","sex":"M","citizenship":"TUR"},"visa":{"required":true,"category":"work","until":"'"$(day +300)"'"},"note":"консул","dwelling":"'"$3"'","host":"P4","entry_date":"'"$(day -3)"'","stay_until":"'"$last"'","purpose":"work"}'
}
ok 'registered' "$(arrive U1234567 ÇELİK-YILDIZ D2):$(field outcome)" 201:grant
stay=$(field registration)
person=$(field person)
ok 'it waits for its certificate (point 16)' "$(get aida "/stays/$stay"):$(field standing)" 200:decided
tag=$(sed -n 's/^ETag: \(.*\)\r$/\1/ip' head)
ok 'nothing new' "$(as aida GET "/stays/$stay" '' -H 'Purpose: test' -H "If-None-Match: $tag")" 304
ok 'who is there' "$(get aida '/stays?dwelling=D2'):$(has "\"registration\":\"$stay\""):$(has "\"on\":\"$today\"")" 200:1:1
ok 'and was not' "$(get aida "/stays?dwelling=D2&on=$(day -10)"):$(has '"stays":\[\]')" 200:1
ok 'all that ever were' "$(get aida '/stays?dwelling=D2&all=true'):$(has "$stay")" 200:1
ok 'of the person' "$(get aida "/persons/$person"):$(has "\"registration\":\"$stay\"")" 200:1
ok 'no purpose' "$(as aida GET "/stays/$stay"):$(has '"field":"Purpose"')" 400:1
ok 'no dwelling' "$(get aida /stays):$(has '"field":"dwelling"')" 400:1
ok 'one that is not there' "$(get aida '/stays?dwelling=D99')" 404
ok 'nor such a stay' "$(get aida /stays/S-none)" 404
ok 'a day and all days' "$(get aida "/stays?dwelling=D2&all=true&on=$today"):$(has '"field":"all"')" 400:1
ok 'the auditor reads' "$(get aud "/stays/$stay")" 200
for who in insp akim adm dana; do
	ok "$who does not" "$(get $who "/stays/$stay")" 403
done
ok 'one after the other' "$(arrive U7654321 AKSOY D2)" 201
later=$(field registration)
later_act=$(field act)
ok 'the first page' "$(get aida '/stays?dwelling=D2&limit=1'):$(has "$stay")" 200:0
next=$(field next)
ok 'the second page' "$(get aida "/stays?dwelling=D2&limit=1&after=$next"):$(has "$stay")" 200:1
ok 'after one that is none' "$(get aida '/stays?dwelling=D2&after=S-none'):$(has '"field":"after"')" 400:1

# ---- its certificate ----
ok "another unit's officer issues none" "$(issue berik "$stay"):$(has other-unit)" 403:1
ok 'nor the auditor' "$(issue aud "$stay")" 403
ok 'nor of no stay' "$(issue aida S-none)" 404
ok 'nor with what is no field' "$(issue aida "$stay" '{"registration":"S-1"}'):$(has unknown-field)" 400:1
ok 'issued' "$(as aida POST "/stays/$stay/certificates" '{"to":"ÇELİK"}' -H 'Idempotency-Key: c-1'):$(field reprint):$(grep -ci '^location: ' head)" 201:0:1
code=$(field code)
paper=$(field pdf)
act=$(field act)
ok 'the same key, the same paper' "$(as aida POST "/stays/$stay/certificates" '{"to":"ÇELİK"}' -H 'Idempotency-Key: c-1'):$(field code)" "201:$code"
ok 'now it is complete' "$(get aida "/stays/$stay"):$(field standing):$(has "\"code\":\"$code\""):$(has '"to":"ÇELİK"'):$(has '"state":"valid"')" 200:completed:1:1:1

# ---- printed ----
ok 'the PDF' "$(pdf aida "$paper" one.pdf):$(head -c 5 one.pdf)" '200:%PDF-'
ok 'kept by nobody on the way' "$(grep -ci '^cache-control: private, no-store' head)" 1
ok 'under a name without a name' "$(grep -ci '^content-disposition: inline; filename="certificate-K-[a-z0-9]*\.pdf"' head)" 1
ok 'the same bytes again' "$(pdf sen "$paper" two.pdf):$(cmp one.pdf two.pdf && echo same)" 200:same
ok 'a program says why it looks' "$(curl -s -o body -w '%{http_code}' -H "Authorization: Bearer $(cat token.aida)" "$base$paper")" 400
ok 'not for everybody' "$(pdf insp "$paper" no):$(pdf dana "$paper" no):$(curl -s -o no -w '%{http_code}' "$base$paper")" 403:403:401
ok 'none of that id' "$(pdf aida /api/v1/certificates/K-none.pdf no)" 404
m journal export | grep '"kind":"issue_certificate"' | sed -n 's/.*"printed":{\([^}]*\)}.*/\1/p' | sed 's/","/"\n"/g' | tr -d '"' >printed
ok 'what is printed is kept' "$(grep -c "^surname:ÇELİK-YILDIZ$\|^until:$last$\|^code:$code$\|^check:https://register.example.kz$" printed)" 4
pdftotext one.pdf one.txt
lost=''
while IFS=: read -r key value; do
	case $key in
	kind | layout | sex | document_type | rehearsal | check) continue ;;
	code) value=$(echo "$value" | sed 's/..../&-/g; s/-$//') ;;
	esac
	value=$(echo "$value" | sed 's/^\([0-9]\{4\}\)-\([0-9][0-9]\)-\([0-9][0-9]\)$/\3.\2.\1/')
	one_line one.txt | grep -qF -e "$value" || lost="$lost $key"
done <printed
ok 'every field comes back from the PDF' "$(wc -l <printed | sed 's/^[12][0-9]$/many/'):$lost" many:
pdftoppm -r 150 -gray -png -singlefile one.pdf one
zbarimg -q --raw one.png >qr 2>>err
ok 'so does the QR code' "$(grep -c "^https://register.example.kz/check/$code#1\." qr)" 1
"$prog" --db "$url" certificate key >key 2>>err
"$prog" certificate verify --key "$(cat key)" "$(cat qr)" >said 2>>err
ok 'with the public key alone it verifies' "$?:$(tail -n 1 said):$(grep -c 'ÇELİK-YILDIZ' said)" '0:valid signature:1'
sed 's/\(.*#1\..\{30\}\)A/\1B/; t; s/\(.*#1\..\{30\}\)./\1A/' qr >changed
"$prog" certificate verify --key "$(cat key)" "$(cat changed)" >said 2>>err
ok 'a changed letter fails' "$?:$(cmp -s qr changed || echo changed):$(grep -c ÇELİK said)" 1:changed:0

# ---- asked after ----
ok 'valid' "$(state "$code")" 200:valid
ok 'and nothing else' "$(tr ',' '\n' <body | grep -c :):$(has "$stay\|ÇELİK\|$last\|$person")" 3:0
ok 'as a page' "$(asked "$code"):$(has '<strong>Valid</strong>'):$(has "$stay\|ÇELİK\|$last\|$person\|D2")" 200:1:0
ok 'in three languages' "$(asked "$code?lang=ru"):$(has 'Действителен'):$(asked "$code?lang=kk"):$(has 'Жарамды')" 200:1:200:1
ok 'as JSON there too' "$(asked "$code" -H 'Accept: application/json'):$(field state):$(grep -ci '^vary: accept' head)" 200:valid:1
ok 'as somebody typed it' "$(state "$(echo "$code" | tr 'A-Z' 'a-z' | sed 's/..../&-/g')")" 200:valid
ok 'a form to type it' "$(curl -s -o body -w '%{http_code}' "$base/check"):$(has 'name="code"')" 200:1
ok 'leads there' "$(curl -s -o body -D head -w '%{http_code}' "$base/check?code=$(echo "$code" | sed 's/..../&+/g')"):$(grep -ci "^location: /check/$code" head)" 303:1
ok 'or says what is wrong' "$(curl -s -o body -w '%{http_code}' -H 'Accept-Language: en' "$base/check?code=7QK3"):$(has 'govuk-error-summary'):$(grep -c 'is no code' body | sed 's/[1-9]/some/')" 400:1:some
ok 'no such certificate' "$(state 0000000000000000):$(has no-certificate)" 404::1
ok 'nor a page of it' "$(asked 0000000000000000):$(has 'No such certificate')" 404:1
ok 'no code at all' "$(asked nonsense):$(has 'sixteen letters')" 404:1

# ---- reprinted ----
ok 'another one needs a reason' "$(issue aida "$stay"):$(has reprint-reason)" 400:1
ok 'which it has' "$(issue aida "$stay" '{"reason":"утеряно"}'):$(field reprint):$(field code | sed "s/^$code$/same/; s/^[0-9A-Z]\{16\}$/other/")" 201:1:other
copy=$(field pdf)
pdf aida "$copy" copy.pdf >/dev/null
pdftotext copy.pdf copy.txt
ok 'and says that it is one' "$(one_line copy.txt | grep -c 'DUPLICATE № 1'):$(one_line one.txt | grep -c DUPLICATE)" 1:0

# ---- what comes later ----
ok 'not over what changed meanwhile' "$(as aida POST /acts '{"act":"shorten_stay","registration":"'"$stay"'","requested_until":"'"$(day +10)"'","ground":"решение"}' -H "If-Match: $tag"):$(has stale)" 412:1
ok 'shortened' "$(as aida POST /acts '{"act":"shorten_stay","registration":"'"$stay"'","requested_until":"'"$(day +10)"'","ground":"решение"}'):$(field outcome)" 201:grant
ok 'the paper promises too much' "$(state "$code")" 200:annulled
ok 'and its PDF says so' "$(pdf aida "$paper" three.pdf):$(pdftotext three.pdf - | tr -s '\n ' '  ' | grep -c 'Аннулировано')" 200:1
ok 'a new one is due' "$(get aida "/stays/$stay"):$(field standing):$(grep -o '"kind":"[a-z_]*"' body | tr '\n' ' ' | grep -c '"register_foreigner" "kind":"shorten_stay"')" 200:decided:1
ok 'is the first of this decision' "$(issue aida "$stay"):$(field reprint)" 201:0
second=$(field code)
ok 'and valid' "$(state "$second")" 200:valid
ok 'departed' "$(as aida POST /acts '{"act":"depart","registration":"'"$stay"'","left_on":"'"$today"'"}'):$(field outcome)" 201:grant
ok 'expired' "$(state "$second"):$(asked "$second"):$(has 'Expired')" 200:expired:200:1
ok 'and no more are issued' "$(issue aida "$stay" '{"reason":"x"}'):$(has not-live)" 400:1
ok 'an annulment' "$(arrive U1112223 DEMİR D2):$(field outcome)" 201:grant
gone=$(field registration)
target=$(field act)
issue aida "$gone" >/dev/null
third=$(field code)
ok 'until then valid' "$(state "$third")" 200:valid
ok 'annulled' "$(as sen POST /acts '{"act":"annul","target":'"$target"',"authority":{"kind":"unit"},"violation":"подлог"}'):$(field outcome)" 201:grant
ok 'for whoever asks' "$(asked "$third"):$(has '<strong>Annulled</strong>')" 200:1
ok 'and in the register' "$(get aida "/stays/$gone"):$(field standing):$(has '"annulled_by":'):$(has '"until":')" 200:annulled:1:1

# ---- of a resident ----
ok 'an address certificate' "$(as aida POST /persons/P4/certificates '{"to":"в школу"}'):$(field reprint)" 201:0
address=$(field pdf)
fourth=$(field code)
ok 'of the residence' "$(pdf aida "$address" address.pdf):$(pdftotext address.pdf - | tr -s '\n ' '  ' | grep -c 'Ким.*Жандосова')" 200:1
ok 'is checked like any' "$(state "$fourth")" 200:valid
ok 'nobody who lives nowhere has one' "$(as aida POST /persons/P6/certificates '{}'):$(has '"field":"registration"')" 400:1
ok 'nor somebody unknown' "$(as aida POST /persons/P99/certificates '{}')" 404
ok "nor from another unit" "$(as berik POST /persons/P4/certificates '{"reason":"x"}')" 403

m journal verify >verified
ok 'the journal verifies' $? 0

# ---- erased ----
"$erase" "$url" "$act"
ok 'what is lawfully erased is gone' "$?:$(pdf aida "$paper" no):$(grep -c '"status":410' no)" 0:410:1
ok 'but not that it was issued' "$(get aida "/stays/$stay"):$(has "$code"):$(state "$code" | sed 's/429:/429:expired/')" 200:1:200:expired

# ---- how often ----
i=0
while [ $i -lt 200 ] && [ "$(asked "$code")" != 429 ]; do i=$((i + 1)); done
ok 'who asks too often waits' "$(grep -ci '^retry-after: [1-9]' head):$(has 'Too many questions')" 1:1
ok 'with a program too' "$(asked "$code" -H 'Accept: application/json'):$(has '"status":429'):$(as nobody GET "/check/$code" | tail -c 3)" 429:1:429
ok 'and with a code that nobody has' "$(asked 0000000000000000)" 429
ok 'whoever works is not held up' "$(get aida "/stays/$stay")" 200
stop
ok 'the server ends in good order' $? 0

# ---- a decision erased, and all made anew ----
"$erase" "$url" "$later_act"
ok 'made anew' "$(m rebuild >said; echo $?)" 0
said() { printf '%s' "$1" | m act | grep -c "$2"; }
ok 'no paper says what was erased' "$(said '{"act":"issue_certificate","registration":"'"$later"'"}' '"unprintable"')" 1
ok 'nor is it extended' "$(said '{"act":"extend_stay","registration":"'"$later"'","requested_until":"'"$(day +70)"'","ground":"x"}' invalid)" 1
ok 'but it ends' "$(said '{"act":"depart","registration":"'"$later"'","left_on":"'"$today"'"}' grant)" 1
serve
ok 'and is shown' "$(get aida "/stays/$later"):$(field standing)" 200:departed
ok 'to the inspector as well' "$(get insp "/precincts/p1/stays?on=$(day -1)"):$(has "$later")" 200:1
stop
echo "1..$n"
