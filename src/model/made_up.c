/* Made-up residents and foreigners; the lists are in made_up_names.def. */
#include "made_up.h"

#include "iin.h"
#include "latin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct given {
	enum made_up_people people;
	char sex;
	struct str name;
} givens[] = {
#define GIVEN(people, sex, name) {MADE_UP_##people, sex, STR_INIT(name)},
#include "made_up_names.def"
#undef GIVEN
};

static const struct surname {
	enum made_up_people people;
	struct str male, female;
} surnames[] = {
#define SURNAME(people, male, female) {MADE_UP_##people, STR_INIT(male), STR_INIT(female)},
#include "made_up_names.def"
#undef SURNAME
};

static const struct foreign {
	char citizenship[4];
	char sex;
	const char *surnames, *givens;
} foreigners[] = {
#define FOREIGNER(country, sex, surnames, givens) {#country, sex, surnames, givens},
#include "made_up_names.def"
#undef FOREIGNER
};

enum ending {
#define ENDING(name, text) name,
#include "made_up_names.def"
#undef ENDING
};
static const struct str endings[] = {
#define ENDING(name, text) [name] = STR_INIT(text),
#include "made_up_names.def"
#undef ENDING
};

#define DAYS ((size_t)(DAY_MAX - DAY_MIN + 1))

void made_up_start(struct made_up *m, uint64_t seed)
{
	prng_seed(&m->r, seed);
	m->documents = 0;
	m->iins = xcalloc(DAYS * 2, sizeof(*m->iins));
}

void made_up_end(struct made_up *m)
{
	free(m->iins);
	m->iins = NULL;
}

enum made_up_people made_up_people(struct made_up *m)
{
	static const unsigned share[MADE_UP_PEOPLE__MAX] = {
	    [MADE_UP_KAZAKH] = 55,
	    [MADE_UP_RUSSIAN] = 28,
	    [MADE_UP_UIGHUR] = 5,
	    [MADE_UP_UZBEK] = 2,
	    [MADE_UP_KOREAN] = 3,
	    [MADE_UP_GERMAN] = 2,
	    [MADE_UP_UKRAINIAN] = 5,
	};
	uint64_t at = prng_below(&m->r, 100);
	enum made_up_people p = MADE_UP_KAZAKH;

	while (at >= share[p])
		at -= share[p++];
	return p;
}

day_t made_up_birth(struct made_up *m, int from, int until, day_t on)
{
	day_t first = date_add_months(on, -12 * (until + 1)) + 1;
	day_t last = date_add_months(on, -12 * from);

	return first + (day_t)prng_below(&m->r, (uint64_t)(last - first) + 1);
}

static size_t given_row(struct made_up *m, enum made_up_people people, char sex)
{
	size_t n = 0, at;

	for (size_t i = 0; i < ARRAY_LEN(givens); i++)
		n += givens[i].people == people && givens[i].sex == sex;
	at = prng_below(&m->r, n);
	for (size_t i = 0;; i++)
		if (givens[i].people == people && givens[i].sex == sex && at-- == 0)
			return i;
}

static size_t surname_row(struct made_up *m, enum made_up_people people)
{
	size_t n = 0, at;

	for (size_t i = 0; i < ARRAY_LEN(surnames); i++)
		n += surnames[i].people == people;
	at = prng_below(&m->r, n);
	for (size_t i = 0;; i++)
		if (surnames[i].people == people && at-- == 0)
			return i;
}

static bool ends_with(struct str s, enum ending e)
{
	struct str end = endings[e];

	return s.n > end.n && memcmp(s.p + s.n - end.n, end.p, end.n) == 0;
}

/* Серік gives Серікұлы and Серікқызы; Андрей, Игорь, Иван give Андреевич, Игоревич, Иванович. */
static struct str patronymic(struct arena *a, const struct given *father, char sex)
{
	struct str s = father->name, end;
	bool soft = ends_with(s, SHORT_I) || ends_with(s, SOFT_SIGN);

	if (father->people == MADE_UP_KAZAKH) {
		end = endings[sex == 'M' ? KAZAKH_SON : KAZAKH_DAUGHTER];
	} else if (soft) {
		s.n -= endings[SOFT_SIGN].n;
		end = endings[sex == 'M' ? SOFT_SON : SOFT_DAUGHTER];
	} else {
		end = endings[sex == 'M' ? SON : DAUGHTER];
	}
	return arena_printf(a, "%.*s%.*s", STR_FMT(s), STR_FMT(end));
}

/*
 * The digits of birth and sex, a serial number that no other of that day and sex
 * has, the check digit.  7919 has no divisor in common with 10,000: every serial
 * number comes once.
 */
static void make_iin(struct made_up *m, day_t birth, char sex, char out[13])
{
	uint16_t *taken = &m->iins[(size_t)(birth - DAY_MIN) * 2 + (sex == 'F')];
	int y, mon, d, check = -1;

	date_civil(birth, &y, &mon, &d);
	while (check < 0 && *taken < 10000) {
		unsigned serial = (*taken * 7919U + (unsigned)(birth - DAY_MIN) * 31U) % 10000U;
		char z[32];

		(*taken)++;
		(void)snprintf(z, sizeof(z), "%02d%02d%02d%d%04u", y % 100, mon, d,
		    (y / 100 - 18) * 2 + (sex == 'M' ? 1 : 2), serial);
		check = iin_check_digit(z);
		memcpy(out, z, 11);
	}
	out[11] = (char)('0' + check);
	out[check < 0 ? 0 : 12] = '\0';
}

