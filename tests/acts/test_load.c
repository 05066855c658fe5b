/* Loading large files, files that break off, and parts that lose a race. */
#include "register.h"

#include <errno.h>
#include <sys/resource.h>

#define ROWS 5000

static struct load_job job_of(const char *kind)
{
	return (struct load_job){.kind = kind_find(str_of(kind))};
}

static void units(struct reg *r)
{
	struct load_job j = job_of("units");
	struct err e = {0};
	char *rejected;

	OK(reg_load(r, &j, STR("id,name_ru\na,А\n"), &rejected, &e) == RC_OK &&
	    j.count.loaded == 1);
	free(rejected);
}

static struct buf dwellings(int n)
{
	struct buf b = {0};

	buf_z(&b, "id,kato,street,house,category,fund,unit\n");
	for (int i = 0; i < n; i++)
		buf_printf(&b, "D%d,751110000,улица Абая,%d,house,private,a\n", i, i);
	return b;
}

static size_t acts_of(struct reg *r)
{
	r->last_act = 0;
	return reg_recorded(r);
}

static void in_parts(struct reg *r)
{
	struct buf b = dwellings(ROWS);
	struct load_job j = job_of("dwellings");
	struct err e = {0};
	char *rejected;
	size_t acts;

	reg_fresh(r);
	units(r);
	OK(reg_load(r, &j, buf_text(&b), &rejected, &e) == RC_OK);
	note_err(&e);
	OK(j.rows == ROWS && j.count.loaded == ROWS && j.count.bad == 0);
	free(rejected);
	acts = acts_of(r);
	OK(acts == 1 + (ROWS + LOAD_PART - 1) / LOAD_PART);

	j = job_of("dwellings"); /* the same file again changes nothing */
	OK(reg_load(r, &j, buf_text(&b), &rejected, &e) == RC_OK);
	OK(j.count.same == ROWS && j.count.loaded == 0 && acts_of(r) == acts);
	free(rejected);
	buf_free(&b);
}

/* A file of which no more than `left' bytes can be read, the first time. */
struct broken {
	FILE *in;
	size_t left;
	bool mended;
};

static ssize_t broken_read(void *cookie, char *p, size_t n)
{
	struct broken *b = cookie;

	if (!b->mended && b->left == 0) {
		errno = EIO;
		return -1;
	}
	if (!b->mended && n > b->left)
		n = b->left;
	n = fread(p, 1, n, b->in);
	b->left -= b->mended ? 0 : n;
	return (ssize_t)n;
}

static int broken_seek(void *cookie, off64_t *at, int whence)
{
	struct broken *b = cookie;

	if (fseek(b->in, (long)*at, whence) != 0)
		return -1;
	*at = ftell(b->in);
	return 0;
}

static FILE *broken_open(struct broken *b, struct str text)
{
	cookie_io_functions_t io = {.read = broken_read, .seek = broken_seek};

	b->in = tmpfile();
	if (b->in == NULL || fwrite(text.p, 1, text.n, b->in) != text.n)
		abort();
	rewind(b->in);
	return fopencookie(b, "r", io);
}

/* A load that broke off goes on where it stopped when it is run again. */
static void goes_on(struct reg *r)
{
	struct buf b = dwellings(ROWS);
	struct broken broken = {.left = b.n * 3 / 4};
	struct load_job j = job_of("dwellings");
	struct err e = {0};

	reg_fresh(r);
	units(r);
	j.in = broken_open(&broken, buf_text(&b));
	j.name = "broken.csv";
	OK(acts_load(r->db, &r->env, &j, &e) == RC_SYS);
	OK(j.count.loaded == LOAD_PART); /* one part was whole */
	e = (struct err){0};
	(void)fclose(j.in);
	(void)fclose(broken.in);
	broken.mended = true;
	j.in = broken_open(&broken, buf_text(&b));
	OK(acts_load(r->db, &r->env, &j, &e) == RC_OK);
	note_err(&e);
	OK(j.count.same == LOAD_PART && j.count.loaded == ROWS - LOAD_PART);
	(void)fclose(j.in);
	(void)fclose(broken.in);
	buf_free(&b);
}

static bool found(struct reg *r, const char *iin)
{
	struct db_cur c;
	struct err e = {0};
	bool hit;

	db_start(r->db, &c, STMT_WANTED_MATCH, DB_ARGS(DB_TEXT(str_of(iin)), DB_TEXT(STR(""))), &e);
	hit = db_next(&c, &e);
	must(db_end(&c), &e);
	return hit;
}

/* A whole list replaces the one before when all of it is there, and not before. */
static void whole_list(struct reg *r)
{
	struct broken broken = {.left = 0};
	struct load_job j = job_of("wanted");
	struct buf b = {0};
	struct err e = {0};
	char *rejected;

	reg_fresh(r);
	OK(reg_load(r, &j, STR("id,surname,iin\nOLD,Ли,900101300126\n"), &rejected, &e) == RC_OK);
	free(rejected);
	buf_z(&b, "id,surname,iin\n");
	for (int i = 0; i < ROWS; i++)
		buf_printf(&b, "W%d,Новый,\n", i);
	broken.left = b.n * 3 / 4;
	j = job_of("wanted");
	j.full = true;
	j.name = "wanted.csv";
	j.in = broken_open(&broken, buf_text(&b));
	OK(acts_load(r->db, &r->env, &j, &e) == RC_SYS);
	e = (struct err){0};
	OK(found(r, "900101300126"));
	(void)fclose(j.in);
	(void)fclose(broken.in);
	broken.mended = true;
	j.in = broken_open(&broken, buf_text(&b));
	OK(acts_load(r->db, &r->env, &j, &e) == RC_OK);
	note_err(&e);
	OK(!found(r, "900101300126"));
	(void)fclose(j.in);
	(void)fclose(broken.in);
	buf_free(&b);
}

