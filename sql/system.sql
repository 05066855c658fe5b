-- What the database layer itself needs to know: which migrations were made,
-- whether the file is sound.

-- name: migration_table  roles: all
SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'migration';
-- pg:
SELECT count(*) FROM pg_catalog.pg_tables
WHERE schemaname = 'public' AND tablename = 'migration';

-- name: tables  roles: owner
SELECT count(*) FROM sqlite_schema WHERE type = 'table';
-- pg:
SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = 'public';

-- name: migrations  roles: all
SELECT number, name, sha256, program FROM migration ORDER BY number;

-- name: migration_add  roles: owner  writes
INSERT INTO migration (number, name, sha256, applied_at, program)
VALUES ($1, $2, $3, $4, $5);

-- References that lead nowhere.  PostgreSQL has no way to make them.
-- name: reference_faults  roles: owner
SELECT count(*) FROM pragma_foreign_key_check;
-- pg:
SELECT 0;

-- name: integrity  roles: owner
SELECT integrity_check FROM pragma_integrity_check(1);
-- pg:
SELECT 'ok';

-- How many rows, without counting them: rows of these tables are never deleted one by
-- one, so the last row's number says it; PostgreSQL's own statistics do.
-- name: rows_of_person  roles: people
SELECT coalesce(max(rowid), 0) FROM person;
-- pg:
SELECT n_live_tup FROM pg_catalog.pg_stat_user_tables WHERE relname = 'person';

-- name: rows_of_stay  roles: people
SELECT coalesce(max(rowid), 0) FROM stay;
-- pg:
SELECT n_live_tup FROM pg_catalog.pg_stat_user_tables WHERE relname = 'stay';

-- name: rows_of_stay_waiting  roles: people
SELECT count(*) FROM (SELECT 1 AS one FROM stay WHERE completed_by IS NULL LIMIT 10001) AS s;

-- name: rows_of_wanted  roles: people
SELECT count(*) FROM wanted;

-- name: open_cases  roles: people
SELECT count(*) FROM (SELECT 1 AS one FROM work_case WHERE state = 'open' LIMIT 10001) AS c;

-- name: act_last  roles: people
SELECT id, recorded_us FROM act ORDER BY id DESC LIMIT 1;

-- name: act_last_of_stay  roles: people
SELECT a.id, a.recorded_us FROM stay s JOIN act a ON a.id = s.decided_by ORDER BY s.decided_by DESC LIMIT 1;
