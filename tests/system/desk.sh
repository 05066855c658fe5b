#!/bin/sh
# The desk from outside, as a browser without JavaScript uses it: desk.sh PROGRAM URL.
set -u
prog=$(readlink -f "$1")
url=$2
here=$(dirname "$(readlink -f "$0")")
. "$here/town.sh"
. "$here/browse.sh"

make_town && make_users || { echo 'Bail out! the town was not made'; cat err; exit 1; }
# a street and an organisation with every sign that HTML gives a meaning
printf 'id,kato,street,house,flat,category,fund,useful_area,unit\nD9,751310000,"<b>""'"'"'&",1,,house,private,90.00,auezov\n' >dwellings9.csv
printf 'dwelling,holder,kind,share,from,until,paper\nD9,"org:<b>""'"'"'&",owner,,2010-01-01,,x\n' >holdings9.csv
m import dwellings dwellings9.csv >/dev/null && m import holdings holdings9.csv >/dev/null
m import wanted wanted.csv >/dev/null
serve

# ---- signing in ----
ok 'nobody is led to the sign-in' "$(see nobody /):$(to)" 303:/login
ok 'and back afterwards' "$(see nobody /queue):$(to)" '303:/login?next=%2Fqueue'
ok 'a wrong password' "$(sign_in aida wrong):$(has 'Неверное имя')" 401:1
for who in aida berik sen dana aud adm insp akim; do
	ok "$who signs in" "$(sign_in $who):$(to)" 303:/
done
ok 'the way back is ours alone' "$(post aida /login 'user=aida' "password=$password" 'next=//evil.example/'):$(to)" 303:/
ok 'a form without its secret is nothing' "$(curl -s -o body -w '%{http_code}' -b jar.aida -H "Origin: $base" -d x=1 "$base/search")" 403
ok 'nor one from elsewhere' "$(curl -s -o body -w '%{http_code}' -b jar.aida -H 'Origin: http://evil.example' -d "csrf=$(secret aida)" "$base/search")" 403
ok 'in Kazakh' "$(see aida '/?lang=kk'):$(has '<html lang="kk"')" 200:1
ok 'it stays so' "$(see aida /help):$(has '<html lang="kk"')" 200:1
ok 'in Russian again' "$(see aida '/help?lang=ru'):$(has '<html lang="ru"')" 200:1

# ---- pages and roles: y opens it, n is refused ----
for who in aida sen dana aud adm insp akim; do
	post $who /purpose purpose=check next=/ >/dev/null
done
while read -r page officer senior duty auditor admin inspector akimat; do
	set -- "$officer" "$senior" "$duty" "$auditor" "$admin" "$inspector" "$akimat"
	for who in aida sen dana aud adm insp akim; do
		[ "$1" = y ] && wanted=200 || wanted=403
		ok "$who $page" "$(see $who "$page")" $wanted
		shift
	done
done <<'T'
/                     y y y y y y y
/help                 y y y y y y y
/rules                y y y y y y y
/search               y y n y n n n
/persons/P1           y y n y n n n
/persons/P1/views     n n n y n n n
/persons/P1/correct   y y n n n n n
/persons/P1/vote      n y n n n n n
/password             y y y y y y y
/persons/new          y y n n n n n
/dwellings/D1         y y n y n n n
/dwellings/new        n y n n n n n
/dwellings/D1/change  n y n n n n n
/dwellings/D1/holding n y n n n n n
/register             y y n n n n n
/remove?person=P1     y y n n n n n
/annul?act=1          n y n n n n n
/queue                y y y y n n n
/journal              y y n y y n n
/precincts            n y n y n y n
/precincts/p1         n y n y n y n
/precincts/p1/list.csv n y n y n y n
/notices              n y n n n n n
/acts/3               y y y y y n n
/users                n n n y y n n
/users/new            n n n n y n n
/users/aida           n n n n y n n
/units                n n n y y n n
T
ok 'nothing is there' "$(see aida /persons/P99):$(has govuk-heading-l)" 404:1
ok 'no such page' "$(see aida /nowhere):$(has govuk-heading-l)" 404:1
ok 'the style sheet' "$(see nobody "$(see aida / >/dev/null; sed -n 's/.*rel="stylesheet" href="\([^"]*\)".*/\1/p' body)")" 200

