-- expect: 2: no such role: clerk
-- name: x  roles: clerk
SELECT 1;