static int times(const char *text, const char *what)
{
	int n = 0;

	for (const char *at = strstr(text, what); at != NULL; at = strstr(at + 1, what))
		n++;
	return n;
}

/* A part that loses a race is made again from its rows; what was counted and said is not
 * counted and said twice.  The first three tries fail, as a trigger has it. */
static void loses_a_race(struct reg *r)
{
	struct buf b = dwellings(100);
	struct load_job j = job_of("dwellings");
	struct err e = {0};
	char *rejected;

	if (!is_pg(r->db)) {
		note("one writer at a time: there is no race to lose");
		buf_free(&b);
		return;
	}
	reg_fresh(r);
	units(r);
	must(db_begin(r->db, true, &e), &e);
	must(db_script(r->db,
		 "CREATE SEQUENCE tries;\n"
		 "CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN\n"
		 "IF NEW.line = 50 AND nextval('tries') <= 3 THEN\n"
		 "RAISE EXCEPTION 'lost' USING ERRCODE = '40001'; END IF;\nRETURN NEW; END $$;\n"
		 "CREATE TRIGGER lose BEFORE INSERT ON loaded FOR EACH ROW EXECUTE FUNCTION "
		 "lose();\n",
		 &e),
	    &e);
	must(db_commit(r->db, &e), &e);
	buf_z(&b, "BAD,1,x,1,castle,private,a\n");
	OK(reg_load(r, &j, buf_text(&b), &rejected, &e) == RC_OK);
	note_err(&e);
	OK(j.count.loaded == 100 && j.count.bad == 1 && j.rows == 101);
	OK(times(rejected, "102,kato") == 1);
	OK(acts_of(r) == 2);
	free(rejected);

	must(db_begin(r->db, true, &e), &e);
	must(db_script(r->db, "ALTER SEQUENCE tries RESTART;\n", &e), &e);
	must(db_commit(r->db, &e), &e);
	j = job_of("dwellings"); /* a whole file in one transaction too */
	j.dry_run = j.update = true;
	buf_clear(&b);
	buf_z(&b, "id,kato,street,house,category,fund,unit\nBAD,1,x,1,castle,private,a\n");
	for (int i = 0; i < 100; i++)
		buf_printf(&b, "D%d,751110000,улица Абая,%d-2,house,private,a\n", i, i);
	OK(reg_load(r, &j, buf_text(&b), &rejected, &e) == RC_OK);
	note_err(&e);
	OK(j.count.updated == 100 && j.count.bad == 1);
	OK(times(rejected, "2,kato") == 1);
	free(rejected);
	buf_free(&b);
}

static void headers(struct reg *r)
{
	static const struct {
		const char *csv, *why;
	} bad[] = {{"", "empty"}, {"id,name\n", "name"}, {"id,name_ru,id\n", "id"},
	    {"name_ru\nА\n", "id"}, {"\"id,name_ru\n", "quote"}};
	char *rejected;

	reg_fresh(r);
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct load_job j = job_of("units");
		struct err e = {0};

		OK(reg_load(r, &j, str_of(bad[i].csv), &rejected, &e) == RC_BAD_INPUT);
		OK(strstr(e.msg, bad[i].why) != NULL);
		note(e.msg);
		free(rejected);
	}
	OK(acts_of(r) == 0);
}

/* A hundred thousand rows need no more memory than a few thousand. */
static void memory(struct reg *r)
{
	struct load_job j = job_of("wanted");
	struct rusage before, after;
	struct err e = {0};
	struct buf b = {0};
	char *rejected;

	reg_fresh(r);
	j.dry_run = true;
	buf_z(&b, "id,surname,note\n");
	for (int i = 0; i < 100000; i++)
		buf_printf(&b, "W%d,,%0100d\n", i, i);
	(void)getrusage(RUSAGE_SELF, &before);
	OK(reg_load(r, &j, buf_text(&b), &rejected, &e) == RC_OK);
	(void)getrusage(RUSAGE_SELF, &after);
	OK(j.rows == 100000 && j.count.bad == 100000);
#ifndef __SANITIZE_ADDRESS__
	OK(after.ru_maxrss - before.ru_maxrss < 40L * 1024); /* KiB; the list of reasons is 4 MiB */
#endif
	free(rejected);
	buf_free(&b);
}

int main(int argc, char **argv)
{
	struct reg r;

	reg_open(&r, argv[argc - 1]);
	in_parts(&r);
	goes_on(&r);
	whole_list(&r);
	loses_a_race(&r);
	headers(&r);
	memory(&r);
	reg_close(&r);
	return t_done();
}
