# What a test from outside begins with: sourced before anything is written.  A work folder to be in,
# which goes at the end with the server of `serve' in it, and `ok'.
work=$(mktemp -d)
server=''
trap '[ -z "$server" ] || kill -9 "$server" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1
n=0
: >err # what the program said last, or all of it: see each test's m()
ok() { # WHAT GOT WANTED
	n=$((n + 1))
	if [ "$2" = "$3" ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		echo "# got $2" | head -3
		echo "# wanted $3"
		tail -n 20 err | sed 's/^/# /'
	fi
}
