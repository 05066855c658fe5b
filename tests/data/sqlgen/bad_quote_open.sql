-- expect: 3: a quote that does not end
-- name: x  roles: all
SELECT 'abc;
