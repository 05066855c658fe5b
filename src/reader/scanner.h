/* A picture from a scanner, by SANE's own program scanimage, which is a process of its own. */
#ifndef SCANNER_H
#define SCANNER_H

#include "base.h"

#define SCANNER_SECONDS 40 /* warming up, scanning, sending */

/*
 * device: as `scanimage -L' names it, and after blanks what else scanimage is to be told ("pnm:0
 * --resolution 300 --mode Gray").  The bytes of a PNG file into the arena, at most max.
 * RC_SYS: no picture; e says why, as the scanner's driver did.
 */
enum rc scanner_take(
    const char *device, struct arena *a, size_t max, struct str *picture, struct err *e) MUST_USE;

#endif
