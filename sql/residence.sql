-- Where people live: the events, and the stays worked out from them.  Kinds 0 and 1 are
-- residences, permanent and temporary; 2 are the stays of foreign nationals (stay.sql).

-- name: event_put  roles: desk admin  writes
INSERT INTO residence_event (act, line, person, what, kind, registration, dwelling, from_day, from_last,
	from_text, until_day, known, wrong_since)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- name: event_wrong  roles: admin  writes
UPDATE residence_event SET wrong_since = $2 WHERE registration = $1 AND what IN (0, 3) AND wrong_since IS NULL;

-- name: event_of_person  roles: desk auditor
SELECT act, line, person, what, kind, registration, dwelling, from_day, from_last, from_text, until_day,
	known, wrong_since
FROM residence_event WHERE person = $1 ORDER BY act, line;

-- All events of everybody who ever was in the dwelling.
-- name: event_of_dwelling  roles: desk auditor
SELECT act, line, person, what, kind, registration, dwelling, from_day, from_last, from_text, until_day,
	known, wrong_since
FROM residence_event WHERE person IN (SELECT d.person FROM residence_event d WHERE d.dwelling = $1)
ORDER BY person, act, line;

-- name: event_persons_of_act  roles: desk admin
SELECT DISTINCT person FROM residence_event WHERE act = $1 ORDER BY person;

-- name: event_same_row  roles: admin
SELECT registration, until_day, known FROM residence_event
WHERE person = $1 AND kind = $2 AND from_text = $3 AND what IN (0, 3)
	AND coalesce(dwelling, '') = $4 AND coalesce(wrong_since, -999999) = $5;

-- name: event_naming  roles: desk auditor
SELECT e.act, a.recorded_us, a.unit, a.day, a.kind FROM residence_event e JOIN act a ON a.id = e.act
WHERE e.registration IN (SELECT registration FROM residence_event WHERE act = $1 AND what = 0) AND e.what IN (1, 4, 5)
	AND a.kind <> 'depart' -- nobody can annul that somebody left, and it falls with his registration
	AND NOT EXISTS (SELECT 1 FROM annulment n WHERE n.target = e.act AND n.until_day IS NULL)
ORDER BY e.act;

-- name: event_registration  roles: desk auditor
SELECT person, kind, dwelling, until_day FROM residence_event
WHERE registration = $1 AND what IN (0, 3) AND kind < 2 ORDER BY act, line;

-- name: annulment_of_person  roles: desk auditor
SELECT n.target, n.from_day, n.until_day FROM annulment n
WHERE n.target IN (SELECT act FROM residence_event WHERE person = $1) ORDER BY n.target, n.act;

-- name: annulment_of_dwelling  roles: desk auditor
SELECT n.target, n.from_day, n.until_day FROM annulment n
WHERE n.target IN (SELECT act FROM residence_event WHERE person IN
	(SELECT d.person FROM residence_event d WHERE d.dwelling = $1))
ORDER BY n.target, n.act;

-- name: annulment_put  roles: desk  writes
INSERT INTO annulment (target, act, from_day) VALUES ($1, $2, $3);

-- name: annulment_end  roles: desk  writes
UPDATE annulment SET until_day = $2 WHERE act = $1 AND until_day IS NULL;

-- name: residence_clear  roles: desk admin  writes
DELETE FROM residence WHERE person = $1;

-- name: residence_put  roles: desk admin  writes
INSERT INTO residence (registration, person, dwelling, kind, from_day, from_last, until_day, until_last,
	opened_by, closed_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: residence_by_id  roles: desk auditor
SELECT registration, person, dwelling, kind, from_day, until_day, opened_by, closed_by
FROM residence WHERE registration = $1 AND kind < 2;

-- name: residence_of_person  roles: desk auditor
SELECT registration, person, dwelling, kind, from_day, until_day, opened_by, closed_by
FROM residence WHERE person = $1 AND kind < 2 ORDER BY from_day DESC, kind, registration;

-- name: residence_of_dwelling_on  roles: desk auditor
SELECT registration, person, dwelling, kind, from_day, until_day, opened_by, closed_by
FROM residence WHERE dwelling = $1 AND kind < 2 AND (from_last < $2 OR (from_last = $2 AND from_day = $2)) AND (until_day IS NULL OR until_day > $2)
ORDER BY from_day, person, kind;

-- name: residence_of_dwelling  roles: desk auditor
SELECT registration, person, dwelling, kind, from_day, until_day, opened_by, closed_by
FROM residence WHERE dwelling = $1 AND kind < 2 ORDER BY from_day DESC, person, kind LIMIT $2;
