-- expect: 3: a statement begins with SELECT, WITH, VALUES, INSERT, UPDATE or DELETE, not with DROP
-- name: x  roles: all  writes
DROP TABLE t;