/* Nine digits, scattered; 387420489 has no divisor in common with 10^9. */
static unsigned document_number(struct made_up *m)
{
	return (unsigned)((++m->documents * 387420489U + 123456789U) % 1000000000U);
}

static day_t document_expires(struct made_up *m, day_t on)
{
	day_t d = on + 1 + (day_t)prng_below(&m->r, 3650);

	return d < DAY_MAX ? d : DAY_MAX;
}

static void papers(struct made_up *m, struct arena *a, day_t on, struct made_up_person *p)
{
	bool child = !date_reached_age(p->birth, 16, on);

	p->document_type = child ? "birth_certificate" : "id_card";
	p->document_number = arena_printf(a, "%09u", document_number(m));
	p->document_expires = child ? DAY_NONE : document_expires(m, on);
	make_iin(m, p->birth, p->sex, p->iin);
}

/* The rows of surname, father and given name make a resident. */
static void resident(
    struct made_up *m, struct arena *a, size_t father, day_t on, struct made_up_person *p)
{
	const struct surname *s = &surnames[p->surname_row];

	p->given_row = given_row(m, p->people, p->sex);
	p->surname = p->sex == 'M' ? s->male : s->female;
	p->given = givens[p->given_row].name;
	p->patronymic = patronymic(a, &givens[father], p->sex);
	p->surname_latin = latin_of(a, p->surname);
	p->given_latin = latin_of(a, p->given);
	memcpy(p->citizenship, "KAZ", 4);
	p->status = "citizen";
	papers(m, a, on, p);
}

void made_up_resident(struct made_up *m, struct arena *a, enum made_up_people people, day_t birth,
    day_t on, struct made_up_person *out)
{
	*out = (struct made_up_person){.people = people, .birth = birth};
	out->sex = prng_chance(&m->r, 48, 100) ? 'M' : 'F';
	out->surname_row = surname_row(m, people);
	resident(m, a, given_row(m, people, 'M'), on, out);
}

void made_up_child(struct made_up *m, struct arena *a, const struct made_up_person *father,
    day_t birth, day_t on, struct made_up_person *out)
{
	struct made_up_person child = {
	    .people = father->people, .birth = birth, .surname_row = father->surname_row};

	child.sex = prng_chance(&m->r, 51, 100) ? 'M' : 'F';
	resident(m, a, father->given_row, on, &child);
	*out = child;
}

void made_up_wife(struct made_up *m, struct arena *a, const struct made_up_person *husband,
    day_t birth, day_t on, struct made_up_person *out)
{
	struct made_up_person wife = {.people = husband->people,
	    .birth = birth,
	    .sex = 'F',
	    .surname_row = husband->surname_row};

	resident(m, a, given_row(m, wife.people, 'M'), on, &wife);
	*out = wife;
}

/* One of the words of a list. */
static struct str one_of(struct made_up *m, const char *list)
{
	size_t n = 1, at;
	const char *end;

	for (const char *c = list; *c != '\0'; c++)
		n += *c == ' ';
	for (at = prng_below(&m->r, n); at > 0; at--)
		list = strchr(list, ' ') + 1;
	end = strchrnul(list, ' ');
	return (struct str){list, (size_t)(end - list)};
}

void made_up_foreigner(
    struct made_up *m, struct arena *a, day_t birth, day_t on, struct made_up_person *out)
{
	const struct foreign *f = &foreigners[prng_below(&m->r, ARRAY_LEN(foreigners))];

	*out =
	    (struct made_up_person){.people = MADE_UP_PEOPLE__MAX, .sex = f->sex, .birth = birth};
	out->surname = out->surname_latin = one_of(m, f->surnames);
	out->given = out->given_latin = one_of(m, f->givens);
	memcpy(out->citizenship, f->citizenship, sizeof(out->citizenship));
	out->status = "foreigner";
	out->document_type = "foreign_passport";
	out->document_number = arena_printf(a, "%c%09u", f->citizenship[0], document_number(m));
	out->document_expires = document_expires(m, on);
}

static void put(json_t *o, const char *field, struct str s)
{
	if (s.n > 0)
		json_put(o, field, json_text(s));
}

json_t *made_up_record(const struct made_up_person *p)
{
	json_t *o = json_object();

	put(o, "iin", str_of(p->iin));
	put(o, "surname", p->surname);
	put(o, "given", p->given);
	put(o, "patronymic", p->patronymic);
	put(o, "surname_latin", p->surname_latin);
	put(o, "given_latin", p->given_latin);
	json_put(o, "birth_date", json_day(p->birth));
	put(o, "sex", (struct str){&p->sex, 1});
	put(o, "citizenship", str_of(p->citizenship));
	put(o, "status", str_of(p->status));
	put(o, "document_type", str_of(p->document_type));
	put(o, "document_number", p->document_number);
	put(o, "document_country", str_of(p->citizenship));
	if (p->document_expires != DAY_NONE)
		json_put(o, "document_expires", json_day(p->document_expires));
	return o;
}
