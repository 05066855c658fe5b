-- Who signs in, and the working state around it.  None of this is evidence: whatever is
-- done to an account is an act as well and stands in the journal, without its secrets.

CREATE TABLE account (
	name		{{text}} PRIMARY KEY,
	name_key	{{text}} NOT NULL UNIQUE,	-- in lower case: Aida and aida are one
	role		{{text}} NOT NULL,		-- officer senior inspector akimat duty auditor admin
	unit		{{text}},
	district	{{text}},			-- KATO; of an akimat's user
	precincts	{{text}} NOT NULL,		-- JSON list of ids; of an inspector
	person		{{text}},			-- whom the register knows him as: nobody decides his own case
	password	{{text}} NOT NULL,		-- Argon2id, with its salt and parameters
	lang		{{text}} NOT NULL,		-- ru kk en
	disabled	{{int}} NOT NULL CHECK (disabled IN (0, 1)),
	created_by	{{int}} NOT NULL,		-- acts
	changed_by	{{int}} NOT NULL
){{strict}};

-- A session's token is in the browser alone; here is its SHA-256.
CREATE TABLE session (
	hash		{{blob}} PRIMARY KEY,
	account		{{text}} NOT NULL REFERENCES account (name),
	csrf		{{text}} NOT NULL,
	address		{{text}} NOT NULL,	-- from where it was opened
	created_us	{{int}} NOT NULL,
	used_us		{{int}} NOT NULL,	-- at most a minute old while it is in use
	idle_us		{{int}} NOT NULL,	-- it ends so long after its last use
	until_us	{{int}} NOT NULL	-- and then at the latest
){{strict}};
CREATE INDEX session_account ON session (account, created_us);
CREATE INDEX session_until ON session (until_us);

CREATE TABLE token (
	hash		{{blob}} PRIMARY KEY,
	id		{{text}} NOT NULL UNIQUE,	-- by which it is named in lists and acts
	account		{{text}} NOT NULL REFERENCES account (name),
	label		{{text}} NOT NULL,
	created_us	{{int}} NOT NULL,
	until_us	{{int}} NOT NULL,
	used_us		{{int}},
	revoked_us	{{int}}
){{strict}};
CREATE INDEX token_account ON token (account, created_us);

-- Failed sign-ins of a user or an address, by SHA-256: people type passwords into the field
-- of the name.
CREATE TABLE login_failure (
	hash		{{blob}} PRIMARY KEY,
	failures	{{int}} NOT NULL,
	last_us		{{int}} NOT NULL
){{strict}};
CREATE INDEX login_failure_last ON login_failure (last_us);

CREATE TABLE draft (
	id		{{text}} PRIMARY KEY,
	owner		{{text}} NOT NULL,	-- account
	kind		{{text}} NOT NULL,
	body		{{text}} NOT NULL,	-- JSON
	version		{{int}} NOT NULL,
	changed_us	{{int}} NOT NULL
){{strict}};
CREATE INDEX draft_owner ON draft (owner, changed_us);