# ---- text stays text ----
ok 'an address is escaped' "$(see aida /dwellings/D9):$(shows '<h1[^>]*>&lt;b&gt;&#34;&#39;&amp;, 1<' '^&lt;b&gt;&#34;&#39;&amp;$'):$(grep -c '<b>' body)" 200:yes:0
post aida /search purpose=check 'surname=<b>"'"'"'&' >/dev/null
ok 'what was typed comes back as text' "$(has 'value="&lt;b&gt;&#34;&#39;&amp;"'):$(grep -c '<b>' body)" 1:0

# ---- search ----
ok 'a search wants a purpose' "$(post berik /search iin=900101300126):$(has 'f-purpose-error')" 400:1
ok 'by IIN' "$(post aida /search purpose=check 'iin=900101300126'):$(has '/persons/P1"')" 200:1
ok 'by name, in other letters' "$(post aida /search purpose=check surname=ИВАНОВ given=п):$(has '/persons/P3"')" 200:1
ok 'by address' "$(post aida /search purpose=check street=жандосова house=10):$(has '/dwellings/D2"')" 200:1
ok 'nobody: enter him' "$(post aida /search purpose=check surname=Никтошин):$(has '/persons/new')" 200:1
ok 'a date that is none' "$(post aida /search purpose=check surname=Иванов birth_date=31.02.1980):$(has 'f-birth_date-error')" 400:1

# as one types, for the script: links on the search page, choices in the registration form
ok 'addresses suggested' "$(post aida /search/addresses street=жандос):$(shows 'href="/dwellings/D1"' 'href="/dwellings/D2"' 'data-said>Предложено 2 адреса<'):$(has '<html')" 200:yes:0
ok 'in the form they are choices' "$(post aida /search/addresses find.street=жандосова find.house=10 find.flat=6):$(shows 'name="do" value="home:D2"'):$(has 'home:D1')" 200:yes:0
ok 'half a word more does not matter' "$(post aida /search/addresses 'street=Жандосова ул'):$(has 'href="/dwellings/D1"'):$(post aida /search/addresses 'street=жандосова кө'):$(has 'href="/dwellings/D1"')" 200:1:200:1
ok 'two letters are too few' "$(post aida /search/addresses street=жа):$(has '<li>')" 200:0
ok 'the boxes say so' "$(see aida /search):$(shows 'data-suggest-url="/search/addresses" data-suggest-with="house flat"'):$(see aida /register):$(shows 'data-suggest-with="find.house find.flat"')" 200:yes:200:yes

