/*
 * A server killed at random moments under load, many times: kill PROGRAM ROUNDS SEED URL TOKEN-FILE.
 * Several connections send acts without a pause; after each kill and restart, what was
 * answered must be there whole, and what was not answered is sent again with its key and must
 * then be there once.  The register is made by kill.sh.  When the kill comes is chance, what
 * must hold is not.
 */
#include "prng.h"
#include "t.h"

#include <arpa/inet.h>
#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define CLIENTS   4
#define DWELLINGS 40
#define ANSWER    65536

/* One act as a client knows it. */
struct sent {
	int number;
	int status; /* 0: no answer came */
	long act;
	char registration[32], person[32];
};

struct client {
	pthread_t thread;
	struct sent *all;
	size_t n, cap, checked;
	int id;
};

static const char *program, *url;
static char token[128];
static struct client client[CLIENTS];
static uint16_t port;
static pid_t server;
static atomic_int answered;
static long lost, half, twice;

/* ---- HTTP ---- */

static int dial(void)
{
	struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port)};
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (connect(fd, (const struct sockaddr *)&a, sizeof(a)) == 0)
		return fd;
	(void)close(fd);
	return -1;
}

static bool send_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t k = send(fd, p, n, MSG_NOSIGNAL);

		if (k <= 0)
			return false;
		p += k;
		n -= (size_t)k;
	}
	return true;
}

/* The whole answer; its status, or 0 where it did not come. */
static int receive(int fd, char *out)
{
	size_t n = 0;

	while (n < ANSWER - 1) {
		ssize_t k = recv(fd, out + n, ANSWER - 1 - n, 0);
		const char *body, *length;

		if (k <= 0)
			return 0;
		n += (size_t)k;
		out[n] = '\0';
		body = strstr(out, "\r\n\r\n");
		length = strstr(out, "Content-Length: ");
		if (body != NULL && length != NULL &&
		    n - (size_t)(body + 4 - out) >= strtoul(length + 16, NULL, 10))
			return (int)strtol(out + 9, NULL, 10);
	}
	return 0;
}

static int ask(int fd, const char *line, const char *headers, const char *body, char *out)
{
	char *head = xmalloc(4096);
	int n = snprintf(head, 4096,
	    "%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nPurpose: "
	    "test\r\n%sContent-Length: %zu\r\n\r\n%s",
	    line, token, headers, strlen(body), body);
	bool sent = send_all(fd, head, (size_t)n);

	free(head);
	return sent ? receive(fd, out) : 0;
}

/* The text of a member of the answer; of numbers the digits. */
static void member(const char *answer, const char *name, char *out, size_t cap)
{
	char quoted[48];
	const char *p;
	size_t n = 0;

	(void)snprintf(quoted, sizeof(quoted), "\"%s\":", name);
	p = strstr(answer, quoted);
	if (p != NULL)
		for (p += strlen(quoted) + (p[strlen(quoted)] == '"');
		     n < cap - 1 && strchr("\",}", p[n]) == NULL; n++)
			out[n] = p[n];
	out[n] = '\0';
}

/* ---- acts ---- */

/* Somebody new and a registration: two acts, a person, search keys and a stay, or nothing. */
static int act(int fd, struct sent *s, char *out)
{
	char body[1024], headers[128], id[32];

	(void)snprintf(headers, sizeof(headers),
	    "Content-Type: application/json\r\nIdempotency-Key: kill-%d\r\n", s->number);
	(void)snprintf(body, sizeof(body),
	    "{\"act\":\"register_permanent\",\"person\":{\"surname\":\"Новый\",\"given\":"
	    "\"Человек\","
	    "\"birth_date\":\"1980-01-01\",\"sex\":\"M\",\"citizenship\":\"KAZ\",\"status\":"
	    "\"citizen\","
	    "\"document_type\":\"id_card\",\"document_number\":\"%09d\",\"document_country\":"
	    "\"KAZ\"},\"new\":true,"
	    "\"note\":\"a stranger of the same "
	    "name\",\"dwelling\":\"K%d\",\"applicant\":{\"capacity\":\"self\"},"
	    "\"basis\":{\"kind\":\"use\"},\"consents\":[{\"holder\":\"P4\",\"given_on\":\"2015-03-"
	    "02\","
	    "\"how\":\"in_person\"}],\"holder_relation\":\"none\"}",
	    100000000 + s->number, s->number % DWELLINGS);
	s->status = ask(fd, "POST /api/v1/acts", headers, body, out);
	if (s->status == 0)
		return 0;
	member(out, "act", id, sizeof(id));
	s->act = strtol(id, NULL, 10);
	member(out, "registration", s->registration, sizeof(s->registration));
	return s->status;
}

static void *load(void *arg)
{
	struct client *c = arg;
	char *out = xmalloc(ANSWER);
	int fd = dial();

	while (fd >= 0) {
		if (c->n == c->cap) {
			c->cap = c->cap * 2 + 64;
			c->all = xrealloc(c->all, c->cap * sizeof(*c->all));
		}
		c->all[c->n] = (struct sent){.number = c->id * 1000000 + (int)c->n};
		if (act(fd, &c->all[c->n++], out) == 0)
			break;
		atomic_fetch_add(&answered, 1);
	}
	if (fd >= 0)
		(void)close(fd);
	free(out);
	return NULL;
}

