#!/bin/sh
# Brings the translations in line with i18n/mekenjai.pot: new texts come in untranslated, changed ones are
# marked as fuzzy, and the English is made of the template.  Needs gettext.
set -eu
cd "$(dirname "$0")/../i18n"
for lang in ru kk; do
	msgmerge --quiet --no-wrap --backup=none --update "$lang.po" mekenjai.pot
done
# msgen fills each msgstr with its msgid; what en.po already has stays.
msgmerge --quiet --no-wrap --no-fuzzy-matching -o en.new en.po mekenjai.pot
msgen --no-wrap -o en.po en.new
rm -f en.new
