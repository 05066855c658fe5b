-- What inspectors learn of stays (point 18), and what they found on the spot.

-- A stay whose items a senior gave to a precinct stays with it, as long as the dwelling's own is the same.
-- name: inbox_put  roles: desk admin  writes
INSERT INTO inbox (act, line, registration, person, dwelling, what, unit, precinct, own_precinct, told, officer,
	from_day, until_day, recorded_us)
SELECT $1, n.line, $2, $3, n.id, $5, n.unit, n.told, n.precinct, n.told, $6, $7, $8, $9
FROM (SELECT d.id, d.unit, d.precinct, (SELECT count(*) FROM inbox i WHERE i.act = $1) AS line,
	coalesce((SELECT i.precinct FROM inbox i
		WHERE i.registration = $2 AND i.act < $1 AND i.dwelling = d.id
			AND coalesce(i.own_precinct, '') = coalesce(d.precinct, '')
		ORDER BY i.act DESC, i.line DESC LIMIT 1), d.precinct) AS told
	FROM dwelling d WHERE d.id = $4) n;

-- name: inbox_followed  roles: desk admin  writes
UPDATE inbox SET followed_by = $2 WHERE registration = $1 AND act < $2 AND followed_by IS NULL;

-- Items that waited for a precinct, now that the dwelling has one.
-- name: inbox_placed  roles: desk admin  writes
UPDATE inbox SET precinct = $2 WHERE dwelling = $1 AND precinct IS NULL;

-- name: inbox_unit  roles: desk admin  writes
UPDATE inbox SET unit = $2 WHERE dwelling = $1 AND precinct IS NULL;

-- name: inbox_read  roles: inspector  writes
UPDATE inbox SET read_by = $3, read_us = $4 WHERE act = $1 AND line = $2 AND read_us IS NULL;

-- name: inbox_assign  roles: senior  writes
UPDATE inbox SET precinct = $3 WHERE act = $1 AND line = $2;

-- name: inbox_assignment_put  roles: senior  writes
INSERT INTO inbox_assignment (act, item, line, precinct, recorded_us) VALUES ($1, $2, $3, $4, $5);

-- Newest first, before an item; $5: 0 all, 1 what still tells how it is, 2 what was followed by another.
-- name: inbox_page  roles: senior inspector auditor
SELECT i.act, i.line, i.registration, i.person, i.dwelling, i.what, i.unit, i.precinct, i.officer, i.from_day,
	i.until_day, i.recorded_us, i.followed_by, i.read_by, i.read_us, p.data, d.data, s.host, h.data,
	(SELECT f.what FROM inbox f WHERE f.registration = i.registration AND f.act = i.followed_by ORDER BY f.line LIMIT 1)
FROM inbox i JOIN person p ON p.id = i.person JOIN dwelling d ON d.id = i.dwelling
LEFT JOIN stay s ON s.registration = i.registration LEFT JOIN person h ON h.id = s.host
WHERE i.precinct = $1 AND (i.act < $2 OR (i.act = $2 AND i.line < $3))
	AND ($5 = 0 OR ($5 = 1 AND i.followed_by IS NULL) OR ($5 = 2 AND i.followed_by IS NOT NULL))
ORDER BY i.act DESC, i.line DESC LIMIT $4;

-- $5: 1: only what still tells how it is.
-- name: inbox_unread  roles: senior inspector auditor
SELECT i.act, i.line, i.registration, i.person, i.dwelling, i.what, i.unit, i.precinct, i.officer, i.from_day,
	i.until_day, i.recorded_us, i.followed_by, i.read_by, i.read_us, p.data, d.data, s.host, h.data,
	(SELECT f.what FROM inbox f WHERE f.registration = i.registration AND f.act = i.followed_by ORDER BY f.line LIMIT 1)
FROM inbox i JOIN person p ON p.id = i.person JOIN dwelling d ON d.id = i.dwelling
LEFT JOIN stay s ON s.registration = i.registration LEFT JOIN person h ON h.id = s.host
WHERE i.precinct = $1 AND i.read_us IS NULL AND (i.act < $2 OR (i.act = $2 AND i.line < $3))
	AND ($5 = 0 OR i.followed_by IS NULL)
ORDER BY i.act DESC, i.line DESC LIMIT $4;

-- name: inbox_unassigned  roles: senior auditor
SELECT i.act, i.line, i.registration, i.person, i.dwelling, i.what, i.unit, i.precinct, i.officer, i.from_day,
	i.until_day, i.recorded_us, i.followed_by, i.read_by, i.read_us, p.data, d.data, s.host, h.data,
	(SELECT f.what FROM inbox f WHERE f.registration = i.registration AND f.act = i.followed_by ORDER BY f.line LIMIT 1)
