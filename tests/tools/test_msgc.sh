#!/bin/sh
# msgc takes tests/data/msgc and refuses it after each of these changes, saying why.
#   test_msgc.sh MSGC DATA
set -u
msgc=$(realpath "$1")
data=$(realpath "$2")
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
cd "$out" || exit 1
n=0
say() { n=$((n + 1)); echo "$1 $n - $2"; }
run() { "$msgc" msg.h msg.c t.pot ru.po kk.po en.po 2>err; }
fresh() { cp "$data"/* . && chmod u+w ./*; }

fresh
if run && diff -u expected.h msg.h >&2 && diff -u expected.c msg.c >&2; then say ok good; else say 'not ok' good; cat err >&2; fi

# refuse WHAT FILE SED-EXPRESSION WORDS
refuse() {
	fresh
	sed -i "$3" "$2"
	if cmp -s "$2" "$data/$2"; then
		say 'not ok' "$1: the change changes nothing"
	elif run; then
		say 'not ok' "$1 was taken"
	elif grep -qF "$4" err; then
		say ok "$1"
	else
		say 'not ok' "$1 said: $(cat err)"
	fi
}
refuse 'not translated' ru.po 's/^msgstr "Дом"/msgstr ""/' 'ru.po:9: error: not translated: house'
refuse 'key missing' kk.po '/^msgctxt "house"/,/^msgstr/d' 'not translated: no entry for the key: house'
refuse 'fuzzy' ru.po 's/^msgctxt "house"/#, fuzzy\n&/' 'unfinished (fuzzy)'
refuse 'other English' ru.po 's/^msgid "House"/msgid "Home"/' 'its English is no longer that of the template'
refuse 'unknown key' ru.po 's/^msgctxt "house"/msgctxt "hut"\nmsgid "Hut"\nmsgstr "Изба"\n\n&/' 'a key that the template has not: hut'
refuse 'plural form missing' ru.po '/^msgstr\[2\]/d' 'a plural form is missing'
refuse 'plural form too many' kk.po 's/^msgstr\[0\].*/&\nmsgstr[1] "{n} күн, {who}"/' 'a plural form too many'
refuse 'placeholder missing' kk.po '/^msgstr/s/{who}/кім/' 'a placeholder of the English is missing'
refuse 'placeholder unknown' en.po 's/^msgstr "House"/msgstr "House {x}"/' 'a placeholder that the English has not'
refuse 'placeholder not closed' en.po 's/^msgstr "House"/msgstr "House {x"/' 'a placeholder is {name}'
refuse 'markup' ru.po 's/^msgstr "Дом"/msgstr "<b>Дом"/' 'a text is text: no <'
refuse 'blank at the end' ru.po 's/^msgstr "Дом"/msgstr "Дом "/' 'a blank or line end at an end'
refuse 'plural rule' kk.po 's/nplurals=1; plural=0/nplurals=2; plural=n!=1/' 'the header must have the line'
refuse 'key twice' t.pot 's/^msgctxt "days-left"/msgctxt "house"/' 'this key stands here twice'
refuse 'same name in C' t.pot 's/^msgctxt "days-left"/msgctxt "house.roof"\nmsgid "a"\nmsgstr ""\n\nmsgctxt "house-roof"\nmsgid "b"\nmsgstr ""\n\n&/' 'makes the same name in C'
refuse 'key in capitals' t.pot 's/^msgctxt "house"/msgctxt "House"/' 'a key is small letters'
refuse 'no key' t.pot '/^msgctxt "house"/d' 'a text without its key'
refuse 'open quote' ru.po 's/^msgstr "Дом"/msgstr "Дом/' 'a quote that is not closed'
refuse 'not a po line' ru.po 's/^msgstr "Дом"/Дом/' 'not a line of a .po file'
echo "1..$n"
