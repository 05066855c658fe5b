#!/bin/sh
# A library from outside is known to one place of ours, so that it can be replaced there.
# (That a folder sees no layer above it is held by the include paths in src/*/meson.build.)
set -eu
. tools/check-common.sh

# only HEADER PLACE...: HEADER is included nowhere else in src/
only()
{
	header=$1
	shift
	for f in $(grep -rlE "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]$header[>\"]" src || :); do
		allowed=''
		for place in "$@"; do
			case $f in "$place"*) allowed=yes ;; esac
		done
		[ -n "$allowed" ] || exempt "$f" || wrong "$f: includes $header, known to $* alone"
	done
}
only 'sqlite3\.h' src/db/
only '(postgresql/)?libpq-fe\.h' src/db/
only 'microhttpd\.h' src/http/server.c
only 'seccomp\.h' src/sys/
only 'utf8proc\.h' src/base/utf8.c
only 'openssl/[a-z]+\.h' src/base/hash.c src/sys/
only '(cairo|pango|fontconfig)[a-z/-]*\.h' src/pdf/
only 'qrencode\.h' src/pdf/page_qr.c
only 'zlib\.h' src/paper/certificate_qr.c

# The pure layers are given the time, files and luck that they need; they never ask for them.
pure=''
for d in model rules mrz paper scan names screen journal; do
	[ ! -d "src/$d" ] || pure="$pure src/$d"
done
if [ -n "$pure" ]; then
	# shellcheck disable=SC2086
	for f in $(grep -rlE '^[[:space:]]*#[[:space:]]*include[[:space:]]*<(unistd|fcntl|pthread|dirent|sys/[a-z]+)\.h>|[^a-z_](time|clock_gettime|gettimeofday|fopen|getenv|random)\(' $pure || :); do
		exempt "$f" || wrong "$f: a pure layer asks the system for something"
	done
fi
verdict 'go through the layer that owns the library, or have the fact passed in'
