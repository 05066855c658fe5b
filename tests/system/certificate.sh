#!/bin/sh
# Certificates on paper, as a stranger's tools read them: every value comes back from the text of
# the PDF, the QR code from its picture, and the code verifies with nothing but the public key.
#   certificate.sh MEKENJAI MAKER ROOT      (MAKER: certificate.c; ROOT: of the source)
set -u
program=$(readlink -f "$1") # the test goes elsewhere
maker=$(readlink -f "$2")
root=$(readlink -f "$3")
. "$(dirname "$0")/tap.sh"
tab=$(printf '\t')
secret=00112233445566778899aabbccddeeff0123456789abcdeffedcba9876543210
printf '%s\n' "$secret" >register.key
chmod 600 register.key
MEKENJAI_KEY=$work/register.key
export MEKENJAI_KEY
verify() { "$program" "$@" >said 2>>err; }

cat >stay <<'FACTS'
kind	stay
layout	1
number	А-2014-0031188
code	7QK391VBX2M4TZ8N
check	https://tirkeu.example.kz
unit_kk	Алматы қаласы ІІД Көші-қон полициясы басқармасы
unit_ru	Управление миграционной полиции ДВД города Алматы
surname	Шахин-Челиккол
given	Йетер
surname_latin	ŞAHİN-ÇELİKKOL
given_latin	YETER IĞDIR ÖZGÜR ŁÓDŹ
birth_date	1988-03-14
sex	F
citizenship	TUR
document_type	foreign_passport
document_number	U12345678
document_country	TUR
document_expires	2016-10-02
address_kk	Алматы қаласы, Медеу ауданы, Қабанбай батыр көшесі, 122-үй, 14-пәтер
address_ru	город Алматы, Медеуский район, улица Кабанбай батыра, дом 122, квартира 14
host	ЖШС «Әлем & Office fi ffl» – Һ ұйымы
entry_date	2014-05-03
from	2014-05-05
until	2014-08-01
registration	S-a8f3k2m9q1
issued_on	2014-05-06
issued_by	Ахметова С. Б.
FACTS
cat >address <<'FACTS'
kind	address
layout	1
number	М-2018-0000417
copy	2
code	0ABCDEFGHJKMNPQR
check	http://127.0.0.1:8080
unit_kk	Алматы қаласының ПД Медеу ауданының полиция басқармасы
unit_ru	Управление полиции Медеуского района ДВД города Алматы
surname	Әбдіғаппарұлы-Қожамберлиева-Мұхаметжан
given	Ғазизхан Өмірһан Ұлжалғас
patronymic	Құттыбайұлы ҢҮҺІ әғқңөұүһі
birth_date	1990-03
sex	M
citizenship	KAZ
iin	900312300014
document_type	id_card
document_number	034567890
address_kk	Алматы қаласы, Бостандық ауданы, «Солнечная долина» бағбандық серіктестігі, Шыңғыс Айтматов атындағы тұйық көше, 197А/3-үй, 2-корпус, 143-пәтер
address_ru	город Алматы, Бостандыкский район, садоводческое товарищество «Солнечная долина», переулок имени Чингиза Айтматова, дом 197А/3, корпус 2, квартира 143
residence	temporary
from	2018-02-01
until	2019-01-31
registration	R-k2m9q1a8f3
issued_on	2018-11-20
issued_by	Сейітқали Ұ. Һ.
repealed_on	2017-09-15
rehearsal	yes
FACTS
# a stay with the Latin name alone, each value as long as they come
grep -v -e '^surname	' -e '^given	' -e '^unit_kk' -e '^host' stay |
	sed -e 's/^surname_latin	.*/surname_latin	WOLFESCHLEGELSTEINHAUSENBERGERDORFFXYZW/' \
		-e 's/^given_latin	.*/given_latin	ADOLPH BLAINE CHARLES DAVID EARL FREDERICK GERALD HUBERT/' >latin
{ printf 'host\t'; printf 'Өте ұзын атауы бар ұйым %.0s' 1 2 3 4 5; printf 'Ұ\n'; } >>latin

