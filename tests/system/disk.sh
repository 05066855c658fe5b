#!/bin/sh
# No room for the register's file to grow (SQLite): disk.sh PROGRAM URL.
# The kernel's limit on the size of files stands for the full disk; it is lifted while the server runs.
set -u
prog=$(readlink -f "$1")
url=$2
here=$(dirname "$(readlink -f "$0")")
. "$here/town.sh"
make_town && make_users || { echo 'Bail out! the town was not made'; cat err; exit 1; }
serve

new() { echo '{"act":"add_person","set":{"surname":"Полный","given":"Диск","birth_date":"1980-01-01","sex":"M","citizenship":"KAZ","status":"citizen","document_type":"id_card","document_number":"'"$1"'","document_country":"KAZ"},"new":true,"note":"no room"}'; }
health() { # STATUS: wait until it is that
	tries=0
	until [ "$(as nobody GET /healthz)" = "$1" ] || [ $tries -gt 200 ]; do
		tries=$((tries + 1))
		sleep 0.1
	done
	as nobody GET /healthz
}

ok 'an act is recorded' "$(as aida POST /acts "$(new 200000000)")" 201
ok 'healthy' "$(health 200)" 200
prlimit --pid "$server" --fsize="$(wc -c <"${url#sqlite:}-wal"):"
i=0
answer=201
while [ "$answer" = 201 ] && [ $i -lt 1000 ]; do # what is in the file already may be written over for a while
	i=$((i + 1))
	answer=$(as aida POST /acts "$(new $((200000000 + i)))")
	[ "$answer" != 201 ] || last=$(field act)
done
ok 'without room an act is answered with an error' "$answer:$(has '"status":503'):$(grep -ci '^retry-after: ' head)" 503:1:1
ok 'and with nothing else' "$(has '"act"')" 0
ok 'it is not healthy' "$(health 503)" 503
ok 'it still reads' "$(get aida /persons/P1)" 200
ok 'and what was recorded before is there' "$(get aida "/acts/${last-1}")" 200
prlimit --pid "$server" --fsize=unlimited:
ok 'with room it is healthy again' "$(health 200)" 200
ok 'and the same act is recorded' "$(as aida POST /acts "$(new $((200000000 + i)))")" 201
get aud '/acts?limit=1000' >/dev/null
stop
ok 'the server ends in good order' $? 0
m journal verify >verified
ok 'the journal verifies' $? 0
m rebuild >rebuilt
ok 'derived tables are what the journal says' $? 0
echo "1..$n"
