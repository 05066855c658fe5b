/*
 * The files of the town: building by building, flat by flat, family by family.
 * Nothing is kept of a family once it is written but who holds its dwelling.
 */
#include "demo_impl.h"

#include <errno.h>
#include <string.h>

#define PRECINCTS_OF_DISTRICT 6
#define CHILDREN_MAX          4

struct family {
	struct arena a;
	struct made_up_person v[2 + CHILDREN_MAX];
	size_t n;
	bool couple;
	uint32_t first; /* number of v[0] */
};

static void out(FILE *f, struct buf *b)
{
	(void)fwrite(b->p, 1, b->n, f);
	buf_free(b);
	*b = (struct buf){0};
}

static void day(struct buf *b, day_t d)
{
	char z[DATE_TEXT];

	date_print(d, z);
	buf_z(b, z);
}

static uint64_t below(struct town *t, uint64_t n)
{
	return prng_below(&t->m.r, n);
}

static bool of100(struct town *t, uint64_t in)
{
	return prng_chance(&t->m.r, in, 100);
}

/* ---- units, precincts ---- */

static void units(struct town *t)
{
	const struct made_up_district *d;
	FILE *f = t->file[UNITS], *p = t->file[PRECINCTS];
	size_t n;

	d = made_up_districts(&n);
	(void)fputs("id,parent,name_ru,name_kk,district\n", f);
	(void)fprintf(f, "kz,,%s,%s,\nalmaty,kz,%s,%s,\n", demo_words[MINISTRY_RU],
	    demo_words[MINISTRY_KK], demo_words[CITY_RU], demo_words[CITY_KK]);
	(void)fputs("id,unit,name,inspector\n", p);
	for (size_t i = 0; i < n; i++) {
		(void)fprintf(f, "u%s,almaty,%s: %s,%s: %s,%s\n", d[i].kato, demo_words[POLICE_RU],
		    d[i].ru, demo_words[POLICE_KK], d[i].kk, d[i].kato);
		for (int k = 1; k <= PRECINCTS_OF_DISTRICT; k++)
			(void)fprintf(p, "p%s-%d,u%s,%s: %s %d,%s\n", d[i].kato, k, d[i].kato,
			    d[i].ru, demo_words[PRECINCT], k,
			    strcmp(d[i].kato, "751310000") == 0 && k == 1 ? "inspector" : "");
	}
}

/* ---- persons ---- */

static void person(struct town *t, uint32_t number, const struct made_up_person *p)
{
	struct buf b = {0};
	const struct str field[] = {
	    str_of(p->iin), p->surname, p->given, p->patronymic, p->surname_latin, p->given_latin};

	buf_printf(&b, "P%u", number);
	for (size_t i = 0; i < ARRAY_LEN(field); i++) {
		buf_char(&b, ',');
		buf_csv(&b, field[i]);
	}
	buf_char(&b, ',');
	day(&b, p->birth);
	buf_printf(&b, ",%c,%s,%s,%s,%.*s,%s,", p->sex, p->citizenship, p->status, p->document_type,
	    STR_FMT(p->document_number), p->citizenship);
	if (p->document_expires != DAY_NONE)
		day(&b, p->document_expires);
	buf_char(&b, '\n');
	out(t->file[PERSONS], &b);
}

/* On the list: the head of a family now and then, whose case will wait; namesakes. */
static void wanted(struct town *t, uint32_t number, const struct made_up_person *p, bool head)
{
	bool same = head && p->iin[0] != '\0' && t->homes % DEMO_WANTED_OF == DEMO_WANTED_AT;
	struct buf b = {0};

	if (!same && number % 150 != 23)
		return;
	buf_printf(&b, "W%u,", number);
	buf_csv(&b, p->surname);
	buf_char(&b, ',');
	buf_csv(&b, p->given);
	buf_printf(&b, ",%c,", p->sex);
	day(&b, same ? p->birth : p->birth - 400);
	buf_printf(&b, ",%s,%s,\n", p->citizenship, same ? p->iin : "");
	out(t->file[WANTED], &b);
}

static void add(struct town *t, struct family *f)
{
	const struct made_up_person *p = &f->v[f->n++];

	t->persons++;
	person(t, t->persons, p);
	wanted(t, t->persons, p, f->n == 1);
}

