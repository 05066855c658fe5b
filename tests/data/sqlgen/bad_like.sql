-- expect: 3: like: compare a key made in C: SQLite ignores the case of ASCII here
-- name: x  roles: all
SELECT id FROM t WHERE name LIKE $1;
