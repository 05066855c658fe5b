/* The desk's rows of the route table: page, who may open it, what it does. */
#include "pages.h"

#define FORM_BYTES ((size_t)256 * 1024)
#define LIST_BYTES ((size_t)32 * 1024 * 1024) /* larger files are for `mekenjai import' */

#define GET(path_, who_, flags_, own_, about_)                                           \
	{                                                                                \
		.method = METHOD_GET, .path = (path_), .who = (who_), .flags = (flags_), \
		.run = gate_row, .own = &(own_), .about = (about_)                       \
	}
#define POST(path_, who_, flags_, own_, about_)                                               \
	{                                                                                     \
		.method = METHOD_POST, .path = (path_), .who = (who_), .flags = (flags_),     \
		.takes = TAKES_FORM, .max_body = FORM_BYTES, .run = gate_row, .own = &(own_), \
		.about = (about_)                                                             \
	}

const struct route web_rows[] = {
    GET("/login", ANYONE, ROUTE_PUBLIC, login_row, "Sign in"),
    POST("/login", ANYONE, ROUTE_PUBLIC | ROUTE_WRITES | ROUTE_SLOW, sign_in_row,
	"Sign in: name and password"),
    POST("/logout", ROLES_PEOPLE, ROUTE_WRITES, logout_row, "End the session"),
    POST("/stay", ROLES_PEOPLE, 0, stay_row, "Keep the session; the seconds left"),
    GET("/password", ROLES_PEOPLE, 0, own_password_row, "One's own password: the form"),
    POST("/password", ROLES_PEOPLE, ROUTE_WRITES | ROUTE_SLOW, own_password_change_row,
	"Change one's own password"),
    POST("/purpose", ROLES_PEOPLE, 0, purpose_row, "Say why records are read"),
    GET("/", ROLES_PEOPLE, 0, home_row,
	"The desk: what waits, what was begun, what was done today"),
    GET("/search", DESK_READERS, 0, search_row, "Search persons and dwellings: the form"),
    POST("/search", DESK_READERS, 0, search_row, "Search persons and dwellings: the results"),
    POST("/search/addresses", DESK_READERS, 0, suggest_row, "Addresses as one types"),
    GET("/persons/new", DESK_ACTORS, 0, person_new_row, "A new person: the form"),
    POST("/persons/new", DESK_ACTORS, ROUTE_WRITES, person_new_row, "Enter a new person"),
    GET("/persons/{id}", DESK_READERS, ROUTE_PURPOSE, person_row,
	"A person: data, registrations, acts"),
    GET("/persons/{id}/correct", DESK_ACTORS, ROUTE_PURPOSE, person_correct_row,
	"Put a person's data right: the form"),
    POST("/persons/{id}/correct", DESK_ACTORS, ROUTE_WRITES, person_correct_row,
	"Put a person's data right"),
    GET("/persons/{id}/vote", ROLE_SENIOR, ROUTE_PURPOSE, vote_row,
	"A person's right to vote: the form"),
    POST("/persons/{id}/vote", ROLE_SENIOR, ROUTE_WRITES, vote_row,
	"Record that a person lost or regained the right to vote"),
    GET("/persons/{id}/views", ROLE_AUDITOR, 0, views_row, "Who looked at a person"),
    GET("/dwellings/new", ROLE_SENIOR, 0, dwelling_new_row, "A new dwelling: the form"),
    POST("/dwellings/new", ROLE_SENIOR, ROUTE_WRITES, dwelling_new_row, "Enter a new dwelling"),
    GET("/dwellings/{id}", DESK_READERS, ROUTE_PURPOSE, dwelling_row,
	"A dwelling: who lives there, who holds it, its area"),
    GET("/dwellings/{id}/change", ROLE_SENIOR, 0, dwelling_change_row,
	"Change what is recorded of a dwelling: the form"),
    POST("/dwellings/{id}/change", ROLE_SENIOR, ROUTE_WRITES, dwelling_change_row,
	"Change what is recorded of a dwelling"),
    GET("/dwellings/{id}/holding", ROLE_SENIOR, 0, holding_new_row, "Record a holding: the form"),
    POST("/dwellings/{id}/holding", ROLE_SENIOR, ROUTE_WRITES, holding_new_row, "Record a holding"),
    GET("/holdings/{id}/end", ROLE_SENIOR, 0, holding_end_row, "End a holding: the form"),
    POST("/holdings/{id}/end", ROLE_SENIOR, ROUTE_WRITES, holding_end_row, "End a holding"),
    GET("/register", DESK_ACTORS, 0, register_row, "An application for registration"),
    POST("/register", DESK_ACTORS, 0, register_row, "The application as it is filled in"),
    POST("/register/verdict", DESK_ACTORS, 0, register_verdict_row, "Its verdict alone"),
    POST("/register/decide", DESK_ACTORS, ROUTE_WRITES, register_decide_row,
	"Decide the application"),
    POST("/register/draft", DESK_ACTORS, ROUTE_WRITES, register_draft_row, "Keep it as a draft"),
    GET("/foreigners/new", DESK_ACTORS, 0, foreigner_row, "A foreign national's application"),
    POST("/foreigners/new", DESK_ACTORS, 0, foreigner_row, "The application as it is filled in"),
    POST("/foreigners/new/verdict", DESK_ACTORS, 0, foreigner_verdict_row,
	"What the register and the rules say of it"),
    POST("/foreigners/new/decide", DESK_ACTORS, ROUTE_WRITES, foreigner_decide_row,
	"Decide the application"),
    POST("/foreigners/new/draft", DESK_ACTORS, ROUTE_WRITES, foreigner_draft_row,
	"Keep it as a draft"),
    GET("/remove", DESK_ACTORS, 0, remove_row, "Removal from registration"),
    POST("/remove", DESK_ACTORS, 0, remove_row, "The removal as it is filled in"),
    POST("/remove/verdict", DESK_ACTORS, 0, remove_verdict_row, "Its verdict alone"),
    POST("/remove/decide", DESK_ACTORS, ROUTE_WRITES, remove_decide_row, "Decide the removal"),
    GET("/annul", ROLE_SENIOR, 0, annul_row, "Annulment of an act"),
    POST("/annul", ROLE_SENIOR, 0, annul_row, "The annulment as it is filled in"),
    POST("/annul/verdict", ROLE_SENIOR, 0, annul_verdict_row, "Its verdict alone"),
    POST("/annul/decide", ROLE_SENIOR, ROUTE_WRITES, annul_decide_row, "Decide the annulment"),
    GET("/results/{acts}", DESK_ACTORS, 0, result_row, "Receipts and refusals to print"),
    GET("/queue", DESK_CASES, 0, queue_row, "Cases that wait for a decision"),
    GET("/cases/{id}", DESK_CASES, 0, case_row, "A case: facts, verdict, decision"),
    POST("/cases/{id}/decide", ROLES_DESK, ROUTE_WRITES, case_decide_row, "Decide a case"),
    GET("/journal", DESK_JOURNAL, 0, journal_list_row, "The journal with filters"),
    GET("/acts/{n}", DESK_JOURNAL | ROLE_DUTY, 0, act_row, "One act whole"),
    GET("/users", ROLE_ADMIN | ROLE_AUDITOR, 0, users_row, "Accounts"),
    GET("/users/new", ROLE_ADMIN, 0, user_new_row, "A new account: the form"),
    POST("/users/new", ROLE_ADMIN, ROUTE_WRITES | ROUTE_SLOW, user_add_row, "Make an account"),
    GET("/users/{name}", ROLE_ADMIN, 0, user_row, "One account"),
    POST("/users/{name}/change", ROLE_ADMIN, ROUTE_WRITES, user_change_row,
	"Change role, unit, district and precincts of an account"),
    POST("/users/{name}/password", ROLE_ADMIN, ROUTE_WRITES | ROUTE_SLOW, user_password_row,
	"Give a new password"),
    POST("/users/{name}/disable", ROLE_ADMIN, ROUTE_WRITES, user_disable_row, "Close an account"),
    POST(
	"/users/{name}/enable", ROLE_ADMIN, ROUTE_WRITES, user_enable_row, "Open an account again"),
    GET("/units", ROLE_ADMIN | ROLE_AUDITOR, 0, units_row, "The units and who is above them"),
    GET("/lists", ROLE_ADMIN, 0, lists_row, "Load a file: the form"),
    {.method = METHOD_POST,
	.path = "/lists",
	.who = ROLE_ADMIN,
	.flags = ROUTE_SLOW,
	.takes = TAKES_MULTIPART,
	.max_body = LIST_BYTES,
	.run = gate_row,
	.own = &lists_load_row,
	.about = "Load a file of units, precincts, dwellings, persons, holdings, residences or the "
		 "wanted"},
    GET("/help", ROLES_PEOPLE, 0, help_row, "Help and keys"),
    GET("/rules", ROLES_PEOPLE, 0, rules_row, "The rules, the pack and its assumptions"),
    GET("/check", ANYONE, ROUTE_PUBLIC, check_form_row, "Check a certificate: type its code"),
    GET("/check/{code}", ANYONE, ROUTE_PUBLIC, check_row,
	"Is this certificate valid, expired or annulled: page, or JSON by Accept"),
    GET("/a/{file}", ANYONE, ROUTE_PUBLIC | ROUTE_PLAIN, asset_row, "Style sheet, script, fonts"),
};
const size_t web_rows_n = ARRAY_LEN(web_rows);
