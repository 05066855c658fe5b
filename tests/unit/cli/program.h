/* Runs the program with a given input and collects what it prints. */
#ifndef PROGRAM_H
#define PROGRAM_H

#include "buf.h"
#include "t.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define WORDS_MAX 8

/*
 * Words end with NULL.  Standard output goes to out, standard error to err.
 * Temporary files stand between, so nothing can block.  The answer is the exit
 * status, -1 where it did not end by itself.
 */
static inline int run_program(
    const char *program, const char *const words[], struct str in, struct buf *out, struct buf *err)
{
	FILE *f[3] = {tmpfile(), tmpfile(), tmpfile()};
	struct buf *to[3] = {NULL, out, err};
	char *argv[WORDS_MAX + 2] = {xstrdup(program)};
	int status = 0;
	pid_t pid;

	for (int i = 0; i < WORDS_MAX && words[i] != NULL; i++)
		argv[i + 1] = xstrdup(words[i]);
	(void)fwrite(in.p, 1, in.n, f[0]);
	rewind(f[0]);
	(void)fflush(stdout);
	pid = fork();
	if (pid == 0) {
		for (int i = 0; i < 3; i++)
			(void)dup2(fileno(f[i]), i);
		(void)execv(argv[0], argv);
		_exit(127);
	}
	(void)waitpid(pid, &status, 0);
	for (int i = 0; i < 3; i++) {
		char part[4096];
		size_t n;

		rewind(f[i]);
		while (to[i] != NULL && (n = fread(part, 1, sizeof(part), f[i])) > 0)
			buf_put(to[i], part, n);
		(void)fclose(f[i]);
	}
	for (int i = 0; argv[i] != NULL; i++)
		free(argv[i]);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

#endif
