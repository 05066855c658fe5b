#!/bin/sh
# Run a test on a SQLite file of its own, removed after:
#     with_sqlite.sh PROGRAM [ARGUMENT ...]  the address becomes the last argument
set -eu
export LC_ALL=C # the program speaks English where a test asks for no other language
dir=$(mktemp -d /tmp/mekenjai-sqlite.XXXXXX)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM
"$@" "sqlite:$dir/register.db"
