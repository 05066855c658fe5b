/*
 * The second wall: even where the route table erred, no statement gives personal data to
 * a role that reads none (issue 2, part 5).  Held over every statement that there is.
 */
#include "db_impl.h"
#include "t.h"

static const char *const personal[] = {"FROM person", "JOIN person", "FROM person_state",
    "FROM search_key", "act_text", "FROM residence", "FROM residence_event", "FROM holding",
    "FROM work_case", "FROM loaded"};

static bool names_people(const struct stmt_def *d)
{
	for (size_t i = 0; i < ARRAY_LEN(personal); i++)
		if (strstr(d->sql[0], personal[i]) != NULL)
			return true;
	return false;
}

/* An inspector learns of the foreign nationals in his precinct (point 18), and reads them through
 * their stays alone. */
static unsigned readers_of_stays(const struct stmt_def *d)
{
	return strstr(d->sql[0], " stay ") != NULL || strstr(d->sql[0], "inbox") != NULL ||
		       strstr(d->sql[0], "FROM residence_event e JOIN act a") != NULL
		   ? ROLE_INSPECTOR
		   : 0;
}

/* How many there are is nobody's secret, nor that somebody is. */
static bool counts(const struct stmt_def *d)
{
	return strncmp(d->name, "rows_of_", 8) == 0 || strcmp(d->name, "person_there") == 0 ||
	       strcmp(d->name, "open_cases") == 0 || strcmp(d->name, "certificate_days") == 0;
}

/*
 * A host writes what he reports and reads it again, by his own account; beyond that he reads the
 * dwelling that his account names, his own keys of requests, and what everybody may.
 */
static bool host_may(const struct stmt_def *d)
{
	static const char *const own[] = {"host_dwelling", "notice_same", "notice_of_account",
	    "notice_page", "notice_since", "guest_counts", "guest_of_notice", "idempotency_get"};

	if ((d->roles & ROLES_ALL) == ROLES_ALL)
		return true;
	for (size_t i = 0; i < ARRAY_LEN(own); i++)
		if (strcmp(d->name, own[i]) == 0)
			return strstr(d->sql[0], "account = $") != NULL ||
			       strstr(d->sql[0], "u.name = $1") != NULL ||
			       strstr(d->sql[0], "owner = $1") != NULL;
	return false;
}

static bool host_writes(const struct stmt_def *d)
{
	static const char *const may[] = {"notice_put", "guest_put", "idempotency_put",
	    "idempotency_forget", "act_next_id", "act_insert", "act_text_insert", "user_password",
	    "session_close_all"};

	for (size_t i = 0; i < ARRAY_LEN(may); i++)
		if (strcmp(d->name, may[i]) == 0)
			return true;
	return (d->roles & ROLES_ALL) == ROLES_ALL;
}

static void hosts(void)
{
	const unsigned desk = ROLE_OFFICER | ROLE_SENIOR | ROLE_AUDITOR | ROLE_HOST | ROLE_OWNER;
	int reads = 0, writes = 0, reported = 0;

	for (size_t i = 0; i < STMT__MAX; i++) {
		const struct stmt_def *d = &stmt_defs[i];
		bool guests = strstr(d->sql[0], "host_guest") != NULL ||
			      strstr(d->sql[0], "host_notice") != NULL;

		if ((d->roles & ROLE_HOST) != 0 && !(d->writes ? host_writes(d) : host_may(d))) {
			note(d->name);
			*(d->writes ? &writes : &reads) += 1;
		}
		if (guests && !d->writes && (d->roles & ~desk) != 0) {
			note(d->name);
			reported++;
		}
	}
	OK(reads == 0);
	OK(writes == 0);
	OK(reported == 0);
}

int main(void)
{
	const unsigned blind = ROLE_GATE | ROLE_INSPECTOR | ROLE_AKIMAT;
	int open = 0, found = 0, writing = 0, secret = 0;

	for (size_t i = 0; i < STMT__MAX; i++) {
		const struct stmt_def *d = &stmt_defs[i];

		if (d->writes) {
			/* An auditor changes nothing but what anybody may: his own working state. */
			bool register_ = strstr(d->name, "act_insert") == NULL &&
					 strncmp(d->name, "person_", 7) == 0;

			writing += register_ && (d->roles & (ROLE_AUDITOR | blind)) != 0;
			continue;
		}
		if (strstr(d->sql[0], "password") != NULL &&
		    (d->roles & ~(unsigned)ROLE_GATE & ~(unsigned)ROLE_OWNER) != 0)
			secret++;
		if (!names_people(d) || counts(d))
			continue;
		found++;
		if ((d->roles & blind & ~readers_of_stays(d)) != 0 ||
		    ((d->roles & ROLE_ADMIN) != 0 && strncmp(d->name, "event_", 6) != 0 &&
			strncmp(d->name, "holding_", 8) != 0 &&
			strncmp(d->name, "loaded", 6) != 0 &&
			strncmp(d->name, "stay_days_", 10) != 0)) {
			(void)printf("# %s is for a role that reads no person\n", d->name);
			open++;
		}
	}
	OK(found > 20);
	OK(open == 0);
	OK(writing == 0);
	OK(secret == 0);
	hosts();
	return t_done();
}
