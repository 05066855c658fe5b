#!/bin/sh
# Foreign nationals at the desk, as a browser without JavaScript uses it: foreigners.sh PROGRAM URL PICTURE.
set -u
prog=$(readlink -f "$1")
picture=$2 # - for none
[ "$picture" = - ] || picture=$(readlink -f "$picture")
url=$3
MEKENJAI_KEY=seal.key
export MEKENJAI_KEY
here=$(dirname "$(readlink -f "$0")")
. "$here/town.sh"
. "$here/browse.sh"

make_town && make_users || { echo 'Bail out! the town was not made'; cat err; exit 1; }
m import wanted wanted.csv >/dev/null
printf 'id,kato,street,house,category,fund,precinct,unit\nH1,751310000,проспект Абая,1,hotel,private,p1,auezov\n' >hotel.csv
m import dwellings hotel.csv >/dev/null
echo "$password" | m user add alatau --role host --holder 'org:Гостиница «Алатау»' --dwelling H1 --password-stdin
m token add --user alatau >token.alatau
mkdir watched
serve --watch watched
for who in aida berik sen aud; do sign_in $who >/dev/null; done
day() { TZ=Asia/Almaty date -d "$(TZ=Asia/Almaty date +%Y-%m-%d) $1 days" +%d.%m.%Y; }
today=$(day +0)
# value NAME: what stands in the field of the page, or in the first of several
value() { sed -n 's/.* name="'"$1"'"[^>]* value="\([^"]*\)".*/\1/p' body | head -1; }
area() { sed -n '/<textarea[^>]* name="mrz"/,/<\/textarea>/p' body | sed 's/<\/textarea>.*//' | tail -n +2 | sed 's/&lt;/</g' | tr '\n' ' ' | sed 's/ *$//'; }

# ---- the zone ----
zone1='P<TURYILMAZ<<MEHMET<ALI<<<<<<<<<<<<<<<<<<<<<'
zone2='U123456784TUR8001014M4912310<<<<<<<<<<<<<<<4'
new=/foreigners/new
ok 'the screen' "$(see aida $new):$(shows 'name="mrz"' 'enctype\|formenctype="multipart/form-data"' "name=\"entry_date\"[^>]*value=\"$today\"" 'value="folder"'):$(has 'value="scanner"')" 200:yes:0
ok 'nobody but who registers' "$(see aud $new):$(see nobody $new):$(to)" 403:303:/login?next=%2Fforeigners%2Fnew
ok 'lines typed fill the fields' "$(post aida $new do=mrz "mrz=$zone1
$zone2"):$(value document.surname_latin):$(value document.given_latin):$(value document.number):$(value document.citizenship):$(value document.birth_date):$(value document.expires)" \
	'200:YILMAZ:MEHMET ALI:U12345678:TUR:01.01.1980:31.12.2049'
ok 'all check digits hold, names have none' "$(shows 'app-zone__verdict--ok' 'app-look'):$(has '<mark>')" yes:0
ok 'one run of symbols, as readers send them' "$(post aida $new do=mrz "mrz=$zone1$zone2"):$(value document.number):$(area)" "200:U12345678:$zone1 $zone2"
ok 'as a Russian layout garbles it' "$(post aida $new do=mrz "mrz=$(echo "$zone1$zone2" | LC_ALL=C.UTF-8 sed 'y/QWERTYUIOPASDFGHJKLZXCVBNM</ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬБ/')"):$(value document.surname_latin):$(value document.number)" 200:YILMAZ:U12345678
ok 'a letter in the birth date is mended, and marked' "$(post aida $new do=mrz "mrz=$zone1
$(echo $zone2 | sed 's/TUR800/TUR8O0/')"):$(value document.birth_date):$(shows '<mark>0</mark>' 'app-mended' 'Строка 2, знак 15: прочитано O, понято как 0' 'app-zone__verdict--look')" 200:01.01.1980:yes
ok 'a check digit that nothing explains' "$(post aida $new do=mrz "mrz=$zone1
$(echo $zone2 | sed 's/4912310/4912311/')"):$(shows 'app-zone__verdict--')" 200:yes
ok 'what is no zone' "$(post aida $new do=mrz 'mrz=hello'):$(shows 'Это не строки документа')" 200:yes
ok 'a zone after another takes its place, what was typed stays' "$(post aida $new do=mrz "mrz=P<KGZBEKOV<<AZAMAT<<<<<<<<<<<<<<<<<<<<<<<<<<
AC12345674KGZ9002029M4912310<<<<<<<<<<<<<<<2" "zone.taken=$zone1 $zone2" document.surname_latin=YILMAZ document.number=U12345678 document.iin=123):$(value document.surname_latin):$(value document.number):$(value document.iin)" 200:BEKOV:AC1234567:123
ok 'typed otherwise than read: field by field' "$(post aida $new/verdict "mrz=$zone1
$zone2" document.birth_date=02.01.1980 entry_date=$today stay_until="$(day +30)" purpose=work dwelling=D2 host=P4):$(shows 'В документе: <strong>01.01.1980' 'Введено: <strong>02.01.1980' 'value="take"'):$(has '<html')" 200:yes:0
ok 'the document is taken' "$(post aida $new do=take "mrz=$zone1
$zone2" document.birth_date=02.01.1980):$(value document.birth_date)" 200:01.01.1980

