-- Acts and what belongs to them: written once.

-- name: act_next_id  roles: signed_in  writes
SELECT coalesce(max(id), 0) + 1 FROM act;
-- pg:
SELECT nextval('act_id');

-- name: act_insert  roles: signed_in  writes
INSERT INTO act (id, kind, day, recorded_us, unit, officer, subject, dwelling, target, outcome, body)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- name: act_text_insert  roles: signed_in  writes
INSERT INTO act_text (act, salt, text) VALUES ($1, $2, $3);

-- name: loaded_insert  roles: admin  writes
INSERT INTO loaded (act, line, text) VALUES ($1, $2, $3);

-- name: act_unsealed  roles: all
SELECT id, body FROM act WHERE position IS NULL ORDER BY id LIMIT 1000;

-- name: act_head  roles: all
SELECT position, chain FROM act WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1;

-- name: act_seal  roles: all  writes
UPDATE act SET position = $2, leaf = $3, chain = $4 WHERE id = $1 AND position IS NULL;

-- name: act_by_id  roles: desk auditor
SELECT a.id, a.kind, a.day, a.recorded_us, a.unit, a.officer, a.subject, a.dwelling, a.target, a.outcome,
	a.body, a.position, t.text
FROM act a LEFT JOIN act_text t ON t.act = a.id
WHERE a.id = $1;

-- name: act_all  roles: owner
SELECT a.id, a.kind, a.day, a.recorded_us, a.unit, a.officer, a.subject, a.dwelling, a.target, a.outcome,
	a.body, a.position, t.text, t.salt, a.leaf, a.chain
FROM act a LEFT JOIN act_text t ON t.act = a.id
WHERE a.id > $1 ORDER BY a.id LIMIT 500;

-- name: act_sealed_after  roles: desk auditor
SELECT a.id, a.kind, a.day, a.recorded_us, a.unit, a.officer, a.subject, a.dwelling, a.target, a.outcome,
	a.body, a.position, t.text, t.salt, a.leaf, a.chain
FROM act a LEFT JOIN act_text t ON t.act = a.id
WHERE a.position > $1 ORDER BY a.position LIMIT $2;

-- name: loaded_of  roles: admin
SELECT line, text FROM loaded WHERE act = $1 AND line > $2 ORDER BY line LIMIT 1000;

-- name: act_annulled  roles: people
SELECT n.act, a.recorded_us, a.unit FROM annulment n JOIN act a ON a.id = n.act
WHERE n.target = $1 AND n.until_day IS NULL ORDER BY n.act;

-- name: act_last_recorded  roles: all
SELECT coalesce(max(recorded_us), 0) FROM (SELECT recorded_us FROM act ORDER BY id DESC LIMIT 100) AS last_acts;

-- name: act_later_of_person  roles: desk auditor
SELECT a.id, a.day FROM act a
WHERE a.subject = $1 AND a.kind = $2 AND a.day > $3
	AND (a.outcome = 'grant' OR (a.outcome = 'review'
		AND EXISTS (SELECT 1 FROM work_case w WHERE w.act = a.id AND w.state = 'granted')))
	AND NOT EXISTS (SELECT 1 FROM annulment n WHERE n.target = a.id AND n.until_day IS NULL)
ORDER BY a.day DESC, a.id LIMIT 1;

-- name: pack_insert  roles: all  writes
INSERT INTO pack (hash, text, act) VALUES ($1, $2, $3) ON CONFLICT (hash) DO NOTHING;

-- name: pack_by_hash  roles: people
SELECT text FROM pack WHERE hash = $1;

-- name: setting_get  roles: all
SELECT value FROM setting WHERE name = $1;

-- name: setting_put  roles: all  writes
INSERT INTO setting (name, value) VALUES ($1, $2)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: access_insert  roles: all  writes
INSERT INTO access (at_us, reader, route, purpose, person, detail) VALUES ($1, $2, $3, $4, $5, $6);

-- name: act_annulling  roles: people
SELECT id FROM act WHERE target = $1 AND kind = 'annul' AND outcome = 'grant' ORDER BY id;

-- name: act_resolving  roles: desk
SELECT t.text FROM act a JOIN act_text t ON t.act = a.id WHERE a.target = $1 AND a.kind = 'resolve' ORDER BY a.id;

-- name: act_unsealed_all  roles: owner
SELECT a.id, a.kind, a.day, a.recorded_us, a.unit, a.officer, a.subject, a.dwelling, a.target, a.outcome,
	a.body, a.position, t.text, t.salt, a.leaf, a.chain
FROM act a LEFT JOIN act_text t ON t.act = a.id
WHERE a.position IS NULL AND a.id > $1 ORDER BY a.id LIMIT $2;

-- name: act_text_strays  roles: owner
SELECT t.act FROM act_text t WHERE NOT EXISTS (SELECT 1 FROM act a WHERE a.id = t.act) ORDER BY t.act LIMIT 20;

-- name: loaded_acts  roles: owner
SELECT act, count(*) FROM loaded GROUP BY act ORDER BY act;

-- name: pack_known  roles: people
SELECT act FROM pack WHERE hash = $1;

-- name: pack_all  roles: owner
SELECT hash, text FROM pack ORDER BY hash;

-- name: seal_all  roles: owner
SELECT day, position, head, key, signature FROM seal ORDER BY position, day;

-- name: seal_last  roles: owner
SELECT day, position FROM seal ORDER BY day DESC LIMIT 1;

-- name: seal_insert  roles: owner  writes
INSERT INTO seal (day, position, head, key, signature) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (day) DO NOTHING;

-- After rows were copied in: ids go on after the last of them.
-- name: act_id_goes_on  roles: owner  writes
SELECT 0;
-- pg:
SELECT setval('act_id', coalesce((SELECT max(id) FROM act), 0) + 1, false);

-- One act for those who read no personal text.
-- name: act_entry  roles: people
SELECT id, kind, day, recorded_us, unit, officer, subject, dwelling, target, outcome, body, position,
	CAST(NULL AS text)
FROM act WHERE id = $1;

-- The feed: entries alone, whose personal text is for other questions.
-- name: act_feed  roles: people
SELECT id, kind, day, recorded_us, unit, officer, subject, dwelling, target, outcome, body, position,
	CAST(NULL AS text)
FROM act WHERE position > $1 ORDER BY position LIMIT $2;