static void family(struct town *t, struct family *f)
{
	enum made_up_people people = made_up_people(&t->m);
	day_t head = made_up_birth(&t->m, 21, 75, demo_until);
	size_t children = 0;

	f->n = 0;
	f->first = t->persons + 1;
	do /* a man gives the family its name; he may live alone */
		made_up_resident(&t->m, &f->a, people, head, demo_until, &f->v[0]);
	while (f->v[0].sex != 'M');
	add(t, f);
	f->couple = of100(t, 70);
	if (f->couple) {
		made_up_wife(&t->m, &f->a, &f->v[0], head + (day_t)below(t, 3000) - 1000,
		    demo_until, &f->v[f->n]);
		add(t, f);
		children = below(t, CHILDREN_MAX + 1);
	}
	for (size_t i = 0; i < children; i++) {
		day_t born = head + 20 * 365 + (day_t)below(t, UINT64_C(20) * 365);

		if (born >= demo_until)
			break;
		made_up_child(&t->m, &f->a, &f->v[0], born, demo_until, &f->v[f->n]);
		add(t, f);
	}
}

/* ---- dwellings and who holds them ---- */

struct building {
	const struct made_up_street *street;
	const char *kato;
	unsigned house, flats; /* flats 0: a house of its own */
	int precinct;
};

static void dwelling(struct town *t, const struct building *b, unsigned flat)
{
	static const char *const funds[] = {"private", "state", "local_executive_rented"};
	uint64_t kind = below(t, 100);
	const char *fund = funds[kind < 86 ? 0 : kind < 95 ? 1 : 2];
	unsigned m2 = b->flats > 0 ? 24 + (unsigned)below(t, 70) : 40 + (unsigned)below(t, 160);
	struct buf line = {0};

	if (t->homes == t->home_cap) {
		t->home_cap = t->home_cap * 2 + 1024;
		t->home = xrealloc(t->home, t->home_cap * sizeof(*t->home));
	}
	t->home[t->homes++] = (struct home){.let = fund != funds[0], .m2 = (uint16_t)m2};
	buf_printf(&line, "D%zu,%s,", t->homes, b->kato);
	buf_csv(&line, str_of(b->street->ru));
	buf_printf(&line, ",%u,", b->house);
	if (flat > 0)
		buf_printf(&line, "%u", flat);
	buf_printf(&line, ",%s,%s,%u.%02u,%u.%02u,p%s-%d,u%s\n", flat > 0 ? "apartment" : "house",
	    fund, m2, (unsigned)below(t, 100), m2 + 3 + (unsigned)below(t, 12),
	    (unsigned)below(t, 100), b->kato, b->precinct, b->kato);
	out(t->file[DWELLINGS], &line);
}

static void hold(
    struct town *t, const char *holder, const char *kind, const char *share, day_t from)
{
	struct buf b = {0};

	buf_printf(&b, "D%zu,", t->homes);
	buf_csv(&b, str_of(holder));
	buf_printf(&b, ",%s,%s,", kind, share);
	day(&b, from);
	buf_printf(&b, ",,%s %llu\n", demo_words[kind[0] == 'o' ? PURCHASE : TENANCY],
	    (unsigned long long)below(t, 100000));
	out(t->file[HOLDINGS], &b);
}

static void holders(struct town *t, const struct family *f, day_t from)
{
	struct home *h = &t->home[t->homes - 1];
	char id[16];

	(void)snprintf(id, sizeof(id), "P%u", f->first);
	h->people = (uint8_t)f->n;
	if (h->let) {
		h->holder = f->first;
		hold(t, id, "tenant", "", from);
		return;
	}
	if (of100(t, 4)) {
		h->org = true;
		hold(t, demo_words[COMPANY], "owner", "", from);
		return;
	}
	h->holder = f->first;
	if (!f->couple || !of100(t, 40)) {
		hold(t, id, "owner", "", from);
		return;
	}
	hold(t, id, "owner", "1/2", from);
	(void)snprintf(id, sizeof(id), "P%u", f->first + 1);
	h->second = f->first + 1;
	hold(t, id, "owner", "1/2", from);
}

/* ---- where they live and lived ---- */

static void lives(
    struct town *t, uint32_t who, size_t where, const char *kind, day_t from, day_t until)
{
	struct buf b = {0};
	char z[DATE_TEXT];
	bool part = of100(t, 4) && strcmp(kind, "permanent") == 0 && until == DAY_NONE;

	date_print(from, z);
	buf_printf(&b, "P%u,D%zu,%s,%.*s,", who, where, kind, part ? 7 : DATE_TEXT - 1, z);
	if (until != DAY_NONE)
		day(&b, until);
	buf_char(&b, ',');
	if (!part)
		buf_z(&b, z); /* it was recorded when it was so */
	buf_char(&b, '\n');
	out(t->file[RESIDENCES], &b);
}