# ---- pictures ----
scan() { # USER [FORM ARGUMENT OF CURL ...]
	user=$1
	shift
	curl -s -o body -D head -w '%{http_code}' -b "jar.$user" -H "Origin: $base" -F "csrf=$(secret "$user")" -F do=scan "$@" "$base$new/scan"
}
if [ "$picture" != - ]; then # the jail of pictures allows no sanitizer
ok 'a picture fills the form' "$(scan aida -F "picture=@$picture" -F purpose=work):$(value document.surname_latin):$(value document.number):$(value zone.source)" 200:BEKOV:YT3404281172:taken
ok 'what was filled in stays' "$(shows 'value="work" selected')" yes
ok 'no picture' "$(scan aida):$(shows 'Снимок: нужно заполнить\|нужно заполнить')" 200:yes
ok 'no picture, but a text' "$(scan aida -F picture=@dwellings.csv):$(shows 'zone-status">[^<]')" 200:yes
ok 'bytes that are no text go' "$(printf '\377\376' >odd; scan aida -F "picture=@$picture" -F 'document.patronymic=<odd'):$(value document.patronymic)" 200:
ok 'nobody else' "$(scan aud -F "picture=@$picture")" 403
ok 'the folder has nothing' "$(post aida $new/scan do=folder):$(shows 'В папке нет нового')" 200:yes
cp "$picture" watched/.part && mv watched/.part watched/one.jpg
for i in 1 2 3 4 5 6 7 8 9 10; do
	sleep 0.5
	[ -e watched/one.jpg ] || break
done
sleep 1
ok 'what the full-page reader brought' "$(post aida $new/scan do=folder):$(value document.surname_latin)" 200:BEKOV
ok 'once' "$(post aida $new/scan do=folder):$(value document.surname_latin)" 200:
fi