FROM inbox i JOIN person p ON p.id = i.person JOIN dwelling d ON d.id = i.dwelling
LEFT JOIN stay s ON s.registration = i.registration LEFT JOIN person h ON h.id = s.host
WHERE i.unit = $1 AND i.precinct IS NULL AND i.followed_by IS NULL AND (i.act < $2 OR (i.act = $2 AND i.line < $3))
ORDER BY i.act DESC, i.line DESC LIMIT $4;

-- name: inbox_item  roles: senior inspector auditor
SELECT i.act, i.line, i.registration, i.person, i.dwelling, i.what, i.unit, i.precinct, i.officer, i.from_day,
	i.until_day, i.recorded_us, i.followed_by, i.read_by, i.read_us, p.data, d.data, s.host, h.data,
	(SELECT f.what FROM inbox f WHERE f.registration = i.registration AND f.act = i.followed_by ORDER BY f.line LIMIT 1)
FROM inbox i JOIN person p ON p.id = i.person JOIN dwelling d ON d.id = i.dwelling
LEFT JOIN stay s ON s.registration = i.registration LEFT JOIN person h ON h.id = s.host
WHERE i.act = $1 AND i.line = $2;

-- name: inbox_of_stay  roles: desk inspector auditor
SELECT i.act, i.line, i.registration, i.person, i.dwelling, i.what, i.unit, i.precinct, i.officer, i.from_day,
	i.until_day, i.recorded_us, i.followed_by, i.read_by, i.read_us, p.data, d.data, s.host, h.data,
	(SELECT f.what FROM inbox f WHERE f.registration = i.registration AND f.act = i.followed_by ORDER BY f.line LIMIT 1)
FROM inbox i JOIN person p ON p.id = i.person JOIN dwelling d ON d.id = i.dwelling
LEFT JOIN stay s ON s.registration = i.registration LEFT JOIN person h ON h.id = s.host
WHERE i.registration = $1 ORDER BY i.act DESC, i.line DESC;

-- Registrations that were annulled since, and are still.
-- name: inbox_annulled  roles: senior inspector auditor
SELECT i.act, i.line, i.registration, i.person, i.dwelling, i.what, i.unit, i.precinct, i.officer, i.from_day,
	i.until_day, i.recorded_us, i.followed_by, i.read_by, i.read_us, p.data, d.data, s.host, h.data,
	(SELECT f.what FROM inbox f WHERE f.registration = i.registration AND f.act = i.followed_by ORDER BY f.line LIMIT 1)
FROM inbox i JOIN person p ON p.id = i.person JOIN dwelling d ON d.id = i.dwelling
LEFT JOIN stay s ON s.registration = i.registration LEFT JOIN person h ON h.id = s.host
WHERE i.precinct = $1 AND i.what = 'annulled' AND i.followed_by IS NULL AND i.recorded_us >= $2
ORDER BY i.act DESC, i.line DESC LIMIT $3;

-- name: inbox_unread_count  roles: inspector senior auditor
SELECT count(*) FROM inbox WHERE precinct = $1 AND read_us IS NULL;

-- What a precinct was told in a stretch of time, at once and by assignment; sealed acts alone.
-- name: inbox_told  roles: owner
SELECT i.act, i.line, i.registration, i.person, i.dwelling, i.what, i.unit, i.told, i.officer, i.from_day, i.until_day,
	i.recorded_us, i.followed_by, a.position, i.act
FROM inbox i JOIN act a ON a.id = i.act
WHERE i.recorded_us >= $1 AND i.recorded_us < $2 AND a.position IS NOT NULL
ORDER BY a.position, i.line;

-- name: inbox_told_later  roles: owner
SELECT i.act, i.line, i.registration, i.person, i.dwelling, i.what, i.unit, g.precinct, i.officer, i.from_day, i.until_day,
	g.recorded_us, i.followed_by, a.position, g.act
FROM inbox_assignment g JOIN inbox i ON i.act = g.item AND i.line = g.line JOIN act a ON a.id = g.act
WHERE g.recorded_us >= $1 AND g.recorded_us < $2 AND a.position IS NOT NULL
ORDER BY a.position;

-- ---- on the spot ----

-- name: visit_put  roles: inspector  writes
INSERT INTO visit (act, registration, dwelling, unit, day, inspector, officer, result)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: visit_answered  roles: desk  writes
UPDATE visit SET answered_by = $2 WHERE act = $1 AND answered_by IS NULL;

-- A visit with the inspector's words and the desk's.
-- name: visit_of_stay  roles: desk inspector auditor
SELECT v.act, v.registration, v.dwelling, v.unit, v.day, v.inspector, v.officer, v.result, v.answered_by, s.person,
	n.text, r.text, b.officer
