-- expect: 3: : is PostgreSQL's own; write CAST(... AS ...)
-- name: x  roles: all
SELECT id::bigint FROM t;