# ---- from the zone to the certificate: nothing is typed but the address ----
ok 'the address is found' "$(post aida $new do=street "mrz=$zone1
$zone2" find.street=жандосова find.house=10 find.flat=6):$(has 'value="home:D2"')" 200:1
ok 'its owner is proposed as host' "$(post aida $new do=home:D2 "mrz=$zone1
$zone2"):$(value host):$(shows 'Предложено: владелец этого жилища')" 200:P4:yes
until=$(value stay_until)
ok 'thirty days without a visa by the list' "$until" "$(day +30)"
ok 'what the rail says' "$(shows 'новое лицо' "до $(day +5): соблюдён" "$(day +30): как заявлено" 'выполняется при отправке' 'app-outcome--grant')" yes
all="mrz=$zone1$zone2 dwelling=D2 host=P4 entry_date=$today stay_until=$until purpose=private visa.category=none document.type=ordinary"
ok 'another host: found by name' "$(post aida $new do=nohost $all):$(value host):$(post aida $new do=host host.other=true $(echo "$all" | sed s/host=P4//) find.host=Ким):$(has 'value="host:P4"')" '200::200:1'
ok 'chosen' "$(post aida $new do=host:P3 host.other=true):$(value host)" 200:P3
ok 'an organisation needs its name alone' "$(post aida $new/verdict mrz=$zone1$zone2 dwelling=D2 "host.organisation=ТОО Қонақ" entry_date=$today stay_until=$until purpose=private):$(shows 'app-outcome--grant')" 200:yes
ok 'what is missing is said' "$(post aida $new/decide key=f0 mrz=$zone1$zone2 purpose=private):$(shows 'govuk-error-summary"' 'f-find-host-error')" 400:yes
ok 'a visa against the list needs a note' "$(post aida $new/decide key=f1 $all visa.required=true visa.category=work "visa.until=$(day +90)"):$(has 'f-note-error')" 400:1
ok 'registered' "$(post aida $new/decide key=f2 $all):$(to | grep -c '^/results/[0-9]*$')" 303:1
result=$(to)
ok 'pressed twice it is one' "$(post aida $new/decide key=f2 $all):$(to)" "303:$result"
ok 'complete with the certificate' "$(see aida "$result"):$(shows 'Расписка №' 'Завершить регистрацию' 'action="/certificates/new"')" 200:yes
stay=$(value registration)
ok 'who waits stands on the desk and in the queue' "$(see aida /):$(has "/stays/$stay\""):$(see aida /queue):$(shows "/stays/$stay\"" 'Решено, свидетельство не выдано' "registration=$stay"):$(see berik /queue):$(has "/stays/$stay")" 200:1:200:yes:200:0
ok 'the certificate' "$(post aida /certificates/new key=c1 "registration=$stay"):$(to | grep -c '^/certificates/K-')" 303:1
certificate=$(to)
ok 'its page' "$(see aida "$certificate"):$(shows 'Свидетельство о регистрации иностранного гражданина' 'действительно' 'data-key="f8"')" 200:yes
ok 'its PDF' "$(see aida "/api/v1$certificate.pdf"):$(head -c 5 body)" 200:%PDF-
ok 'nobody waits any more' "$(see aida /queue):$(has "/stays/$stay")" 200:0
ok 'another one needs its reason' "$(see aida "/certificates/new?registration=$stay"):$(has 'name="reason"'):$(post aida /certificates/new key=c2 "registration=$stay"):$(has 'f-reason-error'):$(post aida /certificates/new key=c3 "registration=$stay" 'reason=утеряно <b>')" 200:1:400:1:303
ok 'its reason stands there as text' "$(see aida "$(to)"):$(shows 'утеряно &lt;b&gt;' 'Дубликат')" 200:yes

