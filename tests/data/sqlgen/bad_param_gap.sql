-- expect: 2: x: $2 is used nowhere, but $3 is
-- name: x  roles: all
SELECT id FROM t WHERE a = $1 AND b = $3;
