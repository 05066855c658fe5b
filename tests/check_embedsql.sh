#!/bin/sh
# embedsql takes migrations in order and without a gap, and gives their text byte for byte.
#     check_embedsql.sh EMBEDSQL
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
n=0
bad=0
result() { # text, then a command that tells
	n=$((n + 1))
	text=$1
	shift
	if "$@" >"$dir/said" 2>&1; then
		echo "ok $n - $text"
	else
		echo "not ok $n - $text"
		sed 's/^/# /' "$dir/said"
		bad=1
	fi
}
embedsql=$(realpath "$1")
refused() { # part of the message, then the files
	want=$1
	shift
	! "$embedsql" "$dir/none.c" "$@" 2>"$dir/err" && [ ! -e "$dir/none.c" ] && grep -q "$want" "$dir/err"
}
cd "$dir"
printf 'SELECT "a\\n", '"'%%s'"';\t-- \320\266 ?\?/\n' >0001_a_2.sql
echo 'zero' >0000_bookkeeping.sql
for name in 0002_b.sql 0003_c.sql 2_b.sql 0001_A.sql 00010_a.sql 0001_.sql 0001_a.txt; do echo x >"$name"; done
printf 'a\001b' >0001_c.sql
result 'files are taken' "$embedsql" out.c 0000_bookkeeping.sql 0001_a_2.sql 0002_b.sql
cat >print.c <<'END'
#include <stdio.h>
#include <stddef.h>
struct migration { int number; const char *name, *text; };
END
sed 's/#include "db_impl.h"//' out.c >>print.c
cat >>print.c <<'END'
int main(void)
{
	for (size_t i = 0; i < db_migrations_n; i++)
		printf("%d %s\n%s", db_migrations[i].number, db_migrations[i].name, db_migrations[i].text);
	printf("%s", db_bookkeeping);
	return 0;
}
END
{
	echo '1 a_2'
	cat 0001_a_2.sql
	echo '2 b'
	cat 0002_b.sql 0000_bookkeeping.sql
} >want
result 'the made file compiles' cc -std=gnu17 -o print print.c
./print >got 2>&1 || :
result 'and gives the bytes of the files' cmp want got
result 'the table of migrations alone' "$embedsql" out.c 0000_bookkeeping.sql
result 'a gap' refused 'without a gap' 0000_bookkeeping.sql 0001_a_2.sql 0003_c.sql
result 'out of order' refused 'without a gap' 0000_bookkeeping.sql 0002_b.sql 0001_a_2.sql
result 'no number 0' refused 'without a gap' 0001_a_2.sql
for name in 2_b.sql 00010_a.sql 0001_.sql 0001_a.txt; do
	result "$name" refused 'NNNN_name' 0000_bookkeeping.sql "$name"
done
result 'capitals' refused 'a-z' 0000_bookkeeping.sql 0001_A.sql
result 'a control character' sh -c '! "$0" none.c 0000_bookkeeping.sql 0001_c.sql' "$embedsql"
echo "1..$n"
exit $bad
