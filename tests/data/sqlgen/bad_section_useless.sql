-- expect: 2: x: both engines have their own text, nobody reads the first
-- name: x  roles: all
SELECT 1;
-- pg:
SELECT 2;
-- sqlite:
SELECT 3;
