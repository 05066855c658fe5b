#!/bin/sh
# The JSON API from outside, against the real server: api.sh PROGRAM SEEN URL.
set -u
prog=$(readlink -f "$1")
seen=$(readlink -f "$2")
url=$3
here=$(dirname "$(readlink -f "$0")")
. "$here/town.sh"

make_town && make_users || { echo 'Bail out! the town was not made'; cat err; exit 1; }
serve

# ---- who is it ----
i=0 # the first proof of the writer may come a moment after the socket
while [ "$(as nobody GET /healthz)" != 200 ] && [ $i -lt 100 ]; do
	i=$((i + 1))
	sleep 0.1
done
ok 'healthy' "$(as nobody GET /healthz)" 200
ok 'the description' "$(as nobody GET /openapi.json):$(has '"openapi":"3.1.0"')" 200:1
ok 'nobody may not look' "$(as nobody GET /acts):$(grep -ci '^www-authenticate: bearer' head)" 401:1
ok 'a token that is none' "$(as nobody GET /acts '' -H 'Authorization: Bearer mkj_00')" 401
ok 'a problem has a title in the language asked for' "$(lang='fr, kk;q=0.9, en;q=0.5' as nobody GET /acts):$(has 'Алдымен')" 401:1
ok 'the API says its version' "$(grep -ci '^api-version: ' head)" 1

# ---- acts ----
reg='{"act":"register_permanent","person":"P3","dwelling":"D2","applicant":{"capacity":"self"},"basis":{"kind":"lease","until":"2099-03-01","paper":{"kind":"lease","number":"12","date":"2015-03-01","issuer":"x"}},"consents":[{"holder":"P4","given_on":"2015-03-02","how":"in_person"}],"holder_relation":"none"}'
small='{"act":"register_permanent","person":"P6","dwelling":"D1","applicant":{"capacity":"self"},"basis":{"kind":"use"},"consents":[{"holder":"P1","given_on":"2015-03-02","how":"in_person"}],"holder_relation":"none"}'
ok 'a draft is judged' "$(as aida POST /acts/preview "$reg"):$(field outcome)" 200:grant
before=$(get aida /acts >/dev/null; field next)
ok 'and nothing recorded' "$(get aida "/acts?after=$before" >/dev/null; has '"acts":\[\]')" 1
ok 'granted (point 7)' "$(as aida POST /acts "$reg" -H 'Idempotency-Key: k-1'):$(field outcome)" 201:grant
a=$(field act)
ok 'with a place to look at it' "$(grep -ci "^location: /api/v1/acts/$a" head)" 1
ok 'the same key, the same answer' "$(as aida POST /acts "$reg" -H 'Idempotency-Key: k-1'):$(field act)" "201:$a"
ok 'the same key for something else' "$(as aida POST /acts "$small" -H 'Idempotency-Key: k-1'):$(has key-used)" 409:1
ok "another user's key is his own" "$(as sen POST /acts "$small" -H 'Idempotency-Key: k-1')" 422
ok 'refused is recorded (point 6)' "$(field outcome):$(has area-norm):$(get sen "/acts/$(field act)"):$(field act | grep -c .)" refuse:1:200:1
ok 'the unit and officer are who signed in' "$(get aida "/acts/$a"):$(field unit):$(field officer)" 200:auezov:aida
ok 'they are not taken from the request' "$(as aida POST /acts '{"act":"correct_person","person":"P3","set":{},"unit":"medeu"}'):$(has unknown-field)" 400:1
ok 'another unit may not' "$(as berik POST /acts '{"act":"register_permanent","person":"P6","dwelling":"D2","applicant":{"capacity":"self"},"basis":{"kind":"use"},"consents":[{"holder":"P4","given_on":"2015-03-02","how":"in_person"}],"holder_relation":"none"}')" 403
ok 'an officer does not annul' "$(as aida POST /acts '{"act":"annul","target":'"$a"',"authority":{"kind":"unit"},"violation":"x"}'):$(has not-allowed)" 403:1
ok 'nor backdate' "$(as aida POST /acts "$(echo "$reg" | sed 's/{/{"date":"2015-03-02",/')"):$(has earlier-date)" 403:1
ok 'what is wrong names its point' "$(as aida POST /acts "$(echo "$reg" | sed 's/"lease","until"/"leese","until"/')"):$(has '"field":"basis.kind"'):$(has '"point":"7"')" 400:1:1
ok 'and what the form alone asks for has none' "$(as aida POST /acts '{"act":"register_permanent","person":"P3","dwelling":"D99","applicant":{"capacity":"self"},"basis":{"kind":"lease"},"holder_relation":"none"}'):$(has '"field":"dwelling"'):$(has '"point"')" 400:1:0
ok 'an unknown act' "$(as aida POST /acts '{"act":"fly"}'):$(has '"field":"act"')" 400:1
ok 'of nobody known' "$(as aida POST /acts '{"act":"correct_person","person":"P99","set":{"given":"A"},"paper":{"kind":"court","number":"1","date":"2015-01-01","issuer":"x"}}'):$(has no-such)" 400:1

