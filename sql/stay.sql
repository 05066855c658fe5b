-- Registrations of foreign nationals: what there is to a stay beside its days.

-- name: stay_put  roles: desk  writes
INSERT INTO stay (registration, person, dwelling, host, unit, entry_day, data, act, officer, decided_by)
SELECT $1, $2, d.id, $4, d.unit, $5, $6, $7, $8, $9 FROM dwelling d WHERE d.id = $3;

-- name: stay_decided  roles: desk  writes
UPDATE stay SET decided_by = $2, officer = $3, completed_by = NULL WHERE registration = $1;

-- The dwelling belongs to another unit: its stays wait there for their certificates.
-- name: stay_unit  roles: desk admin  writes
UPDATE stay SET unit = $2 WHERE dwelling = $1;

-- name: stay_completed  roles: desk  writes
UPDATE stay SET completed_by = $2 WHERE registration = $1;

-- A stay that no longer counts (annulled, or replaced from its first day) has no row of `residence'.
-- name: stay_by_id  roles: desk inspector auditor
SELECT s.registration, s.person, s.dwelling, s.host, s.unit, s.entry_day, s.data, s.act, s.officer,
	s.decided_by, s.completed_by, r.from_day, r.until_day, r.closed_by,
	(SELECT count(*) FROM residence_event e JOIN annulment n ON n.target = e.act AND n.until_day IS NULL
	 WHERE e.registration = s.registration AND e.what = 0)
FROM stay s LEFT JOIN residence r ON r.registration = s.registration WHERE s.registration = $1;

-- name: stay_of_person  roles: desk inspector auditor
SELECT s.registration, s.person, s.dwelling, s.host, s.unit, s.entry_day, s.data, s.act, s.officer,
	s.decided_by, s.completed_by, r.from_day, r.until_day, r.closed_by,
	(SELECT count(*) FROM residence_event e JOIN annulment n ON n.target = e.act AND n.until_day IS NULL
	 WHERE e.registration = s.registration AND e.what = 0)
FROM stay s LEFT JOIN residence r ON r.registration = s.registration
WHERE s.person = $1 ORDER BY s.act DESC, s.registration;

-- name: stay_of_dwelling  roles: desk inspector auditor
SELECT s.registration, s.person, s.dwelling, s.host, s.unit, s.entry_day, s.data, s.act, s.officer,
	s.decided_by, s.completed_by, r.from_day, r.until_day, r.closed_by,
	(SELECT count(*) FROM residence_event e JOIN annulment n ON n.target = e.act AND n.until_day IS NULL
	 WHERE e.registration = s.registration AND e.what = 0)
FROM stay s LEFT JOIN residence r ON r.registration = s.registration
WHERE s.dwelling = $1 ORDER BY s.act DESC, s.registration LIMIT $2;

-- name: stay_of_dwelling_on  roles: desk inspector auditor
SELECT s.registration, s.person, s.dwelling, s.host, s.unit, s.entry_day, s.data, s.act, s.officer,
	s.decided_by, s.completed_by, r.from_day, r.until_day, r.closed_by,
	(SELECT count(*) FROM residence_event e JOIN annulment n ON n.target = e.act AND n.until_day IS NULL
	 WHERE e.registration = s.registration AND e.what = 0)
FROM residence r JOIN stay s ON s.registration = r.registration
WHERE r.dwelling = $1 AND r.kind = 2 AND r.from_day <= $2 AND r.until_day > $2
ORDER BY r.from_day, s.registration;

-- Page by page, those decided last first.
-- name: stay_page_of_dwelling  roles: desk auditor
SELECT s.registration, s.person, s.dwelling, s.host, s.unit, s.entry_day, s.data, s.act, s.officer,
	s.decided_by, s.completed_by, r.from_day, r.until_day, r.closed_by,
	(SELECT count(*) FROM residence_event e JOIN annulment n ON n.target = e.act AND n.until_day IS NULL
	 WHERE e.registration = s.registration AND e.what = 0)
FROM stay s LEFT JOIN residence r ON r.registration = s.registration
WHERE s.dwelling = $1 AND (s.act < $2 OR (s.act = $2 AND s.registration > $3))
ORDER BY s.act DESC, s.registration LIMIT $4;

-- name: stay_page_of_dwelling_on  roles: desk auditor
SELECT s.registration, s.person, s.dwelling, s.host, s.unit, s.entry_day, s.data, s.act, s.officer,
	s.decided_by, s.completed_by, r.from_day, r.until_day, r.closed_by,
	(SELECT count(*) FROM residence_event e JOIN annulment n ON n.target = e.act AND n.until_day IS NULL
	 WHERE e.registration = s.registration AND e.what = 0)
FROM residence r JOIN stay s ON s.registration = r.registration
WHERE r.dwelling = $1 AND r.kind = 2 AND r.from_day <= $2 AND r.until_day > $2
	AND (s.act < $3 OR (s.act = $3 AND s.registration > $4))
ORDER BY s.act DESC, s.registration LIMIT $5;

-- Those who are registered in a precinct on a day, house by house.
-- name: stay_of_precinct_on  roles: desk inspector auditor
SELECT s.registration, s.person, s.dwelling, s.host, s.unit, s.entry_day, s.data, s.act, s.officer,
	s.decided_by, s.completed_by, r.from_day, r.until_day, r.closed_by,
	(SELECT count(*) FROM residence_event e JOIN annulment n ON n.target = e.act AND n.until_day IS NULL
	 WHERE e.registration = s.registration AND e.what = 0)
FROM dwelling d JOIN residence r ON r.dwelling = d.id JOIN stay s ON s.registration = r.registration
WHERE d.precinct = $1 AND r.kind = 2 AND r.from_day <= $2 AND r.until_day > $2
ORDER BY d.street_key, d.house_key, d.flat_key, s.registration LIMIT $3;

-- Decided, and no certificate issued since (point 16): the oldest first.
-- name: stay_waiting  roles: desk auditor
SELECT s.registration, s.person, s.dwelling, s.host, s.unit, s.entry_day, s.data, s.act, s.officer,
	s.decided_by, s.completed_by, r.from_day, r.until_day, r.closed_by,
	(SELECT count(*) FROM residence_event e JOIN annulment n ON n.target = e.act AND n.until_day IS NULL
	 WHERE e.registration = s.registration AND e.what = 0)
FROM stay s JOIN residence r ON r.registration = s.registration
WHERE s.unit = $1 AND s.completed_by IS NULL AND r.until_day > $2 AND s.decided_by > $3
ORDER BY s.decided_by, s.registration LIMIT $4;

-- name: stay_event  roles: desk inspector auditor
SELECT e.act, e.what, e.from_day, e.until_day, e.known, a.kind, a.recorded_us, a.unit, a.officer,
	(SELECT n.act FROM annulment n WHERE n.target = e.act AND n.until_day IS NULL)
FROM residence_event e JOIN act a ON a.id = e.act WHERE e.registration = $1 ORDER BY e.act, e.line;

-- The days of a person's stays as they are now.
-- name: stay_days_of_person  roles: desk admin
SELECT registration, dwelling, from_day, until_day FROM residence
WHERE person = $1 AND kind = 2 ORDER BY registration;

-- name: stay_days_of_dwelling  roles: desk admin
SELECT registration, person, from_day, until_day FROM residence
WHERE dwelling = $1 AND kind = 2 AND until_day > $2 ORDER BY registration;

-- name: certificate_put  roles: desk  writes
INSERT INTO certificate (id, code, kind, registration, person, act, decision, until_day, reprint)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: certificate_by_id  roles: desk auditor
SELECT id, code, kind, registration, person, act, decision, until_day, reprint FROM certificate WHERE id = $1;

-- name: certificate_by_code  roles: all
SELECT id, code, kind, registration, person, act, decision, until_day, reprint FROM certificate WHERE code = $1;

-- name: certificate_of_registration  roles: desk auditor
SELECT id, code, kind, registration, person, act, decision, until_day, reprint FROM certificate
WHERE registration = $1 ORDER BY act DESC;

-- The days of a registration, if it has any left, and whether it was annulled.
-- name: certificate_days  roles: all
SELECT r.from_day, r.until_day, (SELECT count(*) FROM annulment n WHERE n.target = e.act AND n.until_day IS NULL)
FROM residence_event e LEFT JOIN residence r ON r.registration = e.registration
WHERE e.registration = $1 AND e.what = 0 ORDER BY e.act DESC, e.line DESC LIMIT 1;