# shown KEY PAPER: what the paper shows for a key
shown() { sed -n "s/^$1$tab//p" "$2.shown"; }
# one_line FILE: the text with line ends and runs of blanks as one blank
one_line() { tr -s '\n\f ' '   ' <"$1"; }

# Every value stands in the text of the PDF, however it is taken out; words stand for codes.
values() { # PAPER
	for how in -raw ''; do
		# shellcheck disable=SC2086
		pdftotext $how "$1.pdf" "$1.txt" 2>>err
		lost=''
		while IFS=$tab read -r key value; do
			case $key in
			kind | layout | sex | document_type | residence | rehearsal | qr) continue ;;
			esac
			one_line "$1.txt" | grep -qF -e "$value" || lost="$lost $key"
		done <"$1.shown"
		ok "$1: every value comes back, pdftotext $how" "$lost" ''
	done
}
has() { # WHAT PAPER TEXT
	if one_line "$2.txt" | grep -qF -e "$3"; then ok "$1" yes yes; else ok "$1" "$(cat "$2.txt")" "$3"; fi
}

"$program" certificate key >key 2>>err
ok 'the public key' "$(grep -cxE '[0-9a-f]{64}' key)" 1
for paper in stay address latin; do
	"$maker" "$secret" "$paper.pdf" <"$paper" >"$paper.shown" 2>>err
	ok "$paper: made" $? 0
	values "$paper"
	pdffonts "$paper.pdf" 2>>err | tail -n +3 >fonts
	ok "$paper: every font is embedded and gives its letters" \
		"$(awk '$(NF-4) != "yes" || $(NF-2) != "yes"' fonts)$(test -s fonts || echo none)" ''
	ok "$paper: one page" "$(pdfinfo "$paper.pdf" 2>>err | awk '$1 == "Pages:" { print $2 }')" 1
	pdftoppm -r 150 -gray -png -singlefile "$paper.pdf" "$paper" 2>>err
	zbarimg -q --raw "$paper.png" >"$paper.qr" 2>>err
	ok "$paper: the QR code is read from the picture" "$(cat "$paper.qr")" "$(shown qr "$paper")"

	verify certificate verify --key "$(cat key)" "$(cat "$paper.qr")"
	ok "$paper: verifies" "$?, $(tail -n 1 said)" '0, valid signature'
	lost=''
	for key in number surname given patronymic surname_latin birth_date address_kk host until registration; do
		value=$(shown "$key" "$paper")
		[ -z "$value" ] || grep -qF -e ": $value" said || lost="$lost $key"
	done
	ok "$paper: what is signed is shown" "$lost" ''

	mkdir -p again
	"$maker" "$secret" again/one.pdf <"$paper" >/dev/null 2>>err
	(
		LC_ALL=tr_TR.UTF-8 LANGUAGE=ro:tr PANGO_LANGUAGE=ro TZ=Pacific/Auckland HOME=/nonexistent FONTCONFIG_FILE=/nonexistent
		export LC_ALL LANGUAGE PANGO_LANGUAGE TZ HOME FONTCONFIG_FILE
		"$maker" "$secret" again/two.pdf <"$paper" >/dev/null 2>>err
	)
	ok "$paper: the same bytes again" "$(cmp "$paper.pdf" again/one.pdf 2>&1)" ''
	ok "$paper: and with other settings of the machine" "$(cmp "$paper.pdf" again/two.pdf 2>&1)" ''
done

