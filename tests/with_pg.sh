#!/bin/sh
# Run a test on a PostgreSQL database of its own, dropped after:
#     with_pg.sh PROGRAM [ARGUMENT ...]      the address becomes the last argument
# The server is the one MEKENJAI_TEST_PG names (./test starts one for a
# whole run), or one for this test alone.  Without PostgreSQL the test fails.
set -eu
export LC_ALL=C # the program speaks English where a test asks for no other language
[ -n "${MEKENJAI_TEST_PG:-}" ] || exec "$(dirname "$0")/../tools/private-pg" "$0" "$@"
psql=$(ls -d /usr/lib/postgresql/*/bin/psql 2>/dev/null | sort -V | tail -1)
[ -n "$psql" ] || psql=psql
name=test_$$
sql() {
	PGOPTIONS='-c client_min_messages=warning' "$psql" -X -q -v ON_ERROR_STOP=1 -d "$MEKENJAI_TEST_PG" -c "$1" 2>&1
}
sql "DROP DATABASE IF EXISTS $name WITH (FORCE)" | sed 's/^/# /'
sql "CREATE DATABASE $name" || {
	echo 'Bail out! PostgreSQL does not answer'
	exit 1
}
trap 'sql "DROP DATABASE IF EXISTS $name WITH (FORCE)" >/dev/null || :' EXIT
trap 'exit 1' HUP INT TERM
"$@" "$(echo "$MEKENJAI_TEST_PG" | sed "s,///[^?]*,///$name,")"
