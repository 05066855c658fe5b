#!/bin/sh
# Run a command while a PostgreSQL of its own is there, thrown away after:
#     pg_server.sh COMMAND ...
# The command finds its address in MEKENJAI_TEST_PG.  The server listens on a
# socket in a new folder only, and does not care for durability.
set -eu
bail() {
	echo "Bail out! $1"
	exit 1
}
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb)") || bail 'PostgreSQL is not installed'
dir=$(mktemp -d /tmp/mekenjai-pg.XXXXXX)
as=''
if [ "$(id -u)" = 0 ]; then # PostgreSQL refuses to run as root
	chown postgres "$dir"
	as='setpriv --reuid=postgres --regid=postgres --clear-groups'
fi
stop() {
	(cd / && $as "$bin/pg_ctl" -D "$dir/d" -m immediate stop) >/dev/null 2>&1 || :
	rm -rf "$dir"
}
trap stop EXIT
trap 'exit 1' HUP INT TERM
(cd "$dir" && $as "$bin/initdb" -D "$dir/d" -U postgres -A trust -N -E UTF8 --locale=C.UTF-8) >"$dir/init" 2>&1 || {
	sed 's/^/# /' "$dir/init"
	bail 'PostgreSQL cannot make a database'
}
(cd "$dir" && $as "$bin/pg_ctl" -D "$dir/d" -w -l "$dir/d/log" \
	-o "-k $dir -c listen_addresses= -c fsync=off -c full_page_writes=off -c max_connections=200" start) >/dev/null || {
	sed 's/^/# /' "$dir/d/log"
	bail 'PostgreSQL does not start'
}
MEKENJAI_TEST_PG="postgresql:///postgres?host=$dir&user=postgres"
export MEKENJAI_TEST_PG
"$@"
