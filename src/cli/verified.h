/* Verifying a register and saying so: for `journal verify' and `restore'. */
#ifndef VERIFIED_H
#define VERIFIED_H

#include "register.h"

/* db: fresh, of ROLE_OWNER; closed by the caller.  CLI_DONE, CLI_NO where it does not
 * verify, each fault a line on standard output, or CLI_FAILED. */
int cli_verified(const struct cli *c, struct db *db);

#endif
