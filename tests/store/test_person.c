/* Finding persons: by number, by document, by name in any spelling, by former names. */
#include "town.h"

#include "records.h"

static struct town t;

static const char *ids(const struct persons *p)
{
	struct str s = {"", 0};

	for (size_t i = 0; i < p->n; i++)
		s = arena_printf(
		    &t.own, "%.*s%s%.*s", STR_FMT(s), i > 0 ? " " : "", STR_FMT(p->v[i].id));
	return arena_z(&t.own, s);
}

static void found(const char *surname, const char *given, const char *birth, const char *want)
{
	struct persons p;
	struct err e = {0};
	day_t day = DAY_NONE;

	if (*birth != '\0')
		OK(date_parse(str_of(birth), &day));
	must(persons_by_name(t.db, &t.own, str_of(surname), str_of(given), day, &p, &e), &e);
	if (strcmp(ids(&p), want) != 0)
		note(arena_printf(&t.own, "%s %s: %s, not %s", surname, given, ids(&p), want).p);
	OK(strcmp(ids(&p), want) == 0);
}

static void by_name(void)
{
	static const struct {
		const char *surname, *given, *birth, *want;
	} rows[] = {
	    {"Ёлкина", "Щедрость", "1980-02-29", "X1"},
	    {"елкина", "щедрость", "", "X1"},
	    {"  ЕЛКИНА ", "Щ", "", "X1"}, /* the given name may be a beginning */
	    {"Елкина", "", "", "X1"},
	    {"Yolkina", "Shchedrost", "", "X1"},
	    {"YOLKINA", "SHCHEDROST", "1980-02-29", "X1"}, /* as in her passport */
	    {"Елкина", "Щедрость", "1980-03-01", ""},
	    {"Елк", "Щедрость", "", ""}, /* a surname is whole */
	    {"Қасымова", "Әсел", "", "X2"},
	    {"Касымова", "Асел", "", "X2"},
	    {"", "Әсел", "", ""},
	    {"O'Нил", "Жан-Поль", "", "X3"},
	    {"ОНИЛ", "жан поль", "", "X3"},
	    {"%", "_", "", ""},
	};

	town_load(&t, "persons",
	    "id,surname,given,surname_latin,given_latin,birth_date,sex,citizenship,status\n"
	    "X1,Ёлкина,Щедрость,YOLKINA,SHCHEDROST,1980-02-29,F,KAZ,citizen\n"
	    "X2,Қасымова,Әсел,,,1981-01-01,F,KAZ,citizen\n"
	    "X3,О'Нил,Жан-Поль,,,1982-01-01,M,IRL,permanent_resident\n",
	    false);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		found(rows[i].surname, rows[i].given, rows[i].birth, rows[i].want);
}

/* Who married is found by both names, and her states are kept in order. */
static void former_names(void)
{
	struct person_state *s;
	struct err e = {0};
	size_t n;

	(void)town_ask(
	    &t, json_pack("{s:s, s:s, s:{s:s}, s:{s:s}}", "act", "correct_person", "person", "X1",
		    "set", "surname", "Сосна", "paper", "kind", "marriage"));
	found("Елкина", "Щедрость", "1980-02-29", "X1");
	found("Сосна", "Щедрость", "1980-02-29", "X1");
	must(person_states(t.db, &t.own, STR("X1"), &s, &n, &e), &e);
	OK(n == 2 && str_is(json_get_str(s[0].data, "surname"), "Ёлкина") &&
	    str_is(json_get_str(s[1].data, "surname"), "Сосна") && s[0].act < s[1].act &&
	    s[0].known <= s[1].known);
}

static void by_number(void)
{
	struct persons p;
	struct person one;
	struct err e = {0};
	json_t *document =
	    json_keep(&t.own, json_pack("{s:s, s:s, s:s}", "document_type", "id_card",
				  "document_number", "0300 00007", "document_country", "KAZ"));

	must(persons_by_number(t.db, &t.own, STR("0300-00007"), &p, &e), &e);
	OK(strcmp(ids(&p), "P7") == 0);
	must(persons_by_number(t.db, &t.own, STR(""), &p, &e), &e);
	OK(p.n == 0);
	must(persons_by_number(t.db, &t.own, STR("nothing"), &p, &e), &e);
	OK(p.n == 0);
	OK(person_by_document(t.db, &t.own, document, &one, &e) == RC_OK && str_is(one.id, "P7"));
	json_put(document, "document_country", json_string("RUS"));
	OK(person_by_document(t.db, &t.own, document, &one, &e) == RC_NOT_FOUND);
	(void)json_object_del(document, "document_number");
	OK(person_by_document(t.db, &t.own, document, &one, &e) == RC_NOT_FOUND);
	OK(person_by_iin(t.db, &t.own, STR(""), &one, &e) == RC_NOT_FOUND);
	OK(person_by_iin(t.db, &t.own, STR("900101300126"), &one, &e) == RC_NOT_FOUND);
	OK(person_read(t.db, &t.own, STR("P7"), &one, &e) == RC_OK &&
	    one.birth == date_from_civil(1957, 1, 2));
	OK(person_read(t.db, &t.own, STR("p7"), &one, &e) == RC_NOT_FOUND);
	OK(str_is(person_name(&t.own, one.data), "Иванов Имя"));
}

/* However many there are, a search gives fifty, in an order that does not change. */
static void many(void)
{
	struct buf b = {0};
	struct persons p, again;
	struct err e = {0};
	size_t same = 0;

	buf_z(&b, "id,surname,given,birth_date,sex,citizenship,status\n");
	for (int i = 0; i < 80; i++)
		buf_printf(&b, "Y%02d,Многих,Много,1990-01-01,M,KAZ,citizen\n", 79 - i);
	buf_char(&b, '\0');
	town_load(&t, "persons", b.p, false);
	buf_free(&b);
	must(persons_by_name(t.db, &t.own, STR("Многих"), STR("М"), DAY_NONE, &p, &e), &e);
	must(persons_by_name(t.db, &t.own, STR("Многих"), STR("М"), DAY_NONE, &again, &e), &e);
	OK(p.n == 50 && again.n == 50 && str_is(p.v[0].id, "Y00") && str_is(p.v[49].id, "Y49"));
	for (size_t i = 0; i < p.n && i < again.n; i++)
		same += str_eq(p.v[i].id, again.v[i].id);
	OK(same == 50);
}

int main(int argc, char **argv)
{
	struct db *db = must_open(argv[argc - 1], ROLE_OWNER);

	(void)argc;
	town_start(&t, db, 7);
	by_name();
	former_names();
	by_number();
	many();
	town_end(&t);
	db_close(db);
	return t_done();
}
