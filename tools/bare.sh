#!/bin/sh
# Try the project where nothing is installed: a bare Debian 12 in a folder, as root of this machine.
#
#   tools/bare.sh FOLDER [COMMAND...]      default command: ./test --quick
#   tools/bare.sh --new FOLDER [COMMAND..] throw the former one away first
#
# FOLDER/root is the system, kept for the next time; the project's HEAD is cloned to
# /src in it (what is not committed is not there).  The package mirror, the npm registry and the
# certificates are those of this machine, read when it runs.  Needs debootstrap and git.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)

die()
{
	echo "tools/bare.sh: $*" >&2
	exit 1
}

new=''
if [ "${1-}" = --new ]; then
	new=yes
	shift
fi
[ $# -gt 0 ] || { sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2; exit 2; }
[ "$(id -u)" = 0 ] || die 'chroot needs root'
command -v debootstrap >/dev/null || die 'debootstrap is not installed'
mkdir -p "$1"
place=$(cd "$1" && pwd)
shift
[ $# -gt 0 ] || set -- ./test --quick
bare=$place/root

# The mirror this machine takes Debian itself from: of the first source that has "main".
mirror()
{
	cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
		sed -nE 's/^deb +(\[[^]]*\] +)?([^ ]+) +bookworm +.*main.*/\2/p'
	awk '/^URIs:/ { uri = $2 } /^Suites:/ && / bookworm( |$)/ { print uri }' \
		/etc/apt/sources.list.d/*.sources 2>/dev/null
}

[ -z "$new" ] || rm -rf --one-file-system "$bare"
if [ ! -e "$bare/.complete" ]; then
	rm -rf --one-file-system "$bare"
	url=$(mirror | head -n 1)
	[ -n "$url" ] || die 'no source for bookworm in /etc/apt'
	debootstrap --variant=minbase bookworm "$bare" "$url" >"$place/debootstrap.log" 2>&1 ||
		{ tail "$place/debootstrap.log" >&2; die 'debootstrap failed'; }
	# a chroot starts no services: what a package would start would be this machine's
	printf '#!/bin/sh\nexit 101\n' >"$bare/usr/sbin/policy-rc.d"
	chmod 755 "$bare/usr/sbin/policy-rc.d"
	: >"$bare/.complete"
fi

# How this machine reaches the outside, and nothing else of it.
cp /etc/resolv.conf /etc/hosts "$bare/etc/"
for f in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
	[ ! -f "$f" ] || ! grep -q bookworm "$f" || cp "$f" "$bare$f"
done
apt-config dump | grep '^Acquire::' | grep -v '""' >"$bare/etc/apt/apt.conf.d/99machine" || :
mkdir -p "$bare/usr/local/share/ca-certificates"
cp /usr/local/share/ca-certificates/*.crt "$bare/usr/local/share/ca-certificates/" 2>/dev/null || :
if command -v npm >/dev/null; then
	npmrc=$(npm config get userconfig)
	[ ! -f "$npmrc" ] || cp "$npmrc" "$bare/root/.npmrc"
	npmrc=$(npm config get globalconfig)
	[ ! -f "$npmrc" ] || { mkdir -p "$bare/etc"; cp "$npmrc" "$bare/etc/npmrc"; }
fi

[ -z "$(git -C "$root" status --porcelain)" ] || echo 'tools/bare.sh: what is not committed is not tried' >&2
if [ -d "$bare/src/.git" ]; then
	git -C "$bare/src" fetch -q "$root" HEAD
	git -C "$bare/src" reset -q --hard FETCH_HEAD
	git -C "$bare/src" clean -qfd # but not what is ignored: builds are kept
else
	rm -rf "$bare/src"
	git clone -q --no-hardlinks "$root" "$bare/src"
fi

# Mounts and processes of its own: all of them go when the command ends, however it ends.
exec unshare --mount --pid --fork --kill-child -- sh -eu -c '
	bare=$1
	shift
	mount -t proc proc "$bare/proc"
	mount --rbind /dev "$bare/dev"
	mount -t tmpfs tmpfs "$bare/dev/shm"
	mount -t tmpfs tmpfs "$bare/tmp"
	exec env -i HOME=/root TERM="${TERM-dumb}" PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
		NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt NPM_CONFIG_GLOBALCONFIG=/etc/npmrc \
		${http_proxy+http_proxy="$http_proxy"} ${https_proxy+https_proxy="$https_proxy"} ${no_proxy+no_proxy="$no_proxy"} \
		chroot "$bare" sh -c "cd /src && exec \"\$@\"" sh "$@"
' sh "$bare" "$@"
