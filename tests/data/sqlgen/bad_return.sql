-- expect: 3: a NUL or a carriage return
-- name: x  roles: all
SELECT 1;
