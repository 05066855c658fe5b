-- expect: 4: name used before, at FILE:2: x
-- name: x  roles: all
SELECT 1;
-- name: x  roles: all
SELECT 2;