FROM visit v JOIN stay s ON s.registration = v.registration LEFT JOIN act_text n ON n.act = v.act
LEFT JOIN act_text r ON r.act = v.answered_by LEFT JOIN act b ON b.id = v.answered_by
WHERE v.registration = $1 ORDER BY v.act DESC;

-- name: visit_by_act  roles: desk inspector auditor
SELECT v.act, v.registration, v.dwelling, v.unit, v.day, v.inspector, v.officer, v.result, v.answered_by, s.person,
	n.text, r.text, b.officer
FROM visit v JOIN stay s ON s.registration = v.registration LEFT JOIN act_text n ON n.act = v.act
LEFT JOIN act_text r ON r.act = v.answered_by LEFT JOIN act b ON b.id = v.answered_by
WHERE v.act = $1;

-- name: visit_unanswered  roles: desk auditor
SELECT v.act, v.registration, v.dwelling, v.unit, v.day, v.inspector, v.officer, v.result, v.answered_by, s.person,
	n.text, r.text, b.officer
FROM visit v JOIN stay s ON s.registration = v.registration LEFT JOIN act_text n ON n.act = v.act
LEFT JOIN act_text r ON r.act = v.answered_by LEFT JOIN act b ON b.id = v.answered_by
WHERE v.unit = $1 AND v.answered_by IS NULL AND v.act > $2 ORDER BY v.act LIMIT $3;

-- ---- who is in a precinct ----

-- name: inspector_all  roles: senior inspector auditor
SELECT name, precincts FROM account WHERE role = 'inspector' AND disabled = 0;

-- Those whose term reaches into [$2, $3].  The last column: the person was registered again after it.
-- name: precinct_stay  roles: senior inspector auditor
SELECT s.registration, s.person, s.dwelling, s.host, s.unit, s.officer, s.decided_by, s.completed_by, r.from_day, r.until_day,
	r.closed_by, p.data, d.data, v.act, v.day, v.result,
	(SELECT count(*) FROM residence n WHERE n.person = r.person AND n.kind = 2 AND n.from_day >= r.until_day), h.data
FROM dwelling d JOIN residence r ON r.dwelling = d.id JOIN stay s ON s.registration = r.registration
JOIN person p ON p.id = s.person LEFT JOIN person h ON h.id = s.host
LEFT JOIN visit v ON v.act = (SELECT max(x.act) FROM visit x WHERE x.registration = s.registration)
WHERE d.precinct = $1 AND r.kind = 2 AND r.from_day <= $3 AND r.until_day > $2
ORDER BY d.street_key, d.house_key, d.flat_key, s.registration LIMIT $4;

-- name: precinct_stay_count  roles: senior inspector auditor
SELECT count(*) FROM dwelling d JOIN residence r ON r.dwelling = d.id
WHERE d.precinct = $1 AND r.kind = 2 AND r.from_day <= $2 AND r.until_day > $2;

-- As precinct_stay, of stays whose items a senior gave to the precinct.
-- name: precinct_stay_given  roles: senior inspector auditor
SELECT DISTINCT s.registration, s.person, s.dwelling, s.host, s.unit, s.officer, s.decided_by, s.completed_by, r.from_day,
	r.until_day, r.closed_by, p.data, d.data, v.act, v.day, v.result,
	(SELECT count(*) FROM residence n WHERE n.person = r.person AND n.kind = 2 AND n.from_day >= r.until_day), h.data
FROM inbox_assignment g JOIN inbox i ON i.act = g.item AND i.line = g.line
JOIN stay s ON s.registration = i.registration JOIN residence r ON r.registration = s.registration
JOIN dwelling d ON d.id = s.dwelling JOIN person p ON p.id = s.person LEFT JOIN person h ON h.id = s.host
LEFT JOIN visit v ON v.act = (SELECT max(x.act) FROM visit x WHERE x.registration = s.registration)
WHERE g.precinct = $1 AND coalesce(d.precinct, '') <> $1 AND r.kind = 2 AND r.from_day <= $3 AND r.until_day > $2
	AND (SELECT l.precinct FROM inbox l WHERE l.registration = s.registration ORDER BY l.act DESC, l.line DESC LIMIT 1) = $1
ORDER BY s.registration LIMIT $4;

-- A stay as an inspector meets it, and the precinct that was told of it last.
-- name: stay_visited  roles: inspector auditor
SELECT s.person, s.dwelling, s.host, s.unit, s.officer, r.from_day, r.until_day, p.data, d.data, d.unit, d.precinct,
	(SELECT l.precinct FROM inbox l WHERE l.registration = s.registration ORDER BY l.act DESC, l.line DESC LIMIT 1), h.data
FROM stay s JOIN dwelling d ON d.id = s.dwelling JOIN person p ON p.id = s.person LEFT JOIN person h ON h.id = s.host
LEFT JOIN residence r ON r.registration = s.registration
WHERE s.registration = $1;