# ---- persons ----
ok 'no purpose' "$(as aida GET /persons/P1):$(has '"field":"Purpose"')" 400:1
ok 'a person' "$(get aida /persons/P1):$(field iin)" 200:900101300126
tag=$(sed -n 's/^ETag: \(.*\)\r$/\1/ip' head)
ok 'nothing new' "$(as aida GET /persons/P1 '' -H 'Purpose: test' -H "If-None-Match: $tag")" 304
fix='{"act":"correct_person","person":"P1","set":{"patronymic":"Болатович"},"paper":{"kind":"birth_certificate","number":"1","date":"2015-01-01","issuer":"x"}}'
ok 'corrected as it was read' "$(as aida POST /acts "$fix" -H "If-Match: $tag")" 201
ok 'not over what changed meanwhile' "$(as aida POST /acts "$(echo "$fix" | sed s/ович/ұлы/)" -H "If-Match: $tag"):$(has stale)" 412:1
ok 'nobody of that id' "$(get aida /persons/P99)" 404
ok 'by IIN' "$(as aida POST /persons/search '{"iin":"900101300126"}' -H 'Purpose: test'):$(has '"id":"P1"')" 200:1
ok 'an IIN with a wrong check digit' "$(as aida POST /persons/search '{"iin":"900101300127"}' -H 'Purpose: test'):$(has iin-check)" 400:1
ok 'by name, in other letters' "$(as aida POST /persons/search '{"surname":"ИВАНОВ","given":"п"}' -H 'Purpose: %D1%82'):$(has '"id":"P3"')" 200:1
ok 'by document' "$(as aida POST /persons/search '{"document_number":"030000004"}' -H 'Purpose: test'):$(has '"id":"P4"')" 200:1
ok 'by two things at once' "$(as aida POST /persons/search '{"iin":"900101300126","surname":"x"}' -H 'Purpose: test')" 400
ok 'by nothing' "$(as aida POST /persons/search '{}' -H 'Purpose: test')" 400
ok 'where he lives' "$(get aida '/persons/P3/residences?on=2099-01-01'):$(has '"dwelling":"D2"')" 200:1
ok 'without a day' "$(get aida /persons/P3/residences):$(has '"field":"on"')" 400:1
ok 'in what is no query' "$(get aida '/persons/P3/residences?on=2020-01-01&shoe=43'):$(has '"field":"shoe"')" 400:1
ok 'who lives there' "$(get aida '/dwellings/D1/residents?from=2010-01-01&until=2012-01-01'):$(has '"residents":\["P1"\]')" 200:1
ok 'an address' "$(as aida POST /dwellings/search '{"street":"жандосова","house":"10"}'):$(has '"id":"D2"')" 200:1
ok 'a dwelling without a purpose has no holders' "$(as aida GET /dwellings/D1):$(has holdings)" 200:0
ok 'and with one has' "$(get aida /dwellings/D1):$(has '"holder":"P1"')" 200:1

# ---- what each role sees ----
for who in insp akim adm; do
	ok "$who reads no person" "$(get $who /persons/P1)" 403
	ok "$who searches nobody" "$(as $who POST /persons/search '{"iin":"900101300126"}' -H 'Purpose: test')" 403
	ok "$who sees no case" "$(get $who /cases)" 403
	ok "$who makes no act" "$(as $who POST /acts "$reg")" 403
	ok "$who reads no residents" "$(get $who '/dwellings/D1/residents?on=2020-01-01')" 403
done
ok 'an auditor makes no act' "$(as aud POST /acts "$reg")" 403
ok 'an auditor reads' "$(get aud /persons/P1)" 200
ok 'the duty unit does not read just anybody' "$(get dana /persons/P1)" 403
get akim /acts >/dev/null
ok 'to the akimat every position is withheld' "$(has '"officer"')" 0
get adm /acts >/dev/null
ok 'the administrator sees loads, not people' "$(has load_wanted):$(has register_permanent)" 1:0