pdftotext -raw stay.pdf stay.txt
has 'the sex in words' stay 'әйел / женский / female'
has 'the kind of document in words' stay 'foreign passport · TUR'
has 'the title' stay 'Шетелдік азаматты тіркеу туралы куәлік'
has 'the term' stay '05.05.2014 – 01.08.2014'
has 'the form is said to be assumed' stay 'assumed'
has 'a reprint' address 'ТЕЛНҰСҚА / ДУБЛИКАТ / DUPLICATE № 2'
has 'a rehearsal' address 'has no legal effect'
has 'the rules were repealed' address 'repealed on 15.09.2017'
has 'a partly known birth date' address '03.1990'
ok 'an original is no reprint' "$(grep -c DUPLICATE stay.txt)" 0
"$maker" "$secret" annulled.pdf annulled <stay >annulled.shown 2>>err
pdftotext -raw annulled.pdf annulled.txt
has 'an annulled one says so' annulled 'Аннулировано'
values annulled
info=$(pdfinfo stay.pdf 2>>err)
ok 'title, tags' "$(printf '%s\n' "$info" | grep -cE '^(Title: +Шетелдік азаматты тіркеу туралы куәлік № А-2014-0031188|Tagged: +yes)$')" 2
ok 'the day of issue is the day of the file' "$(printf '%s\n' "$info" | grep -c '^CreationDate:.*May  6 .*2014')" 1
ok 'the language' "$(grep -ac '/Lang (kk)' stay.pdf)" 1

# without our program, as the documentation says
mkdir stranger
cp key stranger/key.hex
cp "$root/data/certificate-1.txt" stranger
sed -n 's/^    //p' "$root/docs/decisions/0010-certificates.md" >stranger/check.py
qr=$(shown qr stay)
(cd stranger && python3 check.py "$qr" >facts 2>>../err)
ok "a stranger's program verifies" "$?, $(grep -cE '"(surname|until)": "(Шахин-Челиккол|2014-08-01)"' stranger/facts)" '0, 2'
(cd stranger && python3 check.py "${qr%???}AAA" >facts 2>>../err)
ok 'and refuses another signature' "$(test $? -ne 0 && cat stranger/facts)" 'Signature Verification Failure'

# a changed letter: every seventh of what is signed, and of the signature
i=1
: >changed
while [ "$i" -le "${#qr}" ]; do
	printf '%s\n' "$qr" | awk -v i="$i" '{
		c = substr($0, i, 1)
		print substr($0, 1, i - 1) (c == "A" ? "B" : "A") substr($0, i + 1)
	}' >>changed
	i=$((i + 7))
done
verify certificate verify --key "$(cat key)" <changed
ok 'a changed letter fails' "$?" 1
ok 'each of them' "$(grep -c '^NOT' said), $(grep -cx 'valid signature' said)" "$(wc -l <changed), 0"

shown qr stay >both
echo >>both
shown qr address >>both
verify --lang kk certificate verify - <both
ok 'many, with the own key' "$?, $(grep -cx 'қолтаңба жарамды' said)" '0, 2'
printf '%064d\n\n' 0 >keys
cat key >>keys
verify certificate verify --key keys <both
ok 'a file of keys' "$?, $(grep -cx 'valid signature' said)" '0, 2'
verify --lang ru certificate verify --key "$(printf '%064d' 1)" <both
ok 'another key' "$?, $(grep -c '^НЕДЕЙСТВИТЕЛЬНО: подписано не этими' said)" '1, 2'
ok 'and nothing of it is shown' "$(wc -l <said)" 3
shown qr stay | sed 's/tirkeu/tirkev/' >other
verify certificate verify <other
ok 'another address' "$?, $(tail -n 1 said | grep -c 'belongs to another address')" '1, 1'
verify certificate verify 'https://example.kz'
ok 'no certificate' "$?, $(cat said)" "1, NOT VALID: this is no certificate's QR code"
verify certificate verify </dev/null
ok 'nothing to check' $? 2
verify certificate verify --key nokey x
ok 'no key' $? 2
chmod 644 register.key
verify certificate verify x
ok 'a key file that others can read' $? 3

sed 's/^host	.*/host	王小明/' stay >letters
"$maker" "$secret" letters.pdf <letters >/dev/null 2>letters.err
ok 'a letter that no font has is refused' "$?, $(grep -c 'host' letters.err), $(test -e letters.pdf && echo file)" '3, 1, '
echo "1..$n"
