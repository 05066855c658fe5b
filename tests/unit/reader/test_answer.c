/* The child's words: back as they were said; anything else is refused or harmless. */
#include "answer.h"

#include "json.h"
#include "t.h"

#include <math.h>

#define TODAY 20779

static const char *const lines[] = {
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F3204152ZE184226B<<<<<16"};

static struct answer said(void)
{
	struct answer a = {.fault = PICTURE_FINE, .found = true};

	a.zone.clear = -.25;
	a.zone.cells.rows = 2;
	a.zone.cells.columns = 44;
	for (int r = 0; r < 2; r++)
		for (int k = 0; k < 44; k++)
			for (int s = 0; s < MRZ_SYMBOLS; s++)
				a.zone.cells.lp[r][k][s] =
				    s == mrz_symbol(lines[r][k]) ? -.01F : -9;
	return a;
}

static bool refused(struct str bytes)
{
	struct answer a;
	struct err e = {0};

	return answer_parse(bytes, &a, &e) == RC_BAD_INPUT && e.msg[0] != '\0';
}

static json_t *written(struct arena *arena, const struct answer *a, size_t n)
{
	struct buf b = {0};
	struct err e = {0};
	json_t *o;

	buf_char(&b, '{');
	answer_write(&b, a, n, TODAY);
	buf_char(&b, '}');
	o = json_read_in(arena, buf_text(&b), &e);
	buf_free(&b);
	return o;
}

static void there_and_back(void)
{
	struct arena arena = {0};
	struct answer a = said(), back;
	struct buf b = {0};
	int off = 0;
	json_t *o;

	answer_print(&b, &a);
	OK(b.n <= ANSWER_BYTES_MAX);
	OK(answer_parse(buf_text(&b), &back, NULL) == RC_OK);
	OK(back.found && back.zone.cells.rows == 2 && back.zone.cells.columns == 44);
	OK(fabs(back.zone.clear + .25) < 1e-9);
	for (int s = 0; s < MRZ_SYMBOLS; s++)
		off += fabsf(back.zone.cells.lp[1][7][s] - a.zone.cells.lp[1][7][s]) > 1e-3F;
	OK(off == 0);
	o = written(&arena, &back, 1);
	OK(str_is(json_get_str(o, "format"), "TD3"));
	OK(str_is(json_get_str(json_object_get(o, "fields"), "surname"), "ERIKSSON"));
	buf_free(&b);
	arena_free(&arena);
}

static void lies(void)
{
	struct answer a = said();
	struct buf b = {0};
	int taken = 0;

	answer_print(&b, &a);
	for (size_t n = 0; n < b.n; n += n < 12 ? 1 : 997)
		taken += !refused((struct str){b.p, n});
	OK(taken == 0);
	buf_char(&b, 'x');
	OK(refused(buf_text(&b)));
	b.n--;
	b.p[6] = 3; /* three rows of 44 are no format's */
	OK(refused(buf_text(&b)));
	b.p[6] = 2;
	b.p[7] = (char)200;
	OK(refused(buf_text(&b)));
	b.p[7] = 44;
	b.p[4] = PICTURE_DAMAGED; /* found, in a picture that was not decoded */
	OK(refused(buf_text(&b)));
	b.p[4] = PICTURE__MAX;
	OK(refused(buf_text(&b)));
	b.p[4] = 0;
	b.p[5] = 2;
	OK(refused(buf_text(&b)));
	b.p[5] = 0; /* nothing found, and yet cells */
	OK(refused(buf_text(&b)));
	buf_free(&b);
}

static void faults(void)
{
	struct arena arena = {0};
	const struct answer none[] = {{.fault = PICTURE_FINE}, {.fault = PICTURE_DAMAGED}};
	struct answer mixed[] = {{.fault = PICTURE_DAMAGED}, said()};
	json_t *o = written(&arena, none, 1);

	OK(!json_get_bool(o, "ok") && !json_get_bool(o, "accept"));
	OK(str_is(json_get_str(json_array_get(json_object_get(o, "errors"), 0), "error"),
	    "nothing-found"));
	o = written(&arena, none, 2);
	OK(str_is(json_get_str(json_array_get(json_object_get(o, "errors"), 0), "error"),
	    "damaged-picture"));
	o = written(&arena, mixed, 2); /* one of the frames will do */
	OK(str_is(json_get_str(o, "format"), "TD3"));
	arena_free(&arena);
}

int main(void)
{
	there_and_back();
	lies();
	faults();
	return t_done();
}
