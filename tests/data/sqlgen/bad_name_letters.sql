-- expect: 2: a name has a-z, 0-9 and _ only: by-code
-- name: by-code  roles: all
SELECT 1;
