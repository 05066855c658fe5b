/*
 * The fonts of everything printed: Noto Sans of Debian's fonts-noto-core, regular and bold, and
 * no other, whatever is installed or configured on the machine.  They have Latin,
 * Cyrillic with every Kazakh letter, and Greek.
 */
#ifndef FONTS_H
#define FONTS_H

#include "base.h"

#include <pango/pangocairo.h>

/* Around all use of what follows and of what comes of it: Pango's font maps are not for
 * two threads at a time. */
void fonts_lock(void);
void fonts_unlock(void);

/* The one font map, made at the first call; RC_SYS where a file is missing. */
enum rc fonts_map(PangoFontMap **out, struct err *e) MUST_USE;
/* Do both fonts have the letter?  After fonts_map. */
bool fonts_have(int32_t cp);

#endif
