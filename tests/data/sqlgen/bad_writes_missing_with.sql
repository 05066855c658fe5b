-- expect: 3: Replace in a statement that does not say `writes'
-- name: x  roles: all
WITH a AS (SELECT 1) Replace INTO t SELECT * FROM a;