/* ---- the server ---- */

static bool start(void)
{
	int out[2];
	char line[256] = "", *colon;
	FILE *f;

	if (pipe(out) != 0)
		return false;
	server = fork();
	if (server == 0) {
		(void)dup2(out[1], STDOUT_FILENO);
		(void)close(out[0]);
		(void)close(out[1]);
		(void)execl(program, program, "--db", url, "serve", "--listen", "127.0.0.1:0",
		    (char *)NULL);
		_exit(127);
	}
	(void)close(out[1]);
	f = fdopen(out[0], "r");
	if (f == NULL || fgets(line, sizeof(line), f) == NULL ||
	    (colon = strrchr(line, ':')) == NULL) {
		(void)waitpid(server, NULL, 0);
		return false;
	}
	port = (uint16_t)strtoul(colon + 1, NULL, 10);
	(void)fclose(f);
	return true;
}

static void nap(long us)
{
	(void)nanosleep(
	    &(struct timespec){.tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000}, NULL);
}

/* ---- what must hold ---- */

static void look(int fd, struct sent *s, char *out)
{
	char line[96], outcome[16], subject[32];
	bool granted;

	if (s->status == 0 && act(fd, s, out) == 0) {
		note("a request sent again got no answer");
		lost++;
		return;
	}
	if (s->status != 201 && s->status != 422) {
		(void)printf("# act %d was answered with %d: %s\n", s->number, s->status, out);
		lost++;
		return;
	}
	granted = s->status == 201;
	(void)snprintf(line, sizeof(line), "GET /api/v1/acts/%ld", s->act);
	if (ask(fd, line, "", "", out) != 200) {
		lost++;
		return;
	}
	member(out, "outcome", outcome, sizeof(outcome));
	member(out, "subject", subject, sizeof(subject));
	if (strstr(out, "\"kind\":\"register_permanent\"") == NULL ||
	    strcmp(outcome, granted ? "grant" : "refuse") != 0 ||
	    strstr(out, "\"request\":") == NULL || subject[0] == '\0')
		half++;
	(void)snprintf(line, sizeof(line), "GET /api/v1/persons/%s", subject);
	if (ask(fd, line, "", "", out) != 200 ||
	    (granted && (s->registration[0] == '\0' || strstr(out, s->registration) == NULL)))
		half++;
}

/* All of them that have not been looked at since they were sent. */
static void look_at_all(void)
{
	char *out = xmalloc(ANSWER);
	int fd = dial();

	assert(fd >= 0);
	for (size_t i = 0; i < CLIENTS; i++)
		for (; client[i].checked < client[i].n; client[i].checked++)
			look(fd, &client[i].all[client[i].checked], out);
	(void)close(fd);
	free(out);
}

static int by_act(const void *a, const void *b)
{
	const struct sent *x = a, *y = b;

	return x->act < y->act ? -1 : x->act > y->act;
}

static void count_twice(void)
{
	for (size_t i = 0; i < CLIENTS; i++) {
		qsort(client[i].all, client[i].n, sizeof(*client[i].all), by_act);
		for (size_t j = 1; j < client[i].n; j++)
			twice += client[i].all[j].act == client[i].all[j - 1].act;
	}
}

static bool round_of(struct prng *random)
{
	int before = atomic_load(&answered);

	if (!start())
		return false;
	look_at_all();
	for (int i = 0; i < CLIENTS; i++) {
		client[i].id = i;
		if (pthread_create(&client[i].thread, NULL, load, &client[i]) != 0)
			return false;
	}
	/* Not before it works, then whenever. */
	while (atomic_load(&answered) == before && waitpid(server, NULL, WNOHANG) == 0)
		nap(500);
	nap((long)(prng_next(random) % 120000));
	(void)kill(server, SIGKILL);
	(void)waitpid(server, NULL, 0);
	for (int i = 0; i < CLIENTS; i++)
		(void)pthread_join(client[i].thread, NULL);
	return true;
}

int main(int argc, char **argv)
{
	struct prng random;
	long rounds, done = 0;
	FILE *f;

	if (argc != 6)
		return 2;
	program = argv[1];
	rounds = strtol(argv[2], NULL, 10);
	prng_seed(&random, strtoull(argv[3], NULL, 10));
	url = argv[4];
	f = fopen(argv[5], "r");
	if (f == NULL || fgets(token, sizeof(token), f) == NULL)
		return 2;
	(void)fclose(f);
	token[strcspn(token, "\n")] = '\0';
	while (done < rounds && round_of(&random))
		done++;
	OK(done == rounds);
	if (start()) {
		look_at_all();
		(void)kill(server, SIGTERM);
		(void)waitpid(server, NULL, 0);
	}
	count_twice();
	(void)printf("# %ld rounds, %d acts answered\n", done, atomic_load(&answered));
	OK(atomic_load(&answered) >= rounds);
	OK(lost == 0);
	OK(half == 0);
	OK(twice == 0);
	for (int i = 0; i < CLIENTS; i++)
		free(client[i].all);
	return t_done();
}
