-- expect: 2: a name is a lower case word of at most 60 letters
-- name:
SELECT 1;
