#!/bin/sh
# Pictures of documents from outside: the command, and the server with a scanner and a folder.
#   scan.sh PROGRAM PICTURE DATA URL
set -u
prog=$(readlink -f "$1")
picture=$(readlink -f "$2")
data=$(readlink -f "$3")
url=$4
here=$(dirname "$(readlink -f "$0")")
. "$here/town.sh"

# ---- the command ----
scan() { # FILE ...: the answers are in `body'
	"$prog" scan --on 2026-11-22 "$@" >body 2>>err
	echo $?
}
lines() { sed -n 's/.*"lines":\["\([^]]*\)"\].*/\1/p' body | sed 's/","/|/g'; }
why() { sed -n 's/.*"errors":\[{"field":"\([^"]*\)","error":"\([^"]*\)".*/\1:\2/p' body; }

while IFS='	' read -r file truth; do
	case $file in
	0058*) ok "$file is burnt out and not to be taken" "$(scan "$data/$file"):$(has '"accept":true')" 0:0 ;;
	0039*) ok "$file shows no document" "$(scan "$data/$file"):$(why):$(has '"ok":false,"accept":false')" 0:picture:nothing-found:1 ;;
	*) ok "$file is read" "$(scan "$data/$file"):$(lines)" "0:$truth" ;;
	esac
done <"$data/truth.tsv"

good=$data/0004_scan.jpg
scan "$good" >/dev/null
want=$(lines)
ok 'it may be taken' "$(has '"ok":true,"accept":true')" 1
for kind in png tif; do
	"$picture" convert "$good" "p.$kind"
	ok "the same as $kind" "$(scan "p.$kind"):$(lines)" "0:$want"
done
"$picture" convert "$good" p.ppm
ok 'another kind is none' "$(scan p.ppm):$(why)" 0:picture:not-a-picture
head -c 20000 "$good" >short.jpg
ok 'cut short' "$(scan short.jpg):$(why)" 0:picture:damaged-picture
head -c 20000 p.png >short.png
ok 'a PNG cut short' "$(scan short.png):$(why)" 0:picture:damaged-picture
head -c 60000 p.tif >short.tif
ok 'a TIFF cut short' "$(scan short.tif):$(why)" 0:picture:damaged-picture
"$picture" blank 12000 9000 large.png
"$picture" larger 12000 9000 "$good" large.jpg
"$picture" larger 5000 4900 "$good" lies.jpg # within what is read, but the data is not there
for f in large.png large.jpg; do
	ok "$f: a hundred megapixels" "$(scan $f):$(why)" 0:picture:too-many-pixels
done
ok 'a frame larger than its data' "$(scan lies.jpg):$(has '"accept":false')" 0:1
: >empty
ok 'nothing at all' "$(scan empty):$(why)" 0:picture:not-a-picture
{
	printf '\377\330\377\340'
	head -c 300000 /dev/zero
} >hollow.jpg
ok 'JPEG by its first bytes alone' "$(scan hollow.jpg):$(why)" 0:picture:damaged-picture
ok 'one that is not there, among others' "$(scan "$good" nowhere.jpg "$good"):$(grep -c . body):$(lines | sort -u | grep -c .)" 3:3:1
ok 'no file is wrong usage' "$(scan)" 2
ok 'the names are as they were given' "$(cp "$good" 'a "b".jpg'; scan 'a "b".jpg'):$(has '{"file":"a \\"b\\".jpg",')" 0:1
ok 'nobody starts a reader by hand' "$("$prog" reader </dev/null >/dev/null 2>&1; echo $?)" 2

# ---- beside Tesseract ----
mkdir few
cp "$good" "$data/0039_negative.jpg" few/
grep -e 0004 -e 0039 "$data/truth.jsonl" >few/truth.jsonl
"$prog" --lang en bench scan few >body 2>err
ok 'both readers, the same pictures' "$?:$(grep -c 'mekenjai .* 1 of 1 right (100.0 %), 1 accepted, 0 of them wrong, 0 where' body):$(grep -c '  tesseract ' body)" 0:1:1
ok 'a folder is for pictures' "$("$prog" bench act few 2>/dev/null; echo $?)" 2