# ---- the main job ----
p=persons.0
ok 'a draft is judged as one fills in' "$(post aida /register/verdict act=register_permanent dwelling=D1 $p.person=P6 $p.holder_relation=none $p.applicant.capacity=self basis.kind=use):$(shows '14.99 м²'):$(has '<html')" 200:yes:0
ok 'with the numbers' "$(has 'app-outcome--refuse'):$(grep -o '29.99 м² : 2 = 14.99 м²' body | head -1)" '1:29.99 м² : 2 = 14.99 м²'
ok 'refused: the flat is too small (point 6)' "$(post aida /register/decide key=d1 act=register_permanent dwelling=D1 $p.person=P6 $p.holder_relation=none $p.applicant.capacity=self basis.kind=use consents.0.holder=P1 consents.0.given=true consents.0.given_on=010315 in=ru)" 303
refusal=$(to)
ok 'pressed twice it is one' "$(post aida /register/decide key=d1 act=register_permanent dwelling=D1 $p.person=P6 $p.holder_relation=none $p.applicant.capacity=self basis.kind=use consents.0.holder=P1 consents.0.given=true consents.0.given_on=010315 in=ru):$(to)" "303:$refusal"
ok 'the refusal names point and appeal' "$(see aida "$refusal"):$(shows 'пункт 6' 'ДВД Алматы'):$(has 'пункт 17')" 200:yes:0
ok 'in the language of the applicant' "$(see aida "${refusal%\?*}?in=kk"):$(has 'Бас тарту туралы')" 200:1
ok 'found and picked' "$(post aida /register do=pick:P2 dwelling=D1 act=register_permanent):$(has 'name="persons.0.person" value="P2"')" 200:1
ok 'granted: the tenant'"'"'s daughter (point 9)' "$(post aida /register/decide key=d2 act=register_permanent dwelling=D1 $p.person=P2 $p.holder_relation=child $p.applicant.capacity=self basis.kind=use consents.0.holder=P1 consents.0.given=true consents.0.given_on=010315 consents.0.how=in_person)" 303
see aida "$(to)" >/dev/null
ok 'a receipt' "$(has 'app-outcome--grant')" 1
see aida /persons/P2 >/dev/null
reg=$(sed -n 's/.*\/remove?registration=\([^"]*\)".*/\1/p' body | head -1)
ok 'she lives there' "$(see aida "/remove?registration=$reg"):$(has 'Айгүл')" 200:1
ok 'removed on the holder'"'"'s application (point 13)' "$(post aida /remove/decide key=d3 "registration=$reg" ground=owner_application applicant.capacity=owner applicant.holder=P1)" 303
removal=$(to | sed 's|/results/||; s|?.*||')
ok 'what an annulment would bring' "$(see sen "/annul?act=$removal"):$(shows 'Айгүл' 'id="restores"')" 200:yes
ok 'an officer does not annul' "$(post aida /annul/decide target="$removal" authority.kind=unit violation=x)" 403
ok 'annulled (point 20)' "$(post sen /annul/decide key=d4 target="$removal" authority.kind=superior 'violation=<b>"'"'"'&'):$(to | grep -c '^/acts/')" 303:1
ok 'its act whole' "$(see sen "$(to)"):$(shows '&lt;b&gt;&#34;&#39;&amp;'):$(grep -c '<b>' body)" 200:yes:0
ok 'she lives there again, and all acts are in her history' "$(see aida /persons/P2):$(shows "/remove?registration=$reg" "/acts/$removal\"" "/acts/$((removal - 1))\"" "/acts/$((removal + 1))\"")" 200:yes
ok 'the journal has them' "$(see aida '/journal?person=P2'):$(shows "/acts/$removal\"" "/acts/$((removal - 1))\"" "/acts/$((removal + 1))\"")" 200:yes
m journal verify >verified 2>&1
ok 'and verifies' "$?" 0

# ---- a new person in place, a family, what is wrong ----
ok 'what is missing is said at its field' "$(post aida /register/decide key=d5 act=register_permanent dwelling=D2 $p.fresh=true $p.person.surname=Жаңа $p.person.citizenship=KAZ):$(has 'f-persons-0-person-given-error'):$(has 'value="Жаңа"')" 400:1:1
family="act=register_permanent dwelling=D2 all_or_none=true basis.kind=use consents.0.holder=P4 consents.0.given=true consents.0.given_on=010315 $p.person=P3 $p.holder_relation=none $p.applicant.capacity=self applicant.person=P3 persons.1.person.surname=Иванова persons.1.person.given=Аня persons.1.person.birth_date=010320 persons.1.person.sex=F persons.1.person.citizenship=kaz persons.1.person.status=citizen persons.1.holder_relation=none persons.1.applicant.capacity=parent"
ok 'a family with a newborn' "$(post aida /register/decide key=d6 $family)" 303
ok 'two receipts' "$(see aida "$(to)"):$(grep -c '<article' body):$(shows 'Иванова Аня')" 200:2:yes
ok 'somebody alike is asked about' "$(post aida /persons/new key=d7 set.surname=Иванов set.given=Пётр set.birth_date=03.03.1980 set.sex=M set.citizenship=KAZ set.status=citizen):$(has 'name="new"')" 409:1
ok 'and overruled with a note' "$(post aida /persons/new key=d8 set.surname=Иванов set.given=Пётр set.birth_date=03.03.1980 set.sex=M set.citizenship=KAZ set.status=citizen new=true 'note=another'):$(to | grep -c '^/persons/P-')" 303:1
see aida /persons/P3/correct >/dev/null
version=$(sed -n 's/.*name="version" value="\([^"]*\)".*/\1/p' body)
fix="set.surname=Иванов set.given=Пётр set.patronymic=Ильич set.birth_date=03.03.1980 set.sex=M set.citizenship=KAZ set.status=citizen set.document_type=id_card set.document_number=030000003 set.document_country=KAZ paper.kind=паспорт"
ok 'corrected' "$(post aida /persons/P3/correct key=d9 "version=$version" $fix):$(to)" 303:/persons/P3
ok 'not over what changed meanwhile' "$(post aida /persons/P3/correct key=d10 "version=$version" $(echo "$fix" | sed s/Ильич/Петрович/)):$(shows 'govuk-error-summary"' 'aida изменил(а) эту запись' 'Сейчас в учёте: Ильич' 'value="Петрович"'):$(grep -c 'Сейчас в учёте' body)" 409:yes:1
ok 'another unit may not' "$(post berik /register/decide key=d11 act=register_permanent dwelling=D2 $p.person=P6 $p.holder_relation=none $p.applicant.capacity=self basis.kind=use consents.0.holder=P4 consents.0.given=true):$(has 'govuk-error-summary')" 403:1

