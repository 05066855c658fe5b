/*
 * Forced into every file: functions that have hurt others do not compile here.
 * A macro, not a poison: the C library's own headers declare them.
 */
#ifndef BANNED_H
#define BANNED_H
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#define BANNED(f) sorry_##f##_is_banned
#undef strcpy
#undef strcat
#undef strncpy
#undef strncat
#undef sprintf
#undef vsprintf
#undef strtok
#define strcpy(a, b)     BANNED(strcpy)
#define strcat(a, b)     BANNED(strcat)
#define strncpy(a, b, n) BANNED(strncpy)
#define strncat(a, b, n) BANNED(strncat)
#define sprintf(...)     BANNED(sprintf)
#define vsprintf(...)    BANNED(vsprintf)
#define strtok(a, b)     BANNED(strtok)
#define atoi(a)          BANNED(atoi)
#define atol(a)          BANNED(atol)
#define atof(a)          BANNED(atof)
#define gmtime(a)        BANNED(gmtime)
#define localtime(a)     BANNED(localtime)
#define ctime(a)         BANNED(ctime)
#define asctime(a)       BANNED(asctime)
#define strerror(a)      BANNED(strerror)
#define rand()           BANNED(rand)
#define srand(a)         BANNED(srand)
#define system(a)        BANNED(system)
#define popen(a, b)      BANNED(popen)
#endif
