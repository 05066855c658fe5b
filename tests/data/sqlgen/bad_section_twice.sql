-- expect: 5: a second text for pg
-- name: x  roles: all
-- pg:
SELECT 1;
-- pg:
SELECT 2;
