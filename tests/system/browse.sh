# Pages as a browser without JavaScript asks for them; sourced after town.sh.
# see USER PATH: a GET with his cookies; post USER PATH NAME=VALUE...: a form with its secret; the status is printed
see() { curl -s -o body -D head -w '%{http_code}' -b "jar.$1" -c "jar.$1" "$base$2"; }
secret() {
	curl -s -b "jar.$1" "$base/help" | sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' | head -1
}
post() {
	who=$1 path=$2
	shift 2
	csrf=$(secret "$who")
	for f; do
		set -- "$@" --data-urlencode "$f"
		shift
	done
	curl -s -o body -D head -w '%{http_code}' -b "jar.$who" -c "jar.$who" -H "Origin: $base" \
		--data-urlencode "csrf=$csrf" "$@" "$base$path"
}
# shows TEXT...: yes where each is in the page
shows() {
	for f; do grep -q -- "$f" body || { echo "no $f"; return; }; done
	echo yes
}
to() { sed -n 's/^[Ll]ocation: \(.*\)\r$/\1/p' head; }
sign_in() {
	curl -s -o body -D head -w '%{http_code}' -b "jar.$1" -c "jar.$1" -H "Origin: $base" \
		--data-urlencode "user=$1" --data-urlencode "password=${2-$password}" "$base/login"
}