static void residences(struct town *t, const struct family *f, day_t from)
{
	bool moved = t->homes > 1 && of100(t, 35);
	size_t former = 1 + below(t, t->homes - (t->homes > 1));
	day_t moved_in = from - 400 - (day_t)below(t, 3000);

	for (size_t i = 0; i < f->n; i++) {
		day_t born = f->v[i].birth;
		uint32_t who = f->first + (uint32_t)i;

		if (moved && former != t->homes && born < from - 400)
			lives(t, who, former, "permanent", born > moved_in ? born : moved_in,
			    DAY_NONE);
		lives(t, who, t->homes, "permanent", born > from ? born : from, DAY_NONE);
		if (t->homes > 1 && of100(t, 3)) {
			day_t since = demo_until - 30 - (day_t)below(t, 300);

			if (born < since)
				lives(t, who, 1 + below(t, t->homes - 1), "temporary", since,
				    since + 250);
		}
	}
}

static void home(struct town *t, const struct building *b, unsigned flat)
{
	struct family f = {0};
	day_t from;

	dwelling(t, b, flat);
	if (of100(t, 5))
		return; /* empty, and nobody knows whose */
	family(t, &f);
	from = f.v[0].birth + 20 * 365;
	from += (day_t)below(t, (uint64_t)(demo_until - 20 - from));
	holders(t, &f, from);
	residences(t, &f, from);
	arena_free(&f.a);
}

/* ---- the city ---- */

/* House numbers of a street go up, so that no address comes twice. */
static struct building building(struct town *t, unsigned *last_house)
{
	const struct made_up_district *d;
	const struct made_up_street *all;
	struct building b = {0};
	size_t n;

	d = made_up_districts(&n);
	b.kato = d[below(t, n)].kato;
	b.street = made_up_street(&t->m, str_of(b.kato));
	all = made_up_streets(&n);
	b.house = last_house[b.street - all] += 1 + (unsigned)below(t, 3);
	b.flats = of100(t, 45) ? 6 + (unsigned)below(t, 40) : 0;
	b.precinct = 1 + (int)(b.house / 8 % PRECINCTS_OF_DISTRICT);
	return b;
}

static void city(struct town *t)
{
	unsigned *last_house;
	size_t n;

	(void)made_up_streets(&n);
	last_house = xcalloc(n, sizeof(*last_house));
	while (t->persons < t->d->persons) {
		struct building b = building(t, last_house);

		for (unsigned flat = b.flats > 0; flat <= b.flats && t->persons < t->d->persons;
		     flat++)
			home(t, &b, flat);
	}
	free(last_house);
}

static void hotel(struct town *t, const char *id, const char *kato, const char *holder, int house)
{
	size_t n;
	const struct made_up_street *all = made_up_streets(&n);
	size_t i = 0;
	struct buf b = {0};

	while (i + 1 < n && strcmp(all[i].kato, kato) != 0)
		i++;
	buf_printf(&b, "%s,%s,", id, kato);
	buf_csv(&b, str_of(all[i].ru));
	buf_printf(&b, ",%d,,hotel,private,2400.00,3100.00,p%s-1,u%s\n", house, kato, kato);
	out(t->file[DWELLINGS], &b);
	b = (struct buf){0};
	buf_printf(&b, "%s,%s,owner,,2010-01-01,,%s 1\n", id, holder, demo_words[PURCHASE]);
	out(t->file[HOLDINGS], &b);
}

static void foreigners(struct town *t)
{
	uint32_t n = t->persons / 50 + 2;

	for (uint32_t i = 0; i < n; i++) {
		struct family f = {0};

		made_up_foreigner(
		    &t->m, &f.a, made_up_birth(&t->m, 19, 60, demo_until), demo_until, &f.v[0]);
		add(t, &f);
		arena_free(&f.a);
	}
}

enum rc demo_write_files(struct town *t, struct err *e)
{
	(void)fputs(
	    "id,kato,street,house,flat,category,fund,useful_area,total_area,precinct,unit\n",
	    t->file[DWELLINGS]);
	(void)fputs("id,iin,surname,given,patronymic,surname_latin,given_latin,birth_date,sex,"
		    "citizenship,status,"
		    "document_type,document_number,document_country,document_expires\n",
	    t->file[PERSONS]);
	(void)fputs("dwelling,holder,kind,share,from,until,paper\n", t->file[HOLDINGS]);
	(void)fputs("person,dwelling,kind,from,until,recorded_on\n", t->file[RESIDENCES]);
	(void)fputs(
	    "id,surname,given,sex,birth_date,nationality,iin,doc_number\n", t->file[WANTED]);
	units(t);
	city(t);
	hotel(t, "hotel-alatau", "751310000", HOTEL_ONE, 1001);
	hotel(t, "hotel-dostyk", "751710000", HOTEL_TWO, 1002);
	foreigners(t);
	for (size_t i = 0; i < DEMO_FILES; i++)
		if (ferror(t->file[i]) != 0)
			return fail(e, RC_SYS, "a temporary file: %s", strerrordesc_np(errno));
	return RC_OK;
}
