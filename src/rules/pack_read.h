/*
 * Reading a pack file strictly, with the line of what is wrong: jansson tells
 * the line of a syntax error only, so values are found again in the text.
 */
#ifndef PACK_READ_H
#define PACK_READ_H

#include "pack.h"

struct pack_reader {
	struct str text;
	const char *file;
	struct arena *a; /* of the pack that is being made */
	struct err *e;
	struct str path; /* of the object being read: "parameters.area_norm.0" */
};

/* Line (from 1) of the value at a path of keys and list positions; of its nearest
 * holder where it is not there. */
int json_line_of(struct str text, struct str path);

/* Record what is wrong with `name' inside r->path; always false. */
bool pack_wrong(struct pack_reader *r, const char *name, const char *why);
/* The same reader one step deeper. */
struct pack_reader pack_inside(
    const struct pack_reader *r, const char *name, size_t index, bool list);

/*
 * All keys of o are among the names (space-separated; those that end in '?' may
 * be left out), and no other is there.
 */
bool pack_keys(struct pack_reader *r, const json_t *o, const char *names);

/* Each reads o's member and is false after pack_wrong. */
bool pack_text(struct pack_reader *r, const json_t *o, const char *name, struct str *out);
bool pack_texts(
    struct pack_reader *r, const json_t *o, const char *name, struct str *out); /* ru, kk, en */
bool pack_day(struct pack_reader *r, const json_t *o, const char *name, day_t *out);
bool pack_footing(
    struct pack_reader *r, const json_t *o, struct footing *out); /* source, confidence */
bool pack_number(struct pack_reader *r, const json_t *o, const char *name, int high, int64_t *out);
bool pack_states(struct pack_reader *r, const json_t *o, const char *name, struct states *out);
/* A list of words, each once, as 1 << word. */
bool pack_words(
    struct pack_reader *r, const json_t *o, const char *name, enum word_list list, unsigned *out);
/* A list with something in it; its length in *n. */
bool pack_list(struct pack_reader *r, const json_t *o, const char *name, size_t *n);

#endif
