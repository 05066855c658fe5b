-- expect: 3: parameters are $1 to $40
-- name: x  roles: all
SELECT $$a$$;
