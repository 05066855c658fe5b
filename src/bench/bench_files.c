/* The files of a made-up town, as `import' takes them; the same every time. */
#include "bench_impl.h"

#include "csv.h"
#include "made_up.h"

#define TODAY     17000 /* 2016-07-18: what made-up ages are counted from */
#define PER_HOUSE 60

struct str bench_person(struct arena *a, int64_t i)
{
	return arena_printf(a, "P%lld", (long long)i);
}

struct str bench_dwelling(struct arena *a, int64_t i)
{
	return arena_printf(a, "D%lld", (long long)i);
}

void bench_units(struct buf *b)
{
	size_t n;
	const struct made_up_district *d = made_up_districts(&n);

	buf_z(b, "id,parent,name_ru,name_kk,district\nU,,City,City,\n");
	for (size_t i = 0; i < n; i++)
		buf_printf(b, "U%zu,U,%s,%s,%s\n", i, d[i].ru, d[i].kk, d[i].kato);
}

void bench_dwellings(struct buf *b, int64_t n)
{
	size_t districts;
	const struct made_up_district *d = made_up_districts(&districts);
	struct made_up m;

	made_up_start(&m, 1);
	buf_z(b, "id,kato,street,house,flat,category,fund,useful_area,total_area,unit\n");
	for (int64_t i = 0; i < n; i++) {
		size_t k = (size_t)i % districts;
		const struct made_up_street *s = made_up_street(&m, str_of(d[k].kato));

		buf_printf(b, "D%lld,%s,", (long long)i, d[k].kato);
		buf_csv(b, str_of(s->ru));
		buf_printf(b, ",%lld,%lld,apartment,private,%lld,%lld,U%zu\n",
		    (long long)1 + i / PER_HOUSE, (long long)1 + i % PER_HOUSE,
		    (long long)300 + i % 50, (long long)320 + i % 50, k);
	}
	made_up_end(&m);
}

void bench_persons(struct buf *b, int64_t n)
{
	struct made_up m;

	made_up_start(&m, 2);
	buf_z(b, "id,iin,surname,given,patronymic,surname_latin,given_latin,birth_date,sex,"
		 "citizenship,status,document_type,document_number\r\n");
	for (int64_t i = 0; i < n; i++) {
		struct arena a = {0};
		struct made_up_person p;
		char sex[2] = {0};

		made_up_resident(
		    &m, &a, made_up_people(&m), made_up_birth(&m, 21, 90, TODAY), TODAY, &p);
		sex[0] = p.sex;
		csv_write(b,
		    (const struct str[]){bench_person(&a, i), str_of(p.iin), p.surname, p.given,
			p.patronymic, p.surname_latin, p.given_latin, date_str(&a, p.birth),
			str_of(sex), str_of(p.citizenship), str_of(p.status),
			str_of(p.document_type), p.document_number},
		    13);
		arena_free(&a);
	}
	made_up_end(&m);
}

void bench_holdings(struct buf *b, int64_t n)
{
	buf_z(b, "dwelling,holder,kind,share,from,paper\n");
	for (int64_t i = 0; i < n; i++)
		buf_printf(b, "D%lld,P%lld,owner,1/1,2005-01-01,K-%lld\n", (long long)i,
		    (long long)i, (long long)i);
}

/* Everybody lived somewhere since 2006, every second one somewhere else since 2010. */
void bench_residences(struct buf *b, int64_t n, int64_t homes)
{
	buf_z(b, "person,dwelling,kind,from\n");
	for (int64_t i = 0; i < n; i++) {
		buf_printf(
		    b, "P%lld,D%lld,permanent,2006-03-01\n", (long long)i, (long long)(i % homes));
		if (i % 2 == 1)
			buf_printf(b, "P%lld,D%lld,permanent,2010-09-15\n", (long long)i,
			    (long long)((i * 7 + 1) % homes));
	}
}

void bench_wanted(struct buf *b)
{
	buf_z(b, "id,surname,given,patronymic,sex,birth_date,nationality,iin,doc_number,aliases\n");
	for (int i = 0; i < 100; i++)
		buf_printf(b, "W%d,Nobody,Nowhere,,M,1970,KAZ,,X%07d,\n", i, i);
}
