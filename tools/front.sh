#!/bin/sh
# Makes what the browser loads, into the folder OUT: app.css, app.js and the fonts,
# named as fonts.css and tools/embed.c name them.  Needs the packages of front/.
#   tools/front.sh FRONT OUT
set -eu
front=$1
out=$2
modules=$front/node_modules
if [ ! -x "$modules/.bin/sass" ]; then
	echo "front: the packages of the pages are not installed: run tools/setup" >&2
	exit 1
fi
mkdir -p "$out"
{
	sed '/^\/\*/d' "$front/fonts.css"
	"$modules/.bin/sass" --no-source-map --style=compressed --no-charset --quiet-deps \
		--load-path="$modules" "$front/app.scss"
} > "$out/app.css.new"
mv "$out/app.css.new" "$out/app.css"
cp "$front/app.js" "$front/icon.svg" "$out/"
for set in cyrillic cyrillic-ext latin latin-ext; do
	for font in golos-text:400 golos-text:600 ibm-plex-mono:400; do
		name=${font%:*}
		weight=${font#*:}
		cp "$modules/@fontsource/$name/files/$name-$set-$weight-normal.woff2" "$out/$name-$set-$weight.woff2"
	done
done
