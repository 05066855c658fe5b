#!/bin/sh
# The desk in a real browser: browser.sh PROGRAM SCRIPT MODULES PICTURE CHROMIUM URL.
# The town and the server are made here; what is done in the browser is in browser.mjs.
set -u
prog=$(readlink -f "$1")
script=$(readlink -f "$2")
modules=$(readlink -f "$3")
picture=$(readlink -f "$4")
chromium=$5
url=$6
MEKENJAI_KEY=seal.key
export MEKENJAI_KEY
here=$(dirname "$(readlink -f "$0")")
. "$here/town.sh"

make_town && make_users || { echo 'Bail out! the town was not made'; cat err; exit 1; }
m import wanted wanted.csv >/dev/null
serve
HOME=$work node "$script" "$base" "$password" "$modules" "$picture" "$chromium" "$work"
status=$?
stop
server=''
exit $status
