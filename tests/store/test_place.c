/* Finding dwellings as one types an address; what was recorded for a day; units. */
#include "town.h"

#include "records.h"

static struct town t;

static void found(const char *street, const char *house, const char *flat, const char *want)
{
	struct dwellings d;
	struct err e = {0};
	struct str s = {"", 0};

	must(dwellings_find(t.db, &t.own, str_of(street), str_of(house), str_of(flat), &d, &e), &e);
	for (size_t i = 0; i < d.n; i++)
		s = arena_printf(
		    &t.own, "%.*s%s%.*s", STR_FMT(s), i > 0 ? " " : "", STR_FMT(d.v[i].id));
	if (!str_is(s, want))
		note(arena_printf(
		    &t.own, "%s %s %s: %.*s, not %s", street, house, flat, STR_FMT(s), want)
			 .p);
	OK(str_is(s, want));
}

static void by_address(void)
{
	static const struct {
		const char *street, *house, *flat, *want;
	} rows[] = {
	    {"проспект Назарбаева", "10а", "5", "A1"},
	    {"пр-т назарбаева", "д. 10 А", "кв. 5", "A1"},
	    {"Назарбаева", "10-a", "5", "A1"},
	    {"Назарбаева", "10А", "", "A1 A2"},
	    {"Назарб", "", "",
		"A1 A2 A3"}, /* the street may be a beginning where no house is said */
	    {"Назарб", "10а", "", ""},
	    {"Назарбаева", "11", "", "A3"},
	    {"Толе би", "4", "", "A4"},
	    {"Төле би көшесі", "4", "", "A4"},
	    {"%", "", "", ""},
	};

	town_load(&t, "dwellings",
	    "id,kato,street,house,flat,category,fund,unit\n"
	    "A1,751310000,проспект Назарбаева,10а,5,apartment,private,auezov\n"
	    "A2,751310000,проспект Назарбаева,10а,6,apartment,private,auezov\n"
	    "A3,751310000,проспект Назарбаева,11,,house,private,auezov\n"
	    "A4,751310000,улица Төле би,4,,house,private,auezov\n",
	    false);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		found(rows[i].street, rows[i].house, rows[i].flat, rows[i].want);
}

static void area(day_t on, const char *useful, const char *category)
{
	struct dwelling d;
	struct err e = {0};

	must(dwelling_on(t.db, &t.own, STR("A4"), on, &d, &e), &e);
	OK(str_is(json_get_str(d.data, "useful_area"), useful) &&
	    str_is(json_get_str(d.data, "category"), category));
}

static void change(const char *field, const char *value, day_t from)
{
	const json_t *answer = town_ask(
	    &t, json_pack("{s:s, s:s, s:{s:s}, s:o, s:{s:s}}", "act", "change_dwelling", "dwelling",
		    "A4", "set", field, value, "from", json_day(from), "paper", "kind", "plan"));

	OK(str_is(json_get_str(answer, "outcome"), "grant"));
}

/* Changes count from their days, in whatever order they were recorded; a file says how it
 * always was. */
static void on_a_day(void)
{
	day_t d = t.env.today;
	struct dwelling now;
	struct err e = {0};

	area(d, "", "house");
	change("useful_area", "50.00", d - 10);
	change("useful_area", "40.00", d - 20);
	change("category", "shop", d - 15);
	area(d - 21, "", "house");
	area(d - 20, "40.00", "house");
	area(d - 15, "40.00", "shop");
	area(d - 10, "50.00", "shop");
	must(dwelling_read(t.db, &t.own, STR("A4"), &now, &e), &e);
	OK(str_is(json_get_str(now.data, "useful_area"), "50.00"));
	town_load(&t, "dwellings",
	    "id,kato,street,house,category,fund,useful_area,unit\nA4,751310000,улица Төле "
	    "би,4,house,private,45.00,auezov\n",
	    true);
	area(d - 100, "45.00", "house");
	area(d, "45.00", "house");
	change("useful_area", "46.00", d - 5);
	area(d - 6, "45.00", "house");
	area(d, "46.00", "house");
	OK(dwelling_on(t.db, &t.own, STR("A5"), d, &now, &e) == RC_NOT_FOUND);
}

static void units(void)
{
	struct err e = {0};
	struct unit u;
	json_t *up;
	bool within;

	town_load(&t, "units",
	    "id,parent,name_ru\nfar,below,Дальний\nbelow,auezov,Нижний\nlone,,Один\n", false);
	must(unit_superiors(t.db, &t.own, STR("far"), &up, &e), &e);
	OK(str_is(json_canonical(&t.own, up), "[\"below\",\"auezov\",\"almaty\"]"));
	must(unit_superiors(t.db, &t.own, STR("lone"), &up, &e), &e);
	OK(json_array_size(up) == 0);
	must(unit_superiors(t.db, &t.own, STR("nowhere"), &up, &e), &e);
	OK(json_array_size(up) == 0);
	must(unit_within(t.db, &t.own, STR("far"), STR("almaty"), &within, &e), &e);
	OK(within);
	must(unit_within(t.db, &t.own, STR("almaty"), STR("far"), &within, &e), &e);
	OK(!within);
	must(unit_within(t.db, &t.own, STR("far"), STR("far"), &within, &e), &e);
	OK(within);
	must(unit_within(t.db, &t.own, STR("lone"), STR(""), &within, &e), &e);
	OK(!within);
	OK(unit_read(t.db, &t.own, STR("nowhere"), &u, &e) == RC_NOT_FOUND);
}

static void holdings(void)
{
	struct holding h = {.from = 100, .until = 110};

	OK(!holding_live(&h, 99) && holding_live(&h, 100) && holding_live(&h, 109) &&
	    !holding_live(&h, 110));
	h.until = DAY_NONE;
	OK(holding_live(&h, DAY_MAX));
}

int main(int argc, char **argv)
{
	struct db *db = must_open(argv[argc - 1], ROLE_OWNER);

	(void)argc;
	town_start(&t, db, 7);
	by_address();
	on_a_day();
	units();
	holdings();
	town_end(&t);
	db_close(db);
	return t_done();
}