# ---- who may act where ----
post berik /purpose purpose=check next=/ >/dev/null
ok 'removal is offered to the unit of the dwelling' "$(see aida /dwellings/D2):$(shows '/remove?registration='):$(see berik /dwellings/D2):$(has '/remove?registration='):$(see sen /dwellings/D2):$(shows '/remove?registration=')" 200:yes:200:0:200:yes
ok 'on the page of a person too' "$(see aida /persons/P4):$(shows '/remove?registration='):$(see berik /persons/P4):$(has '/remove?registration=')" 200:yes:200:0

# ---- the right to vote ----
ok 'the way there is a senior'"'"'s' "$(see sen /persons/P6):$(shows '/persons/P6/vote"'):$(see aida /persons/P6):$(has '/persons/P6/vote"')" 200:yes:200:0
see sen /persons/P6/vote >/dev/null
version=$(sed -n 's/.*name="version" value="\([^"]*\)".*/\1/p' body)
ok 'a paper is needed' "$(post sen /persons/P6/vote key=v1 "version=$version" right=incapable from=010226):$(has 'govuk-error-summary"')" 400:1
ok 'the right to vote is lost' "$(post sen /persons/P6/vote key=v2 "version=$version" right=incapable from=010226 'paper.kind=решение суда' paper.number=2-15):$(to)" 303:/persons/P6
ok 'and that stands in the record' "$(see sen /persons/P6):$(shows 'недееспособн')" 200:yes
ok 'an officer may not' "$(post aida /persons/P6/vote key=v3 right=restored from=010226 paper.kind=x)" 403

