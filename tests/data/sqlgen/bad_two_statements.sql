-- expect: 4: a second statement after the semicolon
-- name: x  roles: all  writes
DELETE FROM a; -- one
DELETE FROM b;
