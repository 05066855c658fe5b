-- expect: 4: no such engine: postgres (sqlite or pg)
-- name: x  roles: all
SELECT 1;
-- postgres:
SELECT 2;
