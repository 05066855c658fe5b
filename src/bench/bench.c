/* The table of benchmarks, the time they take, and how it is told. */
#include "bench_impl.h"

#include "clock.h"

#include <string.h>

const struct bench benches[] = {
    {"decide", MSG_CLI_BENCH_DECIDE, bench_decide},
    {"act", MSG_CLI_BENCH_ACT, bench_act},
    {"query", MSG_CLI_BENCH_QUERY, bench_query},
    {"import", MSG_CLI_BENCH_IMPORT, bench_import},
    {"verify", MSG_CLI_BENCH_VERIFY, bench_verify},
    {"history", MSG_CLI_BENCH_HISTORY, bench_history},
    {"scan", MSG_CLI_BENCH_SCAN, bench_scan},
};
const size_t benches_n = ARRAY_LEN(benches);

const struct bench *bench_find(const char *name)
{
	for (size_t i = 0; i < benches_n; i++)
		if (strcmp(benches[i].name, name) == 0)
			return &benches[i];
	return NULL;
}

void bench_go(struct bench_time *t)
{
	t->cpu_from = clock_cpu_ns();
	t->wall_from = clock_ns();
}

void bench_stop(struct bench_time *t)
{
	t->wall += clock_ns() - t->wall_from;
	t->cpu += clock_cpu_ns() - t->cpu_from;
}

static void line(const struct bench_run *r, const char *who, const struct bench_figure *f,
    const struct bench_time *t)
{
	double n = (double)f->n;

	buf_printf(r->out, "  %-9s %12.0f %s/s   %10.2f us each   %10.2f us CPU", who,
	    n * 1e9 / (double)(t->wall + 1), f->units, (double)t->wall / n / 1e3,
	    (double)t->cpu / n / 1e3);
}

void bench_report(const struct bench_run *r, const struct bench_figure *f)
{
	buf_printf(r->out, "%s: %lld %s: %s\n", f->name, (long long)f->n, f->units, f->what);
	line(r, "mekenjai", f, &f->ours);
	buf_char(r->out, '\n');
	line(r, "engine", f, &f->engine);
	buf_printf(r->out, "   (%s)\n", f->raw);
	buf_printf(r->out, "  %-9s %12.2f of the time, %.2f of the CPU\n", "ratio",
	    (double)f->ours.wall / (double)(f->engine.wall + 1),
	    (double)f->ours.cpu / (double)(f->engine.cpu + 1));
}
