/*
 * What a file says of the picture in it, before a library sees it: kind by its first
 * bytes, size, how it lies (EXIF and TIFF orientation), and whether it may be decoded at
 * all within the reader's memory.  Pure; every byte is a stranger's.
 */
#ifndef HEADER_H
#define HEADER_H

#include "issue.h"

#define HEADER_PIXELS_MAX 25000000            /* decoded */
#define HEADER_MEMORY_MAX ((size_t)130 << 20) /* what decoding may take beside the file, bytes */

/* Why a picture is not read. */
enum picture_fault {
#define PICTURE_FAULT(name, problem, status) PICTURE_##name,
#include "faults.def"
#undef PICTURE_FAULT
	PICTURE__MAX
};
enum problem picture_fault_problem(enum picture_fault f); /* not of PICTURE_FINE */
/* The HTTP status for it: 413, 415 or 422. */
int picture_fault_status(enum picture_fault f);

enum picture_kind { KIND_NONE, KIND_JPEG, KIND_PNG, KIND_TIFF };

struct header {
	enum picture_kind kind;
	uint32_t w, h;        /* as stored, before it is turned */
	unsigned channels;    /* 1 to 4 */
	unsigned bits;        /* of a channel */
	unsigned orientation; /* EXIF: 1 to 8 */
	unsigned reduction;   /* JPEG: decode at 1/1 or 1/2 */
	size_t held; /* JPEG: coefficients kept until the last scan, bytes; 0 where none need be */
};

/* By the first bytes alone. */
enum picture_kind header_kind(struct str file);
/* PICTURE_FINE, or why it is not to be decoded; then out may be half filled. */
enum picture_fault header_read(struct str file, struct header *out);

#endif
