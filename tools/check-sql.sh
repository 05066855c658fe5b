#!/bin/sh
# SQL stands in sql/ and migrations/, by name, so that statements can be counted, tested on both
# engines and tied to roles.  Only the drivers speak to an engine in its own words.
set -eu
. tools/check-common.sh

statement='"[[:space:]]*(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WITH|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|TRUNCATE|PRAGMA)[[:space:]][^"]'
part='"[^"]*(SELECT .+ FROM |INSERT INTO |DELETE FROM |UPDATE [a-z_]+ SET )'
small='"[[:space:]]*(select .+ from |insert into |delete from |update [a-z_]+ set )'
for f in $(find src -name '*.[ch]' ! -path 'src/db/*'); do
	grep -qE -e "$statement" -e "$part" -e "$small" "$f" || continue
	# -fpreprocessed takes the comments out and leaves everything else as it is
	lines=$(cc -fpreprocessed -dD -E -P -x c "$f" | grep -E -e "$statement" -e "$part" -e "$small") || continue
	exempt "$f" || wrong "$f: $lines"
done
verdict 'move the statement to sql/*.sql and call it by its name'
