-- expect: 4: a comment that does not end
-- name: x  roles: all
SELECT 1
/* for ever;