# ---- point 17 ----
hit=$(echo "$reg" | sed s/P3/P5/)
ok 'a match waits' "$(as aida POST /acts "$hit"):$(has check-pending):$(has wanted)" 202:1:0
c=$(field case)
w=$(field act)
ok 'a second application names the case' "$(as aida POST /acts "$hit"):$(has "$c")" 409:1
ok 'the queue says no more' "$(get aida /cases):$(has check-pending):$(has wanted)" 200:1:0
ok 'nor does the case' "$(get aida "/cases/$c"):$(has check-pending):$(has wanted)" 200:1:0
ok 'nor does the person' "$(get aida /persons/P5):$(has check-pending):$(has wanted)" 200:1:0
ok 'nor does the act' "$(get aida "/acts/$w"):$(has wanted):$(has '"screening"')" 200:0:0
ok 'the duty unit sees it' "$(get dana /cases):$(has wanted-match)" 200:1
ok 'and the person' "$(get dana /persons/P5)" 200
ok 'an officer does not clear it' "$(as aida POST /acts '{"act":"resolve","case":"'"$c"'","decision":"grant","note":"x"}')" 403
ok 'the duty unit does' "$(as dana POST /acts '{"act":"resolve","case":"'"$c"'","decision":"grant","note":"another person"}'):$(field outcome)" 201:grant
r=$(field act)
ok 'who it was is not told' "$(get aida "/acts/$r"):$(has dana):$(has 'another person')" 200:0:0
ok 'nor in the feed' "$(get aida '/acts?limit=1000'):$(has dana)" 200:0
ok 'but to the auditor' "$(get aud "/acts/$r"):$(has dana):$(has 'another person')" 200:1:1

# ---- systems ----
ok 'the systems' "$(get aida /systems):$(has '"rows":1,"state":"up"'):$(has '"rows":0,"state":"up","system":"foreigners"')" 200:1:1

# ---- bad input ----
bad() { as aida POST /acts "$1"; }
ok 'no JSON' "$(bad 'nonsense'):$(has bad-json)" 400:1
ok 'no object' "$(bad '[1]'):$(has not-object)" 400:1
ok 'twice the same key' "$(bad '{"act":"fly","act":"vote"}')" 400
ok 'no UTF-8' "$(bad "$(printf '{"act":"\377"}')")" 400
ok 'a lone surrogate' "$(bad '{"act":"\ud800"}')" 400
ok 'too deep' "$(bad "$(printf '{"act":%s1%s}' "$(printf '%0100d' 0 | tr 0 '[')" "$(printf '%0100d' 0 | tr 0 ']')")")" 400
head -c 1100000 /dev/zero | tr '\0' ' ' >big
ok 'too large' "$(curl -s -o body -w '%{http_code}' -H "Authorization: Bearer $(cat token.aida)" -H 'Content-Type: application/json' --data-binary @big "$api/acts"):$(grep -c '"status":413' body)" 413:1
ok 'another kind of content' "$(curl -s -o body -w '%{http_code}' -H "Authorization: Bearer $(cat token.aida)" -d 'act=fly' "$api/acts"):$(grep -c '"status":415' body)" 415:1
ok 'an unknown address' "$(as aida GET /nothing):$(grep -ci 'content-type: application/problem+json' head)" 404:1
ok 'an unknown method' "$(as aida DELETE /acts):$(grep -ci '^allow: ' head):$(has '"status":405')" 405:1:1
ok 'a bad escape' "$(as aida GET '/acts/%zz')" 400
ok 'a limit that is none' "$(get aida '/acts?limit=0'):$(has '"field":"limit"')" 400:1
ok 'a key with a blank' "$(as aida POST /acts "$reg" -H 'Idempotency-Key: a b')" 400