# ---- the server ----
make_town && make_users || { echo 'Bail out! the town was not made'; cat err; exit 1; }
mkdir drop sane
echo pnm >sane/dll.conf
export SANE_CONFIG_DIR="$work/sane"
serve --watch drop --scanner "pnm:0 --filename $work/p.ppm"
form() { # USER CURL-OPTION ...: POST /scans
	user=$1
	shift
	curl -s -o body -D head -w '%{http_code}' -H 'Accept-Language: en' -H "Authorization: Bearer $(cat "token.$user")" "$@" "$api/scans"
}
ok 'a picture' "$(form aida -F "picture=@$good"):$(lines)" "200:$want"
ok 'frames of one document' "$(form sen -F "picture=@$good" -F picture=@p.png -F picture=@short.jpg):$(lines)" "200:$want"
ok 'as it is' "$(form aida -H 'Content-Type: image/jpeg' --data-binary "@$good"):$(lines)" "200:$want"
ok 'no document is an answer' "$(form aida -F "picture=@$data/0039_negative.jpg"):$(has '"ok":false'):$(has nothing-found)" 200:1:1
ok 'no picture is none' "$(form aida -F picture=@p.ppm):$(has '"code":"not-a-picture"')" 415:1
ok 'damaged' "$(form aida -F picture=@short.jpg):$(has damaged-picture)" 422:1
ok 'too many pixels' "$(form aida -F picture=@large.png):$(has too-many-pixels)" 413:1
head -c 13000000 /dev/zero >long.jpg
ok 'too many bytes' "$(form aida -F picture=@long.jpg)" 413
ok 'another field' "$(form aida -F "photo=@$good"):$(has unknown-field)" 400:1
ok 'no field' "$(form aida -F "picture=@$good" -F "picture=@$good" -F x=y):$(has unknown-field)" 400:1
ok 'another type' "$(form aida -H 'Content-Type: text/plain' --data-binary @empty)" 415
ok 'the auditor reads no documents' "$(form aud -F "picture=@$good")" 403
ok 'nor does nobody' "$(curl -s -o body -w '%{http_code}' -F "picture=@$good" "$api/scans")" 401

readers() { cat /proc/[0-9]*/stat 2>/dev/null | sed -n "s/^\([0-9]*\) (mekenjai-reader) . $server .*/\1/p"; }
ok 'two readers wait' "$(readers | wc -l)" 2
kill -9 $(readers)
ok 'a reader that was killed is started again' "$(form aida -F "picture=@$good"):$(form aida -F "picture=@$good"):$(lines)" "200:200:$want"

# ---- the scanner ----
ok 'from the scanner' "$(as aida POST /scans '{"scanner":true}'):$(lines)" "200:$want"
ok 'nothing else is asked for like that' "$(as aida POST /scans '{"scanner":false}'):$(has '"field":"scanner"')" 400:1
rm p.ppm
ok 'a scanner that gives none says so' "$(as aida POST /scans '{"scanner":true}'):$(has scanner-failed)" 422:1

# ---- the folder ----
ok 'nothing was dropped' "$(as aida GET /scans/latest)" 404
cp "$good" drop/.part && mv drop/.part drop/p.jpg
i=0
while [ "$(as aida GET /scans/latest)" != 200 ] && [ $i -lt 200 ]; do
	i=$((i + 1))
	sleep 0.1
done
ok 'a full-page reader dropped one' "$(lines)" "$want"
ok 'the file has gone' "$(ls drop)" ''
ok 'who came first has it' "$(as sen GET /scans/latest)" 404
ends=$(readers)
stop
ok 'the readers end with the server' "$(for p in $ends; do [ ! -d "/proc/$p" ] || echo "$p"; done)" ''
ok 'no picture stands in the register' "$(grep -c GRIGORYAN ./*.db 2>/dev/null | grep -cv ':0$')" 0
server=''
echo "1..$n"
