#!/bin/sh
# Users and tokens by the commands, from outside:
#   users.sh MEKENJAI URL      (with_sqlite.sh and with_pg.sh give the URL)
set -u
program=$(readlink -f "$1") # the test goes elsewhere
MEKENJAI_DB=$2
export MEKENJAI_DB
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1
tab=$(printf '\t')
n=0
say() { n=$((n + 1)); echo "$1 $n - $2"; }

# expect WHAT STATUS WORDS COMMAND...: it ends so, and says so (on either output); input from `in'
: >in
expect() {
	what=$1 status=$2 words=$3
	shift 3
	"$program" "$@" <in >out 2>err
	got=$?
	if [ "$got" = "$status" ] && cat out err | grep -qF -e "$words"; then
		say ok "$what"
	else
		say 'not ok' "$what: status $got"
		sed 's/^/# /' out err
	fi
}
# row WORDS...: the list of users has a line of these fields
row() {
	want=$(printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s' "$@")
	"$program" user list >list 2>err
	if grep -qxF -e "$want" list; then say ok "listed: $1"; else say 'not ok' "no line: $want"; sed 's/^/# /' list err; fi
}
password() { printf '%s\n' "$1" >in; }

expect 'no register yet' 3 'mekenjai init' user list
expect 'a register' 0 ready init
printf 'id,name_ru,district\nU1,one,750000000\n' >units.csv
expect 'a unit' 0 '1 new' import units units.csv
printf 'id,unit,name\nPR1,U1,first\nPR2,U1,second\n' >precincts.csv
expect 'precincts' 0 '2 new' import precincts precincts.csv
expect 'nobody is there from the beginning' 0 name user list
if [ "$(wc -l <out)" = 1 ]; then say ok 'the list is empty'; else say 'not ok' 'there is a user'; fi

# what is wrong is said before a password is asked for
expect 'no role' 2 '--role is needed' user add aida
expect 'no such role' 2 'did you mean officer' user add aida --role oficer
expect 'no such role, and none near' 2 'must be one of: officer, senior' user add aida --role king
expect 'no name' 2 'must be 1 to 64' user add 'a b' --role admin
expect 'the name of the program' 2 'no name of the program' user add cli --role admin
expect 'no unit' 1 'Unit: is needed' user add aida --role officer
expect 'no such unit' 1 'no such record: U9' user add aida --role officer --unit U9
expect 'no such precinct' 1 'no such record: PR9' user add aida --role inspector --unit U1 --precinct PR1 --precinct PR9
expect 'a precinct of another role' 1 'must be empty' user add aida --role officer --unit U1 --precinct PR1
expect 'no terminal' 2 'give it with --password-stdin' user add aida --role officer --unit U1
expect 'a password is no argument' 2 'no option' user add aida --role admin --password x

expect 'nothing on standard input' 2 mekenjai user add aida --role admin --password-stdin
password short
expect 'a short password' 1 'at least 10 characters' user add aida --role admin --password-stdin
password 'AIDA.OMAROVA'
expect 'the name as password' 1 "must not be the user's name" user add aida.omarova --role admin --password-stdin
password 'correct horse'
expect 'an officer' 0 'пайдаланушы Aida: officer' --lang kk user add Aida --role officer --unit U1 --password-stdin
expect 'the same name' 1 'the name of the user Aida already' user add aida --role admin --password-stdin
expect 'an inspector' 0 'user ins: inspector' user add ins --role inspector --unit U1 --precinct PR1 --precinct PR2 --password-stdin
expect 'an akimat' 0 'user ak: akimat' user add ak --role akimat --district 750000000 --password-stdin
row Aida officer U1 '' '' '' kk active
row ins inspector U1 '' PR1,PR2 '' ru active
row ak akimat '' 750000000 '' '' ru active
printf 'id,kato,street,house,category,fund,unit\nH1,750000000,one,1,hotel,private,U1\n' >dwellings.csv
expect 'a hotel' 0 '1 new' import dwellings dwellings.csv
expect 'a host of nobody' 1 'Holder: is needed' user add hotel --role host --dwelling H1 --password-stdin
expect 'a host of nowhere' 1 'no such record: H9' user add hotel --role host --holder 'org:Hotel' --dwelling H9 --password-stdin
expect 'a hotel for an officer' 1 'must be empty' user add off --role officer --unit U1 --dwelling H1 --password-stdin
expect 'a host' 0 'user hotel: host' user add hotel --role host --holder 'org:Hotel' --dwelling H1 --password-stdin
row hotel host '' '' '' '' ru active 'org:Hotel' H1

password 'another horse'
expect 'a new password' 0 'пароль задан' --lang ru user password Aida --password-stdin
expect 'for nobody' 1 'no such record: nobody' user password nobody --password-stdin
password short
expect 'a new one, too short' 1 'at least 10' user password Aida --password-stdin

: >in
expect 'a token' 0 mkj_ token add --user Aida --ttl 3 --label reports
token=$(cat out)
if [ "$(wc -l <out)" = 1 ] && printf %s "$token" | grep -qxE 'mkj_[0-9a-f]{64}'; then
	say ok 'the token alone is on standard output'
else
	say 'not ok' "standard output: $token"
fi
id=$(sed -n 's/.*token \(T-[a-z0-9]*\) of Aida.*/\1/p' err)
expect 'its list' 0 "$id${tab}reports$tab" token list --user Aida
if grep -qF -e "${token#mkj_}" out; then say 'not ok' 'the list shows the secret'; else say ok 'the list hides the secret'; fi
expect 'for too long' 2 '1 to 366' token add --user Aida --ttl 367
expect 'for nobody' 1 'no such record: nobody' token add --user nobody
expect 'for whom' 2 '--user is needed' token add
expect 'revoked' 0 'is revoked' token revoke "$id"
expect 'revoked already' 1 'not in force' token revoke "$id"
expect 'no such token' 1 'no such record: T-none' token revoke T-none

expect 'disabled' 0 'user Aida: disabled' user disable Aida
row Aida officer U1 '' '' '' kk disabled
expect 'disabled already' 1 'not in force: Aida' user disable Aida
expect 'no token for him' 1 'not in force: Aida' token add --user Aida
expect 'enabled' 0 'may sign in again' user enable Aida
row Aida officer U1 '' '' '' kk active
expect 'disable nobody' 1 'no such record: nobody' user disable nobody

# asked for on a terminal: twice, and without echo
terminal() {
	python3 - "$program" user "$@" <<'PYTHON'
import os, pty, sys
answers = os.environ["ANSWERS"].split("|")
pid, fd = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], sys.argv[1:])
seen = b""
while True:
    try:
        part = os.read(fd, 4096)
    except OSError:
        break
    if not part:
        break
    seen += part
    if answers and (seen.endswith(b"Password: ") or seen.endswith(b"Once more: ")):
        os.write(fd, answers.pop(0).encode() + b"\n")
sys.stdout.buffer.write(seen)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
PYTHON
}
# on_terminal WHAT STATUS WORDS ANSWERS COMMAND...
on_terminal() {
	what=$1 status=$2 words=$3
	ANSWERS=$4
	export ANSWERS
	shift 4
	terminal "$@" >out 2>err
	got=$?
	if [ "$got" = "$status" ] && grep -qF -e "$words" out && ! grep -q horse out; then
		say ok "$what"
	else
		say 'not ok' "$what: status $got"
		sed 's/^/# /' out err
	fi
}
on_terminal 'typed twice' 0 'user typed: admin' 'correct horse|correct horse' add typed --role admin
on_terminal 'typed differently' 2 'the two passwords differ' 'correct horse|correct house' add typed2 --role admin
on_terminal 'a new one typed' 0 'the password is set' 'fourth horse|fourth horse' password typed
row typed admin '' '' '' '' ru active

expect 'the journal verifies' 0 '' journal verify
echo "1..$n"
