-- expect: 5: UPDATE in a statement that does not say `writes'
-- name: x  roles: all
SELECT id FROM t;
-- pg:
SELECT id FROM t FOR UPDATE;
