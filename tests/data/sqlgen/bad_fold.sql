-- expect: 3: lower: store a key made in C: SQLite folds ASCII only
-- name: x  roles: all
SELECT id FROM t WHERE LOWER(name) = $1;
