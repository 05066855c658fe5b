#!/bin/sh
# Killed at random moments under load: kill.sh PROGRAM LOADER ROUNDS SEED URL.
set -u
prog=$(readlink -f "$1")
loader=$(readlink -f "$2")
rounds=$3
seed=$4
url=$5
here=$(dirname "$(readlink -f "$0")")
. "$here/town.sh"
make_town && make_users || { echo 'Bail out! the town was not made'; cat err; exit 1; }
head -1 dwellings.csv >more.csv
head -1 holdings.csv >held.csv
i=0
while [ $i -lt 40 ]; do
	echo "K$i,,751310000,улица Толе би,$i,1,apartment,private,3000.00,3300.00,,auezov" >>more.csv
	echo "K$i,P4,owner,1/1,2010-01-01,,акт $i" >>held.csv
	i=$((i + 1))
done
m import dwellings more.csv && m import holdings held.csv || { echo 'Bail out! no dwellings'; exit 1; }
"$loader" "$prog" "$rounds" "$seed" "$url" token.aida >tap 2>serve.err
sed '/^1\.\./d' tap
n=$(grep -c '^\(not \)\{0,1\}ok' tap)
sed 's/^/# /' serve.err | sort | uniq -c | sort -rn | head -5 | sed 's/^/# /'
m journal verify >verified
ok 'the journal verifies' $? 0
sed 's/^/# /' verified | head -5
m rebuild >rebuilt
ok 'derived tables are what the journal says' $? 0
sed 's/^/# /' rebuilt | head -5
echo "1..$n"
