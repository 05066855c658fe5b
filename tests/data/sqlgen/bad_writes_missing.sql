-- expect: 3: DELETE in a statement that does not say `writes'
-- name: x  roles: all
DELETE FROM t;