# ---- a session of the desk ----
signin() { as nobody POST /sessions '{"user":"'"$1"'","password":"'"$2"'"}' -c jar; }
ok 'a wrong password' "$(signin aida 'wrong wrong 1'):$(has sign-in)" 401:1
ok 'a name that nobody has' "$(signin nobody 'wrong wrong 1'):$(has sign-in)" 401:1
ok 'another site may not sign in' "$(as nobody POST /sessions '{"user":"aida","password":"x"}' -H 'Origin: https://evil.example')" 403
ok 'signed in' "$(signin aida "$password"):$(field role)" 201:officer
csrf=$(field csrf)
cookie=$(awk '$6 == "session" {print $7}' jar)
desk() { body_=$1; shift; as nobody POST /acts "$body_" -H "Cookie: session=$cookie" "$@"; }
ok 'the session reads' "$(as nobody GET /acts '' -H "Cookie: session=$cookie")" 200
ok 'it does not write without the secret' "$(desk "$small")" 403
ok 'nor with a wrong one' "$(desk "$small" -H 'X-CSRF-Token: 00')" 403
ok 'nor from another site with the right one' "$(desk "$small" -H "X-CSRF-Token: $csrf" -H 'Sec-Fetch-Site: cross-site')" 403
ok 'with it, it does' "$(desk "$small" -H "X-CSRF-Token: $csrf" -H "Origin: $base")" 422
for i in 1 2 3 4 5; do signin sen 'wrong wrong 1' >/dev/null; done
ok 'too many attempts' "$(signin sen "$password"):$(grep -ci '^retry-after: ' head)" 429:1
m user disable berik
ok 'a disabled user is out' "$(get berik /acts)" 401

# ---- the same key over many connections ----
echo "$small" >small
i=0
many=''
while [ $i -lt 12 ]; do
	curl -s -o "same.$i" -w '%{http_code}\n' -H "Authorization: Bearer $(cat token.sen)" -H 'Content-Type: application/json' -H 'Idempotency-Key: same' --data-binary @small "$api/acts" >"same.code.$i" &
	many="$many $!"
	i=$((i + 1))
done
# shellcheck disable=SC2086
wait $many
ok 'answered once, or told to wait' "$(cat same.code.* | grep -vc '^422$\|^409$'):$(cat same.code.* | grep -c 422 | sed 's/^[1-9][0-9]*$/some/')" 0:some
ok 'it is one act' "$(grep -ho '"act":[0-9]*' same.? same.1? | sort -u | wc -l | tr -d ' ')" 1

# ---- the record of access ----
as aida GET /persons/P2 '' -H 'Purpose: the neighbour asked' >/dev/null
as aida POST /persons/search '{"surname":"Ким"}' -H 'Purpose: found no papers' >/dev/null

# ---- the feed under many writers ----
start=$(get aud '/acts?after=0' >/dev/null; field next)
one() { curl -s -o /dev/null -w '%{http_code}\n' -H "Authorization: Bearer $(cat token.aida)" -H 'Content-Type: application/json' -H "Idempotency-Key: p-$1" --data-binary "$(cat small)" "$api/acts"; }
curl -s -o waited -H "Authorization: Bearer $(cat token.aud)" "$api/acts?after=$start&wait=30" &
pids=$!
i=0
while [ $i -lt 8 ]; do
	(j=0; while [ $j -lt 10 ]; do one "$i-$j"; j=$((j + 1)); done >"codes.$i") &
	pids="${pids-} $!"
	i=$((i + 1))
done
# shellcheck disable=SC2086
wait $pids
ok 'a reader that waited was answered' "$(grep -c '"position":'$((start + 1)) waited)" 1
ok 'all were answered' "$(cat codes.* | sort | uniq -c | tr -s ' ')" ' 80 422'
last=''
for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do # sealed within a second where servers are many
	get aud "/acts?after=$start" >/dev/null
	last=$(field next)
	[ "$last" = $((start + 80)) ] && break
	sleep 0.2
done
grep -o '"position":[0-9]*' body | cut -d: -f2 >positions
i=$start
while [ "$i" -lt $((start + 80)) ]; do i=$((i + 1)); echo $i; done >wanted_positions
ok 'every position, in order, without gaps' "$(cmp positions wanted_positions && echo same)" same
m journal verify >verified
ok 'the journal verifies' $? 0
sed 's/^/# /' verified
stop
ok 'the server ends in good order' $? 0
"$seen" "$url" >noted
ok 'a look is noted with who, why and whose' "$(grep -c '^aida|GET /api/v1/persons/{id}|the neighbour asked|P2|person$' noted)" 1
ok 'so is a search' "$(grep -c '^aida|POST /api/v1/persons/search|found no papers||search by surname: 1 found$' noted)" 1
ok 'and whom it found' "$(grep -c '|found no papers|P4|' noted)" 1
ok 'but not what was typed' "$(grep -c 'Ким' noted)" 0

# ---- another pack ----
"$prog" rules --pack | sed 's/"name": *"/&x/; s/"name":"/&x/' >pack.json
cmp -s pack.json /dev/null
"$prog" --db "$url" --rules pack.json serve --listen 127.0.0.1:0 >out2 2>err2 &
wait $!
ok 'another rule pack is refused' "$?:$(grep -c 'change-rules' err2)" 3:1
echo "1..$n"
