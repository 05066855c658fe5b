#!/bin/sh
# The checks themselves: each must find what it is there to find, in a tree of its own made for
# that, must be quiet without it, and must notice an exemption that has no use.  Prints TAP.
set -eu
tools=$(cd "$1" && pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
n=0
bad=0
ok() # ok NAME COMMAND...: the command ends well
{
	name=$1
	shift
	n=$((n + 1))
	if "$@" >out 2>&1; then
		printf 'ok %d - %s\n' "$n" "$name"
	else
		bad=1
		printf 'not ok %d - %s\n' "$n" "$name"
		sed 's/^/# /' out
	fi
}
fresh()
{
	rm -rf src tests tools
	mkdir -p src/model src/web tests/unit/model tests/unit/web tools
	cp "$tools"/check-*.sh tools/
	: >tools/exempt.txt
	: >tests/unit/web/test_page.c
	: >run
	: >test
	# what looks bad and is not
	cat >src/web/page.c <<'C'
/* Пункт 6: «Правил» - and SELECT this FROM that is prose. */
static const char *const method = "DELETE";
static const char *const help = "Select a dwelling from the list"; // SELECT x FROM y, п. 9
C
}
finds() # finds CHECK FILE TEXT: the check names a file with that text in it, unless it is exempt
{
	fresh
	ok "$1 is quiet" sh "tools/check-$1.sh"
	mkdir -p "${2%/*}"
	printf '%b\n' "$3" >>"$2"
	rc=0
	sh "tools/check-$1.sh" >said 2>&1 || rc=$?
	ok "$1 finds $(printf '%.40s' "$3")" test "$rc" = 1
	ok "$1 names the file" grep -q "^$2: " said
	ok "$1 says what to do" grep -q '^-- ' said
	echo "$1 $2 because" >tools/exempt.txt
	ok "$1 takes an exemption" sh "tools/check-$1.sh"
	echo "$1 src/web/gone.c because" >>tools/exempt.txt
	rc=0
	sh "tools/check-$1.sh" >said 2>&1 || rc=$?
	ok "$1 finds an exemption without use" test "$rc" = 1
}

finds mirror src/web/new.c 'int x;'
finds mirror src/top.c 'int x;'
finds sql src/web/page.c 'char *q = "SELECT id FROM person";'
finds sql src/web/page.c 'char *q = "  delete from person";'
finds sql src/web/page.h 'char *q = "x; DELETE FROM person";'
finds sql src/web/page.c 'char *q = "UPDATE person SET id = 1";'
finds words src/web/page.c 'char *q = "Қазақ";'
finds words src/web/page.h 'char *q = "адрес"; /* address */'
finds includes src/web/page.c '#include <sqlite3.h>'
finds includes src/web/page.c '# include <libpq-fe.h>'
finds includes src/web/page.c '#include <microhttpd.h>'
finds includes src/http/router.c '#include "microhttpd.h"'
finds includes src/model/person.c '#include <unistd.h>'
finds includes src/model/person.c 'long t = time(NULL);'
finds size src/web/page.c "$(seq -s '\n' 500)"

log() # log RESULT STDOUT COUNT: what tally.py makes of a test
{
	printf '{"name": "x", "result": "%s", "stdout": "%s"}\n' "$1" "$2" >log
	ok "tally: $1 is $3" test "$("$tools/tally.py" log 2>/dev/null)" = "$3"
}
log OK '' '1 0'
log FAIL '' '0 1'
log SKIP '' '0 1'
log TIMEOUT 'ok 1\nok 2\n' '2 1'
log ERROR 'ok 1\n' '1 1'
log OK 'ok 1 - a\nok 2 # SKIP no reason\n1..2\n' '1 1'
log FAIL 'ok 1 - a\nnot ok 2 - b\nnot ok 3\n# ok then\n' '1 2'

echo "1..$n"
exit $bad
