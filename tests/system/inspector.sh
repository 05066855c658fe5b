#!/bin/sh
# Inspectors from outside (point 18): inspector.sh PROGRAM SEEN URL.
set -u
prog=$(readlink -f "$1")
seen=$(readlink -f "$2")
url=$3
MEKENJAI_KEY=seal.key
export MEKENJAI_KEY
here=$(dirname "$(readlink -f "$0")")
. "$here/town.sh"
. "$here/browse.sh"

make_town && make_users || { echo 'Bail out! the town was not made'; cat err; exit 1; }
# p2 by the file of precincts alone; p3 has no inspector; D4 is in no precinct
printf 'id,unit,name,inspector\np2,auezov,Участок 2,Insp2\np3,auezov,Участок 3,\n' >precincts2.csv
cat >dwellings2.csv <<'C'
id,kato,street,house,flat,category,fund,useful_area,precinct,unit
D4,751310000,улица Саина,2,,house,private,90.00,,auezov
D5,751310000,улица Абая,10А,1,apartment,private,90.00,p2,auezov
D6,751310000,улица Абая,9,1,apartment,private,90.00,p3,auezov
C
m import precincts precincts2.csv >/dev/null && m import dwellings dwellings2.csv >/dev/null
echo "$password" | m user add insp2 --role inspector --unit auezov --password-stdin
m token add --user insp2 >token.insp2
echo "$password" | m user add sena --role senior --unit auezov --password-stdin
m token add --user sena >token.sena
today=$(date -u -d '+1 day' +%Y-%m-%d) # for the server: about noon of tomorrow, far from any midnight
serve --clock "${today}T07:00:00Z"
ahead() { date -d "$today + $1 days" +%Y-%m-%d; }
# guest NUMBER SURNAME DWELLING DAYS: a foreign national's registration
guest() {
	echo '{"act":"register_foreigner","document":{"type":"ordinary","number":"'"$1"'","country":"UZB","expires":"2090-01-01","surname":"'"$2"'","given":"Тимур","birth_date":"1985-05-05","sex":"M","citizenship":"UZB"},"dwelling":"'"$3"'","host":"org:<b>Хозяин","entry_date":"'"$today"'","stay_until":"'"$(ahead "$4")"'","purpose":"tourism","papers":[{"kind":"заявление"}]}'
}
act() { as "$1" POST /acts "$2"; } # USER REQUEST
item() { echo '{"act":'"$1"',"line":0}'; }

# ---- an item is there as soon as it was recorded ----
ok 'nothing yet' "$(as insp GET /inbox):$(has '"items":\[\]')" 200:1
curl -s -o waited -H "Authorization: Bearer $(cat token.insp)" "$api/inbox?wait=25" &
waiter=$!
ok 'registered (points 15, 16)' "$(act aida "$(guest U7654321 Каримов D1 20)"):$(field outcome)" 201:grant
a1=$(field act) s1=$(field registration)
wait $waiter
ok 'who waits is told at once' "$(grep -c '"act":'"$a1," waited)" 1
ok 'with no more than he needs' "$(grep -c '"document":"\*\*\*4321"' waited):$(grep -c 'U7654321\|[.]1985\|1985-' waited)" 1:0
ok 'and whose it is' "$(grep -c '"officer":"aida"' waited):$(grep -c '"what":"registered"' waited):$(grep -c '"state":"current"' waited)" 1:1:1
ok 'the next asks with what it has' "$(as insp GET /inbox):$(grep -ci '^etag:' head)" 200:1
tag=$(sed -n 's/^ETag: \(.*\)\r$/\1/ip' head)
ok 'nothing new' "$(as insp GET /inbox '' -H "If-None-Match: $tag")" 304
curl -s -o waited -w '%{http_code}' -H "Authorization: Bearer $(cat token.insp)" -H "If-None-Match: $tag" "$api/inbox?wait=25" >code &
waiter=$!
ok 'a second one' "$(act aida "$(guest U1110002 Асанов D2 8)")" 201
a2=$(field act)
wait $waiter
ok 'and is told of it' "$(cat code):$(grep -c '"act":'"$a2," waited):$(sed 's/.*"unread":\([0-9]*\).*/\1/' waited)" 200:1:2

