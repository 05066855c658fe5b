-- Who signs in: accounts, sessions, tokens, the throttle of sign-ins, drafts.  The gate works
-- before anybody is known, so it sees no more than what tells who somebody is.

-- name: user_insert  roles: admin  writes
INSERT INTO account (name, name_key, role, unit, district, precincts, person, password, lang, disabled,
	created_by, changed_by, holder, dwelling)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $10, $11, $12);

-- name: user_update  roles: admin  writes
UPDATE account SET role = $2, unit = $3, district = $4, precincts = $5, person = $6, lang = $7, changed_by = $8,
	holder = $9, dwelling = $10
WHERE name = $1;

-- name: user_disabled  roles: admin  writes
UPDATE account SET disabled = $2, changed_by = $3 WHERE name = $1;

-- name: user_password  roles: signed_in  writes
UPDATE account SET password = $2, changed_by = $3 WHERE name = $1;

-- name: user_by_name  roles: admin auditor
SELECT name, role, unit, district, precincts, person, lang, disabled, created_by, changed_by,
	holder, dwelling
FROM account WHERE name = $1;

-- name: user_by_key  roles: admin
SELECT name FROM account WHERE name_key = $1;

-- name: user_page  roles: admin auditor
SELECT name, role, unit, district, precincts, person, lang, disabled, created_by, changed_by,
	holder, dwelling
FROM account WHERE name_key > $1 ORDER BY name_key LIMIT $2;

-- name: user_login  roles: gate
SELECT name, role, unit, district, precincts, person, lang, disabled, created_by, changed_by,
	holder, dwelling, password
FROM account WHERE name_key = $1;

-- name: session_insert  roles: gate  writes
INSERT INTO session (hash, account, csrf, address, created_us, used_us, idle_us, until_us)
VALUES ($1, $2, $3, $4, $5, $5, $6, $7);

-- name: session_find  roles: gate
SELECT u.name, u.role, u.unit, u.district, u.precincts, u.person, u.lang, u.disabled, u.created_by, u.changed_by,
	u.holder, u.dwelling, s.csrf, s.address, s.created_us, s.used_us, s.idle_us, s.until_us
FROM session s JOIN account u ON u.name = s.account
WHERE s.hash = $1;

-- name: session_touch  roles: gate  writes
UPDATE session SET used_us = $2 WHERE hash = $1 AND used_us < $2;

-- name: session_close  roles: gate  writes
DELETE FROM session WHERE hash = $1;

-- name: session_close_all  roles: signed_in  writes
DELETE FROM session WHERE account = $1;

-- name: session_prune  roles: gate  writes
DELETE FROM session WHERE until_us <= $1;

-- The newest few of a user stay.
-- name: session_trim  roles: gate  writes
DELETE FROM session WHERE account = $1 AND hash NOT IN
	(SELECT hash FROM session WHERE account = $1 ORDER BY created_us DESC, hash LIMIT $2);

-- name: token_insert  roles: admin  writes
INSERT INTO token (hash, id, account, label, created_us, until_us) VALUES ($1, $2, $3, $4, $5, $6);

-- name: token_find  roles: gate
SELECT u.name, u.role, u.unit, u.district, u.precincts, u.person, u.lang, u.disabled, u.created_by, u.changed_by,
	u.holder, u.dwelling, t.id, t.label, t.created_us, t.until_us, t.used_us, t.revoked_us
FROM token t JOIN account u ON u.name = t.account
WHERE t.hash = $1;

-- name: token_touch  roles: gate  writes
UPDATE token SET used_us = $2 WHERE hash = $1 AND (used_us IS NULL OR used_us < $2);

-- name: token_page  roles: admin
SELECT account, id, label, created_us, until_us, used_us, revoked_us
FROM token WHERE account = $1 ORDER BY created_us DESC, id LIMIT $2;

-- name: token_by_id  roles: admin
SELECT account, id, label, created_us, until_us, used_us, revoked_us FROM token WHERE id = $1;

-- name: token_live  roles: admin
SELECT count(*) FROM token WHERE account = $1 AND revoked_us IS NULL AND until_us > $2;

-- name: token_revoke  roles: admin  writes
UPDATE token SET revoked_us = $2 WHERE id = $1 AND revoked_us IS NULL RETURNING account;

-- name: token_revoke_all  roles: admin  writes
UPDATE token SET revoked_us = $2 WHERE account = $1 AND revoked_us IS NULL;

-- name: login_failures  roles: gate
SELECT failures, last_us FROM login_failure WHERE hash = $1;

-- name: login_count  roles: gate  writes
INSERT INTO login_failure (hash, failures, last_us) VALUES ($1, 1, $2)
ON CONFLICT (hash) DO UPDATE SET last_us = excluded.last_us,
	failures = CASE WHEN login_failure.last_us <= $3 THEN 1 ELSE login_failure.failures + 1 END;

-- name: login_clear  roles: gate  writes
DELETE FROM login_failure WHERE hash = $1;

-- name: login_uncount  roles: gate  writes
UPDATE login_failure SET failures = failures - 1 WHERE hash = $1 AND failures > 0;

-- name: login_prune  roles: gate  writes
DELETE FROM login_failure WHERE last_us <= $1;

-- Only so many of the newest stay, whatever is tried.
-- name: login_trim  roles: gate  writes
DELETE FROM login_failure
WHERE last_us < (SELECT last_us FROM login_failure ORDER BY last_us DESC LIMIT 1 OFFSET $1);

-- name: draft_insert  roles: people  writes
INSERT INTO draft (id, owner, kind, body, version, changed_us) VALUES ($1, $2, $3, $4, 1, $5);

-- name: draft_update  roles: people  writes
UPDATE draft SET kind = $4, body = $5, version = version + 1, changed_us = $6
WHERE id = $1 AND owner = $2 AND version = $3 RETURNING version;

-- name: draft_by_id  roles: people
SELECT id, kind, body, version, changed_us FROM draft WHERE id = $1 AND owner = $2;

-- name: draft_page  roles: people
SELECT id, kind, body, version, changed_us FROM draft WHERE owner = $1 ORDER BY changed_us DESC, id LIMIT $2;

-- name: draft_count  roles: people
SELECT count(*) FROM draft WHERE owner = $1;

-- name: draft_delete  roles: people  writes
DELETE FROM draft WHERE id = $1 AND owner = $2;

-- name: access_page_of_person  roles: auditor
SELECT at_us, reader, route, purpose, person, detail, id FROM access
WHERE person = $1 AND (at_us < $2 OR (at_us = $2 AND id < $3)) ORDER BY at_us DESC, id DESC LIMIT $4;

-- name: access_page_of_reader  roles: auditor
SELECT at_us, reader, route, purpose, person, detail, id FROM access
WHERE reader = $1 AND (at_us < $2 OR (at_us = $2 AND id < $3)) ORDER BY at_us DESC, id DESC LIMIT $4;

-- name: access_page  roles: auditor
SELECT at_us, reader, route, purpose, person, detail, id FROM access
WHERE at_us < $1 OR (at_us = $1 AND id < $2) ORDER BY at_us DESC, id DESC LIMIT $3;
