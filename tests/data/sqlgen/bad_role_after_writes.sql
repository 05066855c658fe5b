-- expect: 2: nothing may follow `writes'
-- name: x  roles: officer  writes  auditor
INSERT INTO t VALUES (1);
