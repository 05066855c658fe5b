/* model: made-up people are such as the register takes, and the same for the same seed. */
#include "buf.h"
#include "iin.h"
#include "kind.h"
#include "made_up.h"
#include "t.h"

#include <stdlib.h>

#define ON ((day_t)16500) /* 2015-03-06 */
#define N  3000

static bool good(struct arena *a, const struct made_up_person *p, struct buf *all)
{
	struct issues errors = {.arena = a}, warnings = {.arena = a};
	json_t *o = made_up_record(p);
	json_t *made =
	    kind_from_json(kind_find(STR("persons")), STR(""), o, KIND_NO_ID, &errors, &warnings);
	bool ok = made != NULL && warnings.n == 0 && json_equal(o, made);

	if (!ok && errors.first != NULL)
		note(arena_printf(a, "%.*s", STR_FMT(errors.first->field)).p);
	json_write(all, o);
	json_decref(o);
	json_decref(made);
	return ok;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* A few thousand of all sorts; whatever is said of them goes into all. */
static void people(struct arena *a, uint64_t seed, struct buf *all, bool look)
{
	static char iins[N * 3][13];
	struct made_up m;
	size_t wrong = 0, same = 0, n = 0, children = 0;

	made_up_start(&m, seed);
	for (size_t i = 0; i < N; i++) {
		struct made_up_person p, child, guest;
		day_t born = made_up_birth(&m, 0, 90, ON);

		wrong += born > ON || date_reached_age(born, 91, ON);
		made_up_resident(&m, a, made_up_people(&m), born, ON, &p);
		made_up_foreigner(&m, a, made_up_birth(&m, 18, 60, ON), ON, &guest);
		wrong += !good(a, &p, all);
		wrong += !good(a, &guest, all);
		wrong += iin_fault(str_of(p.iin)) != IIN_OK || guest.iin[0] != '\0';
		wrong += iin_differs_birth(str_of(p.iin), p.birth);
		memcpy(iins[n++], p.iin, 13);
		if (p.sex == 'M') {
			made_up_child(&m, a, &p, made_up_birth(&m, 0, 15, ON), ON, &child);
			wrong += !good(a, &child, all) || child.surname_row != p.surname_row;
			wrong += strcmp(child.document_type, "birth_certificate") != 0;
			memcpy(iins[n++], child.iin, 13);
			made_up_wife(&m, a, &p, p.birth, ON, &child);
			wrong += !good(a, &child, all) || child.sex != 'F';
			memcpy(iins[n++], child.iin, 13);
			children++;
		}
	}
	made_up_end(&m);
	qsort(iins, n, sizeof(iins[0]), by_text);
	for (size_t i = 1; i < n; i++)
		same += strcmp(iins[i - 1], iins[i]) == 0;
	if (look) {
		OK(wrong == 0);
		OK(same == 0);
		OK(children > N / 3 && children < N * 2 / 3);
	}
}

/* All of one birth date and sex: unique as long as there are numbers, then none. */
static void crowd(struct arena *a)
{
	struct made_up m;
	struct made_up_person p, father;
	size_t with = 0, without = 0, wrong = 0;

	made_up_start(&m, 5);
	made_up_resident(&m, a, MADE_UP_RUSSIAN, ON - 9000, ON, &father);
	for (int i = 0; i < 22000; i++) {
		made_up_wife(&m, a, &father, ON - 9000, ON, &p);
		with += p.iin[0] != '\0';
		without += p.iin[0] == '\0';
		wrong += p.iin[0] != '\0' && iin_fault(str_of(p.iin)) != IIN_OK;
	}
	OK(with > 9000 && with <= 10000 && without > 0 && wrong == 0);
	made_up_end(&m);
}

static void names(struct arena *a)
{
	struct made_up m;
	struct made_up_person p;
	bool kazakh = true, russian = true;

	made_up_start(&m, 3);
	for (int i = 0; i < 300; i++) {
		struct str end;

		made_up_resident(&m, a, MADE_UP_KAZAKH, ON - 8000, ON, &p);
		end = str_of(strstr(arena_z(a, p.patronymic), p.sex == 'M' ? "ұлы" : "қызы"));
		kazakh = kazakh && str_is(end, p.sex == 'M' ? "ұлы" : "қызы");
		made_up_resident(&m, a, MADE_UP_RUSSIAN, ON - 8000, ON, &p);
		end = (struct str){p.patronymic.p + p.patronymic.n - 4, 4};
		russian = russian && str_is(end, p.sex == 'M' ? "ич" : "на");
	}
	OK(kazakh && russian);
	made_up_end(&m);
}

static void places(void)
{
	struct made_up m;
	size_t n, s, unknown = 0, odd = 0;
	const struct made_up_district *d = made_up_districts(&n);
	const struct made_up_street *street = made_up_streets(&s);

	made_up_start(&m, 1);
	OK(n == 8 && s >= 150);
	for (size_t i = 0; i < n; i++) {
		const struct made_up_street *one = made_up_street(&m, str_of(d[i].kato));

		OK(one != NULL && strcmp(one->kato, d[i].kato) == 0);
	}
	OK(made_up_street(&m, STR("750000000")) == NULL);
	for (size_t i = 0; i < s; i++) {
		bool known = false;

		for (size_t j = 0; j < n; j++)
			known = known || strcmp(street[i].kato, d[j].kato) == 0;
		unknown += !known;
		for (size_t j = 0; j < i; j++)
			odd += strcmp(street[i].kato, street[j].kato) == 0 &&
			       strcmp(street[i].ru, street[j].ru) == 0;
	}
	OK(unknown == 0 && odd == 0);
	made_up_end(&m);
}

int main(void)
{
	struct arena a = {0};
	struct buf one = {0}, two = {0}, other = {0};

	people(&a, 42, &one, true);
	people(&a, 42, &two, false);
	people(&a, 43, &other, false);
	OK(one.n > 100000 && str_eq(buf_text(&one), buf_text(&two)));
	OK(!str_eq(buf_text(&one), buf_text(&other)));
	crowd(&a);
	names(&a);
	places();
	buf_free(&one);
	buf_free(&two);
	buf_free(&other);
	arena_free(&a);
	return t_done();
}