# ---- two inspectors, two precincts ----
ok 'in another precinct' "$(act aida "$(guest U1110003 Рахимов D5 10)")" 201
a3=$(field act) s3=$(field registration)
ok 'each sees his own' "$(get insp /inbox):$(has '"act":'"$a3,"):$(get insp2 /inbox):$(has '"act":'"$a3,"):$(has '"act":'"$a1,")" 200:0:200:1:0
ok "another's is refused" "$(get insp '/inbox?precinct=p2')" 403
ok 'one that is not there' "$(get insp '/inbox?precinct=p9')" 404
ok 'nor is its list shown' "$(get insp /precincts/p2/stays)" 403
ok 'nor may he take note of it' "$(act insp '{"act":"read_notices","items":['"$(item "$a3")"']}'):$(has other-precinct)" 403:1
ok 'nor say that he was there' "$(act insp '{"act":"visit","registration":"'"$s3"'","result":"lives"}')" 403
ok 'an officer has no inbox' "$(get aida /inbox)" 403
ok 'the senior of the unit looks, another unit'"'"'s does not' "$(get sena '/inbox?precinct=p1'):$(get sen '/inbox?precinct=p2')" 200:200
ok 'what is asked wrongly' "$(get insp '/inbox?state=x'):$(get insp '/inbox?after=1'):$(get insp '/inbox?limit=0'):$(get insp '/precincts/p1/stays?on=x')" 400:400:400:400

# ---- receipts ----
ok 'he takes note' "$(act insp '{"act":"read_notices","items":['"$(item "$a1")"']}' )" 201
ok 'again: the same, and nothing recorded' "$(act insp '{"act":"read_notices","items":['"$(item "$a1")"']}'):$(has '"act":'"$a1,"):$(field read_by):$(has '"outcome":"grant"')" 200:1:insp:1
ok 'the receipt is seen' "$(get insp '/inbox?state=all'):$(field read_by)" 200:insp
ok 'what is unread' "$(get insp '/inbox?state=unread'):$(has '"act":'"$a1,"):$(has '"act":'"$a2,"):$(has '"unread":1')" 200:0:1:1

# ---- what comes of a stay: followed, withdrawn, never just gone ----
ok 'shortened (point 19)' "$(act aida '{"act":"shorten_stay","registration":"'"$s1"'","requested_until":"'"$(ahead 6)"'","ground":"заявление"}')" 201
ok 'the old one is followed' "$(get insp '/inbox?state=followed'):$(has '"act":'"$a1,"):$(has '"what":"shortened"'):$(has '"state":"followed"')" 200:1:1:1
ok 'annulled (point 20)' "$(act sena '{"act":"annul","target":'"$a2"',"authority":{"kind":"superior"},"violation":"x"}')" 422
ok 'by the unit that made it' "$(act sena '{"act":"annul","target":'"$a2"',"authority":{"kind":"unit"},"violation":"x"}')" 201
a4=$(field act)
ok 'the old one is withdrawn' "$(get insp '/inbox?state=followed'):$(has '"state":"withdrawn"'):$(has '"followed_by":{"act":'"$a4")" 200:1:1
get insp '/inbox?limit=2' >/dev/null
after=$(sed 's/.*"next":"\([^"]*\)".*/\1/' body)
ok 'page by page' "$(has '"act":'"$a4,"):$(get insp "/inbox?after=$after"):$(has '"act":'"$a1,"):$(has '"act":'"$a4,\"address")" 1:200:1:0

# ---- what nobody has ----
ok 'in no precinct' "$(act aida "$(guest U1110004 Ли D4 10)")" 201
a5=$(field act) s5=$(field registration)
ok 'in one without inspector' "$(act aida "$(guest U1110005 Цой D6 10)")" 201
a6=$(field act)
ok 'the senior of the unit is told' "$(get sena '/inbox?state=unassigned'):$(has '"act":'"$a5,"):$(has '"act":'"$a6,"):$(has '"act":'"$a3,")" 200:1:1:0
ok 'an inspector does not ask for them' "$(get insp '/inbox?state=unassigned')" 400
ok 'nor assigns' "$(act insp '{"act":"assign_notice","item":'"$(item "$a5")"',"precinct":"p1"}')" 403
ok 'to one who is there' "$(act sena '{"act":"assign_notice","item":'"$(item "$a5")"',"precinct":"p3"}'):$(has no-inspector)" 400:1
ok 'assigned' "$(act sena '{"act":"assign_notice","item":'"$(item "$a5")"',"precinct":"p2"}')" 201
ok 'he has it, and the stay is on his list' "$(get insp2 '/inbox?state=unread'):$(has '"act":'"$a5,"):$(get insp2 /precincts/p2/stays):$(has "$s5")" 200:1:200:1

