-- Statements of the tests of src/db; the program does not have them.

-- name: test_item_add  roles: officer  writes
INSERT INTO item (code, note, data, amount) VALUES ($1, $2, $3, $4) RETURNING id;

-- name: test_item_swapped  roles: officer
SELECT id, note FROM item WHERE note = $2 AND code = $1;

-- name: test_items  roles: officer auditor
SELECT id, code, note, data, amount FROM item ORDER BY code;

-- name: test_item_amount  roles: all
SELECT amount FROM item WHERE code = $1;

-- name: test_item_set  roles: officer  writes
UPDATE item SET amount = $2 WHERE code = $1;

-- name: test_item_sum  roles: officer
SELECT CAST(sum(amount) AS BIGINT) FROM item WHERE code <> $1;

-- name: test_item_exists  roles: officer
SELECT EXISTS (SELECT 1 FROM item WHERE code = $1);

-- name: test_item_count  roles: gate
SELECT count(*) FROM item;

-- name: test_child_add  roles: officer  writes
INSERT INTO child (item) VALUES ($1);

-- name: test_frozen_add  roles: officer  writes
INSERT INTO frozen (id, body) VALUES ($1, $2);

-- name: test_frozen_change  roles: officer  writes
UPDATE frozen SET body = $1;

-- name: test_frozen_remove  roles: officer  writes
DELETE FROM frozen;

-- name: test_series  roles: officer
WITH RECURSIVE n (i) AS (
	SELECT CAST(1 AS BIGINT)
	UNION ALL
	SELECT i + 1 FROM n WHERE i < $1
)
SELECT i, $2 || CAST(i AS TEXT) FROM n;

-- name: test_own_parameters  roles: officer
SELECT CAST($2 AS BIGINT);
-- pg:
SELECT CAST($1 AS BIGINT) + 100;

-- name: test_no_table  roles: officer
SELECT a FROM no_such_table;

-- End all other connections to this database, and wait until they are gone.
-- name: test_kill  roles: owner
SELECT 0;
-- pg:
SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid();

-- A read by its name that changes something: only the engine can tell.
-- name: test_liar  roles: owner
SELECT 0;
-- pg:
SELECT nextval('liar');

-- name: test_disk_full  roles: owner
SELECT 0;
-- pg:
SELECT disk_full();

-- name: test_setting  roles: owner
SELECT $1;
-- pg:
SELECT current_setting($1);

-- name: test_migrations  roles: owner
SELECT number, name, applied_at, program FROM migration ORDER BY number;

-- name: test_children  roles: owner
SELECT count(*) FROM child JOIN item ON item.id = child.item WHERE item.code <> $1;

-- name: test_table  roles: owner
SELECT count(*) FROM sqlite_schema WHERE name = $1;
-- pg:
SELECT count(*) FROM pg_catalog.pg_class WHERE relname = $1;

-- name: test_pragmas  roles: owner
SELECT 'wal', journal_mode = 'wal' FROM pragma_journal_mode
UNION ALL SELECT 'synchronous', synchronous FROM pragma_synchronous
UNION ALL SELECT 'foreign_keys', foreign_keys FROM pragma_foreign_keys
UNION ALL SELECT 'secure_delete', secure_delete FROM pragma_secure_delete
UNION ALL SELECT 'busy_timeout', timeout FROM pragma_busy_timeout
UNION ALL SELECT 'cache_size', cache_size FROM pragma_cache_size
UNION ALL SELECT 'journal_size_limit', journal_size_limit FROM pragma_journal_size_limit
UNION ALL SELECT 'page_size', page_size FROM pragma_page_size;
-- pg:
SELECT 'none', 0;
