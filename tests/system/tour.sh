#!/bin/sh
# docs/tour.md as it stands: every command in it runs, and what it says must come out does, in that
# order.  Called with the program and the page.  Prints TAP.
set -eu
prog=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
docs=$(cd "$(dirname "$2")" && pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/build"
ln -s "$prog" "$dir/build/mekenjai"
ln -s "$docs" "$dir/docs"
cd "$dir"
awk '/^```sh$/ { on = 1; next } /^```$/ { on = 0 } on' "$docs/$(basename "$2")" >commands
rc=0
TMPDIR=$dir sh -eu commands >said 2>&1 || rc=$?
python3 - "$rc" <<'P'
import sys
said, at, bad, n = open("said", encoding="utf-8").read(), 0, 0, 1
wanted = [line[4:].rstrip("\n") for line in open("commands", encoding="utf-8") if line.startswith("# → ")]
if sys.argv[1] != "0":
    bad = 1
    print("not ok 1 - every command ends well\n# " + said.replace("\n", "\n# "))
else:
    print("ok 1 - every command ends well")
for text in wanted:
    n += 1
    found = said.find(text, at)
    print("%s %d - %s" % ("ok" if found >= 0 else "not ok", n, text))
    bad |= found < 0
    at = found + len(text) if found >= 0 else at
print("1..%d" % n)
sys.exit(bad or n < 2)
P