# ---- the stay ----
ok 'the stay' "$(see aida "/stays/$stay"):$(shows 'YILMAZ MEHMET ALI' "$today – $until" 'зарегистрирован' 'act=extend_stay' 'act=depart'):$(has '/annul?act=')" 200:yes:0
ok 'another unit changes nothing' "$(post berik /purpose purpose=check next=/):$(see berik "/stays/$stay"):$(has 'act=extend_stay')" 303:200:0
ok 'the senior may annul' "$(post sen /purpose purpose=check next=/):$(see sen "/stays/$stay"):$(has '/annul?act=')" 303:200:1
person=$(sed -n 's/.*href="\/persons\/\([^"]*\)".*/\1/p' body | head -1)
ok 'on the page of the person, of the dwelling, in the search' "$(see aida "/persons/$person"):$(has "/stays/$stay\""):$(see aida /dwellings/D2):$(shows "/stays/$stay\"" 'Иностранцы, зарегистрированные сейчас'):$(post aida /search purpose=check document_number=U12345678):$(shows "/persons/$person\"" "иностранец до $until")" 200:1:200:yes:200:yes
ok 'a zone swept into the search' "$(post aida /search purpose=check "document_number=$zone1$zone2"):$(shows "/persons/$person\"")" 200:yes
change=/stays/$stay/change
ok 'the form of an extension knows the document' "$(see aida "$change?act=extend_stay"):$(value document.expires)" 200:31.12.2049
version=$(value version)
extend="act=extend_stay version=$version requested_until=$(day +60) ground=договор document.expires=31.12.2049 visa.required=false visa.category=none"
ok 'judged as one fills in' "$(post aida "$change/verdict" $extend):$(shows 'app-outcome--grant'):$(has '<html')" 200:yes:0
ok 'beyond what may be stayed without a visa it is cut' "$(post aida "$change/verdict" $extend "requested_until=$(day +300)"):$(post aida "$change/verdict" act=extend_stay "requested_until=$(day +300)" ground=x visa.required=false visa.category=none document.expires=31.12.2049):$(shows 'Срок')" 200:200:yes
ok 'without a ground it is refused on paper' "$(post aida "$change/decide" key=e0 act=extend_stay version=$version "requested_until=$(day +60)" visa.required=false visa.category=none document.expires=31.12.2049):$(to | grep -c .)" 400:0
ok 'extended' "$(post aida "$change/decide" key=e1 $extend):$(to)" "303:/stays/$stay"
ok 'all versions, and a certificate is due again' "$(see aida "/stays/$stay"):$(shows "$today – $(day +60)" 'решено, свидетельство не выдано' 'Продление срока пребывания')" 200:yes
ok 'not over what changed meanwhile' "$(post aida "$change/decide" key=e2 $extend):$(shows 'govuk-error-summary"')" 409:yes
see aida "$change?act=shorten_stay" >/dev/null
version=$(value version)
ok 'shortened' "$(post aida "$change/decide" key=e3 act=shorten_stay version=$version "requested_until=$(day +20)" ground=решение):$(to):$(see aida "/stays/$stay"):$(shows "$today – $(day +20)")" "303:/stays/$stay:200:yes"
shortened=$(sed -n 's/.*href="\/acts\/\([0-9]*\)".*/\1/p' body | tail -1)
ok 'a refusal is a paper to take home' "$(see aida "$change?act=shorten_stay" >/dev/null; post aida "$change/decide" key=e4 act=shorten_stay "version=$(value version)" "requested_until=$(day +40)" ground=решение):$(see aida "$(to)"):$(shows 'Решение об отказе' 'пункт 19')" 303:200:yes
ok 'an annulled version is struck out' "$(post sen /annul/decide key=a1 target="$shortened" authority.kind=superior violation=ошибка):$(see sen "/stays/$stay"):$(shows '<s>Сокращение срока пребывания</s>' "$today – $(day +60)" 'аннулирован актом')" 303:200:yes
see aida "$change?act=depart" >/dev/null
ok 'departed' "$(post aida "$change/decide" key=e5 act=depart "version=$(value version)" "left_on=$today"):$(see aida "/stays/$stay"):$(shows 'Выбытие иностранного гражданина'):$(has 'act=extend_stay')" 303:200:yes:0
ok 'no such change' "$(see aida "$change?act=annul"):$(see aida /stays/S-none)" 404:404

