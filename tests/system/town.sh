# A small town for tests of the server: sourced with $prog, $url and $here (this folder) set.
# Makes units, dwellings, persons, holdings, residences, users with their tokens, and functions.
. "$here/tap.sh"
m() { "$prog" --db "$url" "$@" 2>>err; }

make_town() {
	m init --rehearsal
	cat >units.csv <<-'C'
	id,parent,name_ru,name_kk,district
	kz,,МВД,ІІМ,
	almaty,kz,ДВД Алматы,Алматы ПД,750000000
	auezov,almaty,Ауэзовское РУВД,Әуезов АІІБ,751310000
	medeu,almaty,Медеуское РУВД,Медеу АІІБ,751710000
	C
	printf 'id,unit,name,inspector\np1,auezov,Участок 1,\n' >precincts.csv
	cat >dwellings.csv <<-'C'
	id,rka,kato,street,house,flat,category,fund,useful_area,total_area,precinct,unit
	D1,,751310000,улица Жандосова,10,5,apartment,state,29.99,33.10,p1,auezov
	D2,,751310000,улица Жандосова,10,6,apartment,private,3000.00,3300.00,p1,auezov
	D3,,751710000,улица Достык,1,1,apartment,private,300.00,330.00,,medeu
	C
	cat >persons.csv <<-'C'
	id,iin,surname,given,patronymic,birth_date,sex,citizenship,status,document_type,document_number,document_country
	P1,900101300126,Әбілқасым,Серік,Болатұлы,1990-01-01,M,KAZ,citizen,id_card,030000001,KAZ
	P2,,Әбілқасым,Айгүл,Серікқызы,1995-05-05,F,KAZ,citizen,id_card,030000002,KAZ
	P3,,Иванов,Пётр,,1980-03-03,M,KAZ,citizen,id_card,030000003,KAZ
	P4,,Ким,Ольга,,1975-04-04,F,KAZ,citizen,id_card,030000004,KAZ
	P5,,Розыскин,Олег,,1970-04-04,M,KAZ,citizen,id_card,030000005,KAZ
	P6,,Сейтов,Арман,,1971-04-04,M,KAZ,citizen,id_card,030000006,KAZ
	C
	printf 'dwelling,holder,kind,share,from,until,paper\nD1,P1,tenant,,2010-01-01,,договор 1\nD2,P4,owner,1/1,2010-01-01,,акт 2\nD3,P4,owner,1/1,2010-01-01,,акт 3\n' >holdings.csv
	printf 'person,dwelling,kind,from,until,recorded_on\nP1,D1,permanent,2010-01-01,,2010-01-01\nP4,D2,permanent,2010-01-01,,2010-01-01\n' >residences.csv
	printf 'id,surname,given,patronymic,sex,birth_date,nationality,iin,doc_number,aliases\nW1,Розыскин,Олег,,M,1970-04-04,KAZ,,030000005,\n' >wanted.csv
	for k in units precincts dwellings persons holdings residences wanted; do
		m import $k $k.csv || return 1
	done
}

password='ногайский чай 26'
make_users() {
	for u in aida:officer:auezov berik:officer:medeu sen:senior:almaty dana:duty:almaty; do
		IFS=: read -r name role unit <<-E
		$u
		E
		echo "$password" | m user add "$name" --role "$role" --unit "$unit" --password-stdin
	done
	echo "$password" | m user add aud --role auditor --password-stdin
	echo "$password" | m user add adm --role admin --password-stdin
	echo "$password" | m user add insp --role inspector --unit auezov --precinct p1 --password-stdin
	echo "$password" | m user add akim --role akimat --district 751310000 --password-stdin
	for name in aida berik sen dana aud adm insp akim; do
		m token add --user $name >"token.$name" || return 1
	done
}

# serve [OPTION ...]: start the server on a free port; $base is its address
serve() {
	: >out
	"$prog" --db "$url" serve --listen 127.0.0.1:0 "$@" >out 2>>serve.err &
	server=$!
	until grep -q http out; do
		kill -0 "$server" 2>/dev/null || { wait "$server"; return; }
		sleep 0.05
	done
	base=$(sed -n 's|^mekenjai: \(.*\)/$|\1|p' out)
	api=$base/api/v1
}
stop() {
	kill "$server"
	wait "$server"
}

# as USER METHOD PATH [BODY [CURL OPTION ...]]: the status is printed, the body is in `body', headers in `head'
as() {
	user=$1
	method=$2
	path=$3
	data=${4-}
	[ $# -lt 4 ] || shift
	shift 3
	[ -z "$data" ] || set -- -H 'Content-Type: application/json' --data-binary "$data" "$@"
	[ "$user" = nobody ] || set -- -H "Authorization: Bearer $(cat "token.$user")" "$@"
	curl -s -o body -D head -w '%{http_code}' -X "$method" -H "Accept-Language: ${lang-en}" "$@" "$api$path"
}
get() { as "$1" GET "$2" '' -H 'Purpose: test'; }
field() { sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p" body; }
has() { grep -c -- "$1" body; }
