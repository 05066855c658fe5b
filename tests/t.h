/* A test program prints TAP; Meson reads it. */
#ifndef T_H
#define T_H
#include <stdio.h>
#include <string.h>
static int t_n, t_bad;
/* x is evaluated first, so it may hold checks of its own. */
#define OK(x) t_ok((x), __FILE__, __LINE__, #x)
static inline void t_ok(int yes, const char *file, int line, const char *what)
{
	t_n++;
	if (yes) {
		(void)printf("ok %d - %s:%d\n", t_n, file, line);
	} else {
		t_bad++;
		(void)printf("not ok %d - %s:%d: %s\n", t_n, file, line, what);
	}
}
/* Say something to the reader of the log; TAP wants one line. */
static inline void note(const char *z)
{
	(void)printf("# %.*s\n", (int)strcspn(z, "\n"), z);
}
static inline int t_done(void)
{
	(void)printf("1..%d\n", t_n);
	return t_bad != 0;
}
#endif
