-- expect: 4: now: give the time as a parameter
-- name: x  roles: all
SELECT id FROM t
WHERE at < now();
