/* A test program prints TAP; Meson reads it. */
#ifndef T_H
#define T_H
#include <stdio.h>
#include <string.h>
static int t_n, t_bad;
#define OK(x) (void)(t_n++, (x) ? printf("ok %d - %s:%d\n", t_n, __FILE__, __LINE__) \
	: (t_bad++, printf("not ok %d - %s:%d: %s\n", t_n, __FILE__, __LINE__, #x)))
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