# ---- a draft ----
ok 'kept' "$(post aida /register/draft act=register_temporary dwelling=D2 $p.person=P6 basis.kind=lease)" 303
draft=$(to)
ok 'found again' "$(see aida "$draft"):$(has 'name="dwelling" value="D2"'):$(has 'value="register_temporary" checked')" 200:1:1
ok 'nobody else'"'"'s' "$(see sen "$draft")" 404
see aida / >/dev/null
ok 'on the desk' "$(shows "${draft#/}")" yes

# ---- point 17: an officer reads the same words, whatever it is ----
kin="act=register_permanent dwelling=D2 all_or_none=true basis.kind=use applicant.person=P5 consents.0.holder=P4 consents.0.given=true consents.0.given_on=010315 $p.person=P5 $p.holder_relation=none $p.applicant.capacity=self persons.1.person=P6 persons.1.holder_relation=none persons.1.applicant.capacity=attorney"
ok 'a family of which one waits' "$(post aida /register/decide key=k1 $kin)" 303
see aida /queue >/dev/null
for one in $(grep -o '/cases/[^"]*' body); do
	ok 'a case links to the other of its family' "$(see aida "$one"):$(shows 'Поданы одним заявлением'):$(grep -o 'href="/cases/[^"?]*"' body | grep -cv "$one\"")" 200:yes:1
done
ok 'withdrawn' "$(post aida "$one/decide" key=k2 decision=withdraw note=x)" 303
ok 'both' "$(see aida /queue):$(has '/cases/')" 200:0
ok 'a wanted person waits' "$(post aida /register/decide key=d12 act=register_permanent dwelling=D2 $p.person=P5 $p.holder_relation=none $p.applicant.capacity=self basis.kind=use consents.0.holder=P4 consents.0.given=true consents.0.given_on=010315)" 303
receipt=$(to)
see aida /queue >/dev/null
case=$(sed -n 's/.*href="\(\/cases\/[^"]*\)".*/\1/p' body | tail -1)
words='розыск\|Совпадение\|wanted'
for page in "$receipt" /queue "$case" /persons/P5 "/acts/$(echo "$receipt" | tr -dc 0-9)"; do
	see aida "$page" >/dev/null
	ok "no match is shown: $page" "$(sed 's/.*app-notice--screening.*//' body | grep -c "$words")" 0
done
ok 'it has no family' "$(see aida "$case"):$(has 'Поданы одним заявлением')" 200:0
ok 'to the duty unit it is' "$(see dana "$case"):$(shows 'Совпадение')" 200:yes
ok 'without a note it is not decided' "$(post dana "$case/decide" key=d13 decision=grant):$(has 'f-note-error')" 400:1
ok 'an officer does not clear it' "$(post aida "$case/decide" key=d14 decision=grant note=x):$(has 'govuk-error-summary')" 403:1
ok 'cleared' "$(post dana "$case/decide" key=d15 decision=grant note=секретное-слово)" 303
see aida "/journal?kind=resolve" >/dev/null
ok 'who cleared it is not shown' "$(grep -c 'dana' body)" 0
act=$(sed -n 's/.*href="\/acts\/\([0-9]*\)".*/\1/p' body | head -1)
ok 'nor what was noted' "$(see aida "/acts/$act"):$(grep -c 'секретное-слово\|dana' body)" 200:0
ok 'the auditor sees both' "$(see aud "/acts/$act"):$(shows 'секретное-слово' dana)" 200:yes

see aida /persons/P5 >/dev/null
registration=$(sed -n 's/.*href="\/remove?registration=\([^"&]*\)".*/\1/p' body | head -1)
ok 'a wanted person is removed the same day (points 13 and 17)' "$(post aida /remove/decide key=d16 "registration=$registration" ground=owner_application applicant.capacity=owner applicant.holder=P4)" 303
removal=$(to | tr -dc 0-9)
ok 'nothing of the match is on the paper' "$(see aida "/results/$removal"):$(grep -c "$words" body)" 200:0
ok 'nor in the queue of the desk' "$(see aida /queue):$(has 'W1')" 200:0
ok 'the duty unit has it' "$(see dana /queue):$(shows "href=\"/acts/$removal\"" 'Розыскин Олег' 'W1')" 200:yes
ok 'the auditor too, and before the first there is none' "$(see aud /queue):$(shows W1):$(see aud "/queue?match_at=1&match=1"):$(has 'W1')" 200:yes:200:0

# ---- accounts ----
ok 'a weak password' "$(post adm /users/new name=nur role=officer unit=medeu password=short):$(has 'f-password-error')" 400:1
ok 'no unit' "$(post adm /users/new name=nur role=officer password=ногайский-чай-27):$(has 'f-unit-error')" 400:1
ok 'a new user' "$(post adm /users/new name=nur role=officer unit=medeu password=ногайский-чай-27):$(to)" 303:/users
ok 'he signs in' "$(sign_in nur ногайский-чай-27)" 303
ok 'disabled' "$(post adm /users/nur/disable):$(see nur /):$(to)" 303:303:/login
ok 'nobody may that but the administrator' "$(post sen /users/aida/disable)" 403

version() { sed -n 's/.*name="version" value="\([^"]*\)".*/\1/p' body; }
see adm /users/berik >/dev/null
first=$(version)
ok 'a role that is none, a precinct for an officer' "$(post adm /users/berik/change "version=$first" role=king):$(has 'f-role-error'):$(post adm /users/berik/change "version=$first" role=officer unit=medeu precincts=p1):$(has 'f-precincts-error')" 400:1:400:1
ok 'a role and a unit are changed' "$(post adm /users/berik/change "version=$first" role=senior unit=almaty):$(to):$(see berik /dwellings/new)" 303:/users/berik:200
ok 'not over what changed meanwhile' "$(post adm /users/berik/change "version=$first" role=officer unit=medeu):$(shows 'govuk-error-summary' 'adm изменил(а) эту запись')" 409:yes
see adm /users/insp >/dev/null
ok 'an inspector keeps his precinct in the form' "$(has 'name="precincts"[^>]*value="p1"'):$(post adm /users/insp/change "version=$(version)" role=inspector unit=auezov precincts=):$(see adm /users/insp):$(has 'name="precincts"[^>]*value=""')" 1:303:200:1
see adm /users/adm >/dev/null
ok 'nobody takes his own role away' "$(post adm /users/adm/change "version=$(version)" role=auditor):$(has 'f-role-error')" 400:1
ok 'nobody changes accounts but the administrator' "$(post sen /users/aida/change version=1 role=senior unit=auezov)" 403

# ---- files ----
upload() { # USER FILE KIND [FORM ARGUMENT OF CURL ...]
	user=$1
	file=$2
	kind=$3
	shift 3
	curl -s -o body -D head -w '%{http_code}' -b "jar.$user" -H "Origin: $base" -F "csrf=$(secret "$user")" \
		-F "kind=$kind" -F "file=@$file" "$@" "$base/lists"
}
printf 'id,surname,birth_date,doc_number\nW900,Тестов,1950,X900\nW901,,,\n' >list.csv
ok 'a list is loaded, the bad row is named' "$(upload adm list.csv wanted):$(shows '3,surname,')" 200:yes
printf 'shoe\n43\n' >odd.csv
ok 'no such column' "$(upload adm odd.csv units):$(has 'f-file-error')" 400:1
ok 'no such kind' "$(upload adm list.csv shoes):$(has 'f-kind-error')" 400:1
ok 'checked only' "$(upload adm list.csv wanted -F dry_run=yes)" 200
ok 'a form without its secret' "$(curl -s -o body -w '%{http_code}' -b jar.adm -H "Origin: $base" -F kind=wanted -F file=@list.csv "$base/lists")" 403
ok 'a form that breaks off' "$(curl -s -o body -w '%{http_code}' -b jar.adm -H "Origin: $base" -H 'Content-Type: multipart/form-data; boundary=x' --data-binary '--x' "$base/lists")" 400
ok 'nobody loads but the administrator' "$(upload sen list.csv wanted)" 403

# ---- one's own password ----
new='шёлковый путь 26'
ok 'the old one is needed' "$(post insp /password old=wrong "password=$new" "again=$new"):$(has 'f-old-error')" 400:1
ok 'the new one twice' "$(post insp /password "old=$password" "password=$new" again=other):$(has 'f-again-error')" 400:1
ok 'and a good one' "$(post insp /password "old=$password" password=short again=short):$(has 'f-password-error')" 400:1
sign_in insp >/dev/null # the session of jar.insp gives way to another
cp jar.insp jar.before
curl -s -o /dev/null -c jar.other -H "Origin: $base" --data-urlencode user=insp --data-urlencode "password=$password" "$base/login"
ok 'another session is open' "$(see other /)" 200
for who in insp akim aud dana; do
	ok "changed by $who" "$(post $who /password "old=$password" "password=$new" "again=$new"):$(to):$(see $who /)" 303:/:200
done
ok 'the other session ended' "$(see other /):$(to)" 303:/login
ok 'and so did the token of the present one' "$(see before /):$(to)" 303:/login
ok 'the old password is nothing any more' "$(rm jar.insp; sign_in insp):$(sign_in insp "$new")" 401:303
for try in 1 2 3 4 5; do post akim /password old=wrong "password=$new" "again=$new" >/dev/null; done
ok 'guesses are counted as at the sign-in' "$(post akim /password "old=$new" "password=$password" "again=$password")" 429
m journal verify >verified 2>&1
ok 'the journal verifies' "$?" 0

# ---- who looked ----
sleep 1.2 # what was seen is written within a second
ok 'the auditor sees who looked, and why' "$(see aud /persons/P2/views):$(shows '^aida$' 'проверка проживания')" 200:yes
ok 'signed out' "$(post aida /logout):$(see aida /):$(to)" 303:303:/login
stop
ok 'the server ended well' "$?" 0
server=''
echo "1..$n"