# ---- somebody alike ----
bekov="mrz=P<KGZBEKOV<<AZAMAT<<<<<<<<<<<<<<<<<<<<<<<<<<AC12345674KGZ9002029M4912310<<<<<<<<<<<<<<<2 dwelling=D2 host=P4 entry_date=$today stay_until=$(day +40) purpose=work"
ok 'one comes' "$(post aida $new/decide key=b1 $bekov)" 303
see aida "$(to)" >/dev/null
first=$(value registration)
see aida "/stays/$first" >/dev/null
known=$(sed -n 's/.*href="\/persons\/\([^"]*\)".*/\1/p' body | head -1)
alike=$(echo "$bekov" | sed 's/AC12345674KGZ9002029M4912310<<<<<<<<<<<<<<<2/AC76543212KGZ9002029M4912310<<<<<<<<<<<<<<<6/; s/dwelling=D2/dwelling=D1/; s/host=P4/host=P1/')
ok 'a new passport, the same name and birth date: side by side' "$(post aida $new do=check $alike):$(shows "value=\"is:$known\"" 'value="isnew"' 'подходит несколько лиц' 'KGZ AC1234567')" 200:yes
ok 'it is he' "$(post aida $new "do=is:$known" $alike):$(value person):$(shows 'Выбрано: BEKOV AZAMAT' 'app-outcome--grant')" "200:$known:yes"
ok 'or a new one, with a note' "$(post aida $new do=isnew $alike):$(value new):$(post aida $new/verdict new=true $alike note=другой):$(shows 'app-outcome--grant')" 200:true:200:yes
ok 'sent without a choice it is a case' "$(post aida $new/decide key=b2 $alike):$(see aida "$(to)"):$(shows 'ожидает решения')" 303:200:yes
case=$(sed -n 's/.*href="\(\/cases\/[^"]*\)".*/\1/p' body | head -1)
ok 'document and register side by side' "$(see aida "$case"):$(shows 'Документ и учёт рядом' 'AC7654321' 'AC1234567' "value=\"$known\"" 'value="new"')" 200:yes
ok 'who it is must be said' "$(post aida "$case/decide" key=b3 decision=grant note=сверено):$(has 'f-person-error')" 400:1
ok 'decided: a new person' "$(post aida "$case/decide" key=b4 decision=grant note=сверено person=new):$(see aida "$case"):$(shows 'BEKOV AZAMAT')" 303:200:yes

# ---- a hotel's guest ----
iso() { TZ=Asia/Almaty date -d "$(TZ=Asia/Almaty date +%Y-%m-%d) $1 days" +%Y-%m-%d; }
ok 'a hotel reports a guest' "$(as alatau POST /notices '{"guests":[{"surname":"Aliyev","given":"Rashad","birth_date":"1985-05-05","sex":"M","citizenship":"AZE","document_number":"C0101010","document_expires":"2049-12-31","entry_date":"'"$(iso -1)"'","stay_until":"'"$(iso 20)"'","purpose":"tourism"}]}')" 201
guest=$(field notice)/1
ok 'his data stand in the form, the hotel is the host' "$(see aida "$new?guest=$guest"):$(value document.surname_latin):$(value document.number):$(value entry_date):$(value stay_until):$(value dwelling):$(value host):$(value guest)" \
	"200:ALIYEV:C0101010:$(day -1):$(day +20):H1:org:Гостиница «Алатау»:$guest"
ok 'another unit has no business with him' "$(see berik "$new?guest=$guest"):$(see aida "$new?guest=N-none/1")" 404:404
ok 'registered, and the hotel is told' "$(post aida $new/decide key=g1 "guest=$guest" document.surname_latin=ALIYEV document.given_latin=RASHAD document.birth_date=05.05.1985 document.sex=M document.citizenship=AZE document.type=ordinary document.number=C0101010 document.expires=31.12.2049 "entry_date=$(day -1)" "stay_until=$(day +20)" purpose=tourism visa.category=none dwelling=H1 'host=org:Гостиница «Алатау»'):$(as alatau GET "/notices/${guest%/1}"):$(has '"state":"registered"')" 303:200:1

# ---- a draft, an address certificate, the journal ----
ok 'a draft keeps the zone' "$(post aida $new/draft "mrz=$zone1
$zone2" dwelling=D2 purpose=study):$(see aida "$(to)"):$(area):$(value dwelling):$(shows 'value="study" selected')" "303:200:$zone1 $zone2:D2:yes"
ok 'from the page of a person' "$(see aida "$new?person=$known&dwelling=D1"):$(value document.number):$(value dwelling)" 200:AC1234567:D1
see aida /persons/P4 >/dev/null
residence=$(sed -n 's/.*certificates\/new?registration=\([^"]*\)".*/\1/p' body | head -1)
ok 'the address certificate of a citizen' "$(post aida /certificates/new key=r1 "registration=$residence" to=сама):$(see aida "$(to)"):$(shows 'Адресная справка' 'сама')" 303:200:yes
ok 'not for another unit' "$(post berik /certificates/new key=r2 "registration=$residence" reason=x)" 403
m journal verify >verified 2>&1
ok 'the journal verifies' "$?" 0
stop
ok 'the server ended well' "$?" 0
server=''
echo "1..$n"
