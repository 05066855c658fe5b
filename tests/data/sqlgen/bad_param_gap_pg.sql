-- expect: 2: x: the text for pg leaves $1 out
-- name: x  roles: all
SELECT id FROM t WHERE a = $1 AND b = $2;
-- pg:
SELECT id FROM t WHERE b = $2;
