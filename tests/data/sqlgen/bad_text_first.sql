-- expect: 2: text before the first name
SELECT 1;
-- name: x  roles: all
SELECT 1;
