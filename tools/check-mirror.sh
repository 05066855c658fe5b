#!/bin/sh
# Every source file has a test file that mirrors it.
set -eu
. tools/check-common.sh

for f in $(find src -name '*.c'); do
	folder=${f#src/}
	case $folder in
	*/*) folder=${folder%/*} ;;
	*) folder='' ;;
	esac
	name=test_${f##*/}
	[ -f "tests/unit/${folder:+$folder/}$name" ] || [ -f "tests/${folder:+$folder/}$name" ] || exempt "$f" ||
		wrong "$f: no tests/unit/${folder:+$folder/}$name"
done
verdict 'write the test file, or one under tests/FOLDER/; where another test does its work, say which in tools/exempt.txt'
