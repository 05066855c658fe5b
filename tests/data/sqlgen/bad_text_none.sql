-- expect: 2: x: no text for sqlite
-- name: x  roles: all
-- nothing here
-- pg:
SELECT 1;