# ---- who is registered in a precinct ----
ok 'in walking order' "$(get insp2 /precincts/p2/stays):$(grep -o '"address":"[^"]*"' body | tr '\n' ' ')" '200:"address":"улица Абая, 10А, 1" "address":"улица Саина, 2" '
ok 'after one' "$(get insp2 "/precincts/p2/stays?after=$s3"):$(has "$s3"):$(has "$s5")" 200:0:1
ok 'on a day' "$(get insp2 "/precincts/p2/stays?on=$(ahead 30)"):$(has '"stays":\[\]')" 200:1

# ---- a visit, and the desk's answer ----
ok 'he was there' "$(act insp2 '{"act":"visit","registration":"'"$s3"'","result":"not_found","note":"<i>нет"}')" 201
v1=$(field act)
ok 'another unit does not answer' "$(act berik '{"act":"answer_visit","visit":'"$v1"',"note":"x"}')" 403
for who in aida berik sena insp insp2; do sign_in $who >/dev/null; done
ok 'the note is in the queue' "$(see aida /queue):$(shows "/visits/$v1\"" '&lt;i&gt;нет'):$(see berik /queue):$(shows "/visits/$v1\"")" "200:yes:200:no /visits/$v1\""
ok 'its page' "$(see aida "/visits/$v1"):$(shows 'не застали' '&lt;i&gt;нет'):$(see berik "/visits/$v1"):$(see insp2 "/visits/$v1")" 200:yes:403:403
ok 'an answer has words' "$(post aida "/visits/$v1" key=w1):$(has f-note-error)" 400:1
ok 'answered' "$(post aida "/visits/$v1" key=w2 'note=Хозяин вызван'):$(to)" 303:/queue
ok 'it waits no more' "$(see aida /queue):$(shows "/visits/$v1\""):$(act sena '{"act":"answer_visit","visit":'"$v1"',"note":"x"}'):$(has answered)" "200:no /visits/$v1\":409:1"
ok 'the inspector sees the answer' "$(see insp2 "/stays/$s3/visit"):$(shows 'Хозяин вызван' '&lt;b&gt;Хозяин'):$(grep -c '<b>' body)" 200:yes:0

# ---- his pages ----
ok 'the first page is the inbox' "$(see insp /):$(shows 'Извещения об иностранцах' 'app-line--gone' 'value="'"$a4"'.0"')" 200:yes
ok 'with no more than he needs' "$(has 'U1110002\|[.]1985\|1985-\|/acts/\|/persons/')" 0
ok 'taken note of' "$(post insp /inbox key=t1 do=item item="$a4.0"):$(to):$(see insp /):$(shows 'value="'"$a4"'.0"')" "303:/:200:no value=\"$a4.0\""
ok 'nothing is chosen' "$(post insp /inbox key=t2 do=item):$(has govuk-error-summary\")" 400:1
ok "another's" "$(post insp /inbox key=t3 do=item item="$a3.0")" 403
ok 'all that is shown' "$(get insp '/inbox?state=unread' >/dev/null; post insp /inbox key=t4 do=shown $(grep -o '"act":[0-9]*,"address' body | sed 's/[^0-9]*\([0-9]*\).*/shown=\1.0/' | tr '\n' ' '))" 303
ok 'and nothing is unread' "$(get insp /inbox):$(has '"unread":0')" 200:1
ok 'the precinct' "$(see insp /precincts/p1):$(shows 'app-house__body' "/stays/$s1/visit" 'id="houses"'):$(has U7654321)" 200:yes:0
ok 'those who end soon' "$(see insp '/precincts/p1?only=soon'):$(shows "/stays/$s1/visit")" 200:yes
ok 'nobody is over' "$(see insp '/precincts/p1?only=over'):$(shows 'Здесь никого нет')" 200:yes
ok 'the annulled one' "$(see insp '/precincts/p1?only=annulled'):$(shows 'Асанов')" 200:yes
ok 'as a file' "$(see insp /precincts/p1/list.csv):$(grep -ci '^content-disposition: attachment' head):$(wc -l <body | tr -d ' '):$(has 'Каримов Тимур,UZB,\*\*\*4321')" 200:1:2:1
ok "another's precinct" "$(see insp /precincts/p2):$(see insp /precincts/p2/list.csv):$(see insp "/stays/$s3/visit"):$(post insp "/stays/$s3/visit" key=t5 result=lives)" 403:403:403:403
ok 'a visit' "$(post insp "/stays/$s1/visit" key=t6 result=lives visited_on=31.12.2199):$(has f-visited_on-error)" 400:1
ok 'recorded' "$(post insp "/stays/$s1/visit" key=t7 result=lives):$(to):$(see insp /precincts/p1):$(shows 'проживает')" "303:/stays/$s1/visit:200:yes"
ok 'visited since' "$(see insp '/precincts/p1?only=new'):$(shows "/stays/$s1/visit")" "200:no /stays/$s1/visit"
ok 'in Kazakh' "$(see insp '/?lang=kk'):$(shows 'Шетелдіктер туралы хабарламалар')" 200:yes

