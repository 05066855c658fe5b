-- Which migrations this register has seen.  Made by the first of them.
CREATE TABLE migration (
	number		{{int}} PRIMARY KEY,
	name		{{text}} NOT NULL,
	sha256		{{blob}} NOT NULL CHECK (length(sha256) = 32),
	applied_at	{{int}} NOT NULL,	-- microseconds UTC
	program		{{text}} NOT NULL	-- its version
){{strict}};

--only sqlite
-- "MKNJ": the file says whose it is; src/db refuses any other.
PRAGMA application_id = 1296780874;
--end
