#!/bin/sh
# Pictures of the sample page for a person's eyes:  tests/unit/web/look.sh BUILD OUT
# Needs chromium and python3 (for files on a loopback port); not part of the tests.
set -eu
build=$1
out=$2
mkdir -p "$out/a"
"$build/tests/unit/web/look" "$out"
profile=$(mktemp -d)
python3 -m http.server --bind 127.0.0.1 --directory "$out" 8931 >"$out/server.log" 2>&1 &
server=$!
trap 'kill "$server"; rm -rf "$profile"' EXIT
sleep 1
for lang in ru kk en; do
	for size in 1366,768 1366,1500 320,2600; do
		chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
			--disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$profile" --window-size="$size" \
			--screenshot="$out/$lang-${size%,*}-${size#*,}.png" "http://127.0.0.1:8931/$lang.html" >"$out/chromium.log" 2>&1
	done
done
