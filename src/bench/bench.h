/*
 * The project's own benchmarks: each does a piece of the program's work, then as much of it as
 * the engine below has to do whoever asks (the raw engine), in the same run on the same machine,
 * and says both figures and their ratio.  Absolute figures are a machine's; ratios are ours.
 *
 * They work in a register of their own, made of made-up people and taken away behind them: on
 * SQLite a file in a new folder beside the register that was named, so on the same disk; on
 * PostgreSQL the database that was named, which must be empty and is left empty.
 */
#ifndef BENCH_H
#define BENCH_H

#include "db.h"
#include "pack.h"
#include "text.h"

/* The work of a run, and where it says what came of it. */
struct bench_run {
	const char *url; /* as --db */
	const struct pack *pack;
	int64_t size;       /* persons in the register; the rest of the work follows from it */
	const char *folder; /* of pictures, for scan; NULL: its own */
	struct buf *out;    /* the report, for people */
};
#define BENCH_SIZE     3000
#define BENCH_SIZE_MIN 60
#define BENCH_SIZE_MAX 1000000

struct bench {
	const char *name;
	enum msg about; /* what is measured against what */
	/* RC_BAD_INPUT: the database is not empty, or cannot be used; e says so. */
	enum rc (*run)(struct bench_run *r, struct err *e);
};
extern const struct bench benches[];
extern const size_t benches_n;

const struct bench *bench_find(const char *name); /* NULL: no such */

#endif
