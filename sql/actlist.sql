-- Acts as a list, newest first: each statement goes by the index of what is asked for most
-- narrowly, and the rest are conditions.  '' and the ends of the calendar stand for any.

-- name: actlist_all  roles: desk auditor admin
SELECT a.id, a.kind, a.day, a.recorded_us, a.unit, a.officer, a.subject, a.dwelling, a.target, a.outcome, a.position,
	(SELECT max(n.act) FROM annulment n WHERE n.target = a.id AND n.until_day IS NULL)
FROM act a
WHERE a.id < $1
ORDER BY a.id DESC LIMIT $2;

-- name: actlist_of_kind  roles: desk auditor admin
SELECT a.id, a.kind, a.day, a.recorded_us, a.unit, a.officer, a.subject, a.dwelling, a.target, a.outcome, a.position,
	(SELECT max(n.act) FROM annulment n WHERE n.target = a.id AND n.until_day IS NULL)
FROM act a
WHERE a.kind = $1 AND a.id < $2 AND a.day >= $3 AND a.day <= $4
ORDER BY a.id DESC LIMIT $5;

-- name: actlist_of_unit  roles: desk auditor admin
SELECT a.id, a.kind, a.day, a.recorded_us, a.unit, a.officer, a.subject, a.dwelling, a.target, a.outcome, a.position,
	(SELECT max(n.act) FROM annulment n WHERE n.target = a.id AND n.until_day IS NULL)
FROM act a
WHERE a.unit = $1 AND a.id < $2 AND a.day >= $3 AND a.day <= $4 AND ($5 = '' OR a.kind = $5)
ORDER BY a.id DESC LIMIT $6;

-- name: actlist_of_officer  roles: desk auditor admin
SELECT a.id, a.kind, a.day, a.recorded_us, a.unit, a.officer, a.subject, a.dwelling, a.target, a.outcome, a.position,
	(SELECT max(n.act) FROM annulment n WHERE n.target = a.id AND n.until_day IS NULL)
FROM act a
WHERE a.officer = $1 AND a.id < $2 AND a.day >= $3 AND a.day <= $4 AND ($5 = '' OR a.kind = $5) AND ($6 = '' OR a.unit = $6)
ORDER BY a.id DESC LIMIT $7;

-- name: actlist_of_subject  roles: desk auditor
SELECT a.id, a.kind, a.day, a.recorded_us, a.unit, a.officer, a.subject, a.dwelling, a.target, a.outcome, a.position,
	(SELECT max(n.act) FROM annulment n WHERE n.target = a.id AND n.until_day IS NULL)
FROM act a
WHERE a.subject = $1 AND a.id < $2 AND a.day >= $3 AND a.day <= $4 AND ($5 = '' OR a.kind = $5)
	AND ($6 = '' OR a.unit = $6) AND ($7 = '' OR a.officer = $7) AND ($8 = '' OR a.dwelling = $8)
ORDER BY a.id DESC LIMIT $9;

-- name: actlist_of_dwelling  roles: desk auditor
SELECT a.id, a.kind, a.day, a.recorded_us, a.unit, a.officer, a.subject, a.dwelling, a.target, a.outcome, a.position,
	(SELECT max(n.act) FROM annulment n WHERE n.target = a.id AND n.until_day IS NULL)
FROM act a
WHERE a.dwelling = $1 AND a.id < $2 AND a.day >= $3 AND a.day <= $4 AND ($5 = '' OR a.kind = $5)
	AND ($6 = '' OR a.unit = $6) AND ($7 = '' OR a.officer = $7)
ORDER BY a.id DESC LIMIT $8;

-- A period alone goes by days: after the act $3 of the day $2.
-- name: actlist_of_days  roles: desk auditor admin
SELECT a.id, a.kind, a.day, a.recorded_us, a.unit, a.officer, a.subject, a.dwelling, a.target, a.outcome, a.position,
	(SELECT max(n.act) FROM annulment n WHERE n.target = a.id AND n.until_day IS NULL)
FROM act a
WHERE a.day >= $1 AND (a.day < $2 OR (a.day = $2 AND a.id < $3))
ORDER BY a.day DESC, a.id DESC LIMIT $4;
