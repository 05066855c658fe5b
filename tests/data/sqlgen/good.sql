-- A comment before the first statement.

-- name: item_by_code  roles: officer auditor
SELECT id, note -- a comment with ; and $9 in it
FROM item /* and
another 'with a quote */ WHERE code = $2 AND kind = $1;

-- Comments between statements belong to nobody.
-- name: item_add  roles: desk  writes
INSERT INTO item (code, note) VALUES ($1, 'it''s $5; -- "text" ?')
ON CONFLICT (code) DO UPDATE SET note = excluded.note RETURNING id;

-- name: item_lock	roles: all	writes
SELECT id FROM item WHERE code = $1
-- pg:
SELECT id FROM item WHERE code = $1 AND $2::bigint > 0 FOR UPDATE

-- name: item_words  roles: owner people
-- sqlite:
SELECT replace(note, 'a', 'b'), note || '\' FROM item;
-- pg:
WITH w AS (SELECT note FROM item)
SELECT replace(note, 'a', 'b'), "note" FROM w;