# ---- the senior's page ----
ok 'what nobody has' "$(see sena /notices):$(shows 'value="'"$a6"'.0"' '<option value="p1"'):$(has '<option value="p3"'):$(see aida /notices)" 200:yes:0:403
ok 'chosen without a precinct' "$(post sena /notices key=n1 item="$a6.0"):$(has f-precinct-error)" 400:1
ok 'given' "$(post sena /notices key=n2 item="$a6.0" precinct=p1):$(to):$(see sena /notices):$(shows 'value="'"$a6"'.0"')" "303:/notices:200:no value=\"$a6.0\""
ok 'who has it' "$(get insp '/inbox?state=unread'):$(has '"act":'"$a6,")" 200:1
ok 'the precincts and who lacks an inspector' "$(see sena /precincts):$(shows '/precincts/p1"' '/precincts/p3"' 'нет инспектора'):$(see berik /precincts)" 200:yes:403

# ---- the day's files ----
stop
ok 'the server ends in good order' $? 0
later=$(ahead 2)T00:00:00Z
feed() { m feed precincts --date "$today" --out "$1" --clock "$later"; }
m feed precincts --date "$today" --out day
ok 'a day that is not over has none' "$?:$(grep -c 'not over' err)" 2:1
feed day
ok 'a day has its files' "$?:$(ls day | tr '\n' ' ')" "0:manifest-$today.json precinct-p1-$today.csv precinct-p2-$today.csv precinct-p3-$today.csv unit-auezov-$today.csv "
ok 'of a precinct all that it was told' "$(cut -d, -f2 "day/precinct-p1-$today.csv" | tr '\n' ' ')" 'event registered registered shortened annulled assigned '
ok 'what nobody had' "$(grep -c 'Ли,Тимур' "day/unit-auezov-$today.csv"):$(grep -c 'assigned.*Ли,Тимур' "day/precinct-p2-$today.csv")" 1:1
ok 'no more than is needed' "$(cat day/* | grep -c 'U7654321\|[.]1985\|1985-')" 0
for f in day/*.csv; do
	ok "the manifest vouches for $f" "$(grep -c "$(sha256sum "$f" | cut -d' ' -f1)" "day/manifest-$today.json")" 1
done
echo '{"act":"correct_person","person":"P1","set":{"patronymic":"Болатович"},"paper":{"kind":"акт","number":"1","date":"2015-01-01","issuer":"x"}}' | m act >/dev/null
feed again
ok 'asked again: the same bytes' "$?:$(diff -r day again && echo same)" 0:same
feed day
ok 'in the same folder too' "$?:$(diff -r day again && echo same)" 0:same
ok 'they are for their owner alone' "$(stat -c %a day day/* | sort -u | tr '\n' ' ')" '600 700 '
m feed precincts --date 2001-01-01 --out old
ok 'a day on which nothing was told' "$?:$(ls old)" 0:manifest-2001-01-01.json
m rebuild >rebuilt
ok 'all of it follows from the acts' "$?:$(grep -c 'nothing differed' rebuilt)" 0:1
m journal verify >verified
ok 'the journal verifies' $? 0
"$seen" "$url" >noted
ok 'what an inspector saw is noted' "$(grep -c '^insp|GET /api/v1/inbox|precinct|P-[^|]*|inbox p1$' noted | sed 's/[1-9][0-9]*/some/')" some
ok 'a file too' "$(grep -c '^insp|GET /precincts/{id}/list.csv|precinct|P-[^|]*|precinct_file$' noted)" 1
echo "1..$n"
