/* Near words, passwords in addresses. */
#include "cli.h"
#include "t.h"

static void near(void)
{
	static const char *const names[] = {"decide", "rules", "init", "journal verify"};

	OK(strcmp(cli_did_you_mean("decid", names, 4), "decide") == 0);
	OK(strcmp(cli_did_you_mean("edcide", names, 4), "decide") == 0);
	OK(strcmp(cli_did_you_mean("rule", names, 4), "rules") == 0);
	OK(strcmp(cli_did_you_mean("journal verif", names, 4), "journal verify") == 0);
	OK(cli_did_you_mean("x", names, 4) == NULL);
	OK(cli_did_you_mean("serve", names, 4) == NULL);
	OK(cli_did_you_mean("", names, 4) == NULL);
	OK(cli_did_you_mean("a word that is longer than any command is", names, 4) == NULL);
}

static void passwords(void)
{
	OK(cli_db_has_password("postgresql://u:p@h/d"));
	OK(cli_db_has_password("postgres://u:p@h1:5432,h2/d"));
	OK(cli_db_has_password("postgresql://h/d?password=x"));
	OK(cli_db_has_password("postgresql://h/d?sslmode=require&%70assword=x"));
	OK(cli_db_has_password("postgresql://h/d?sslpassword=x"));
	OK(cli_db_has_password("host=h password=x"));
	OK(!cli_db_has_password("postgresql://u@h:5432/d"));
	OK(!cli_db_has_password("postgresql:///d?host=/run/postgresql"));
	OK(!cli_db_has_password("postgresql://h/d?application_name=a:b@c"));
	OK(!cli_db_has_password("postgresql://[::1]:5432/d"));
	OK(!cli_db_has_password("sqlite:var/u:p@password.db"));
	OK(!cli_db_has_password("postgresql://h/d?x=%"));
	OK(!cli_db_has_password(""));
}

int main(void)
{
	near();
	passwords();
	return t_done();
}
