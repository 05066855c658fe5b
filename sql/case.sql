-- Applications that somebody must decide, and the list of wanted persons.

-- name: case_put  roles: desk  writes
INSERT INTO work_case (id, act, kind, unit, person, dwelling, state, reasons, waits, family, day, opened_us)
VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9, $10, $11);

-- name: case_person  roles: desk  writes
UPDATE work_case SET person = $2 WHERE id = $1;

-- name: case_waits  roles: desk  writes
UPDATE work_case SET reasons = $2, waits = $3 WHERE id = $1;

-- name: case_close  roles: desk  writes
UPDATE work_case SET state = $2, reasons = '[]', waits = 0, closed_by = $3 WHERE id = $1;

-- name: case_by_id  roles: desk auditor
SELECT id, act, kind, unit, person, dwelling, state, reasons, waits, family, day, opened_us, closed_by
FROM work_case WHERE id = $1;

-- name: case_by_act  roles: desk auditor
SELECT id, act, kind, unit, person, dwelling, state, reasons, waits, family, day, opened_us, closed_by
FROM work_case WHERE act = $1;

-- What is open has no closed_by.  Said with `state', PostgreSQL would rather read the index of
-- all open cases as long as it believes that there are few.
-- name: case_open_for  roles: desk
SELECT id, act, kind, unit, person, dwelling, state, reasons, waits, family, day, opened_us, closed_by
FROM work_case WHERE person = $1 AND dwelling = $2 AND closed_by IS NULL ORDER BY opened_us, id;

-- name: case_of_person  roles: desk auditor
SELECT id, act, kind, unit, person, dwelling, state, reasons, waits, family, day, opened_us, closed_by
FROM work_case WHERE person = $1 ORDER BY opened_us DESC, id LIMIT 100;

-- name: case_of_dwelling  roles: desk auditor
SELECT id, act, kind, unit, person, dwelling, state, reasons, waits, family, day, opened_us, closed_by
FROM work_case WHERE dwelling = $1 AND closed_by IS NULL ORDER BY opened_us, id LIMIT 100;

-- name: case_of_family  roles: desk
SELECT id, act, kind, unit, person, dwelling, state, reasons, waits, family, day, opened_us, closed_by
FROM work_case WHERE family = $1 ORDER BY act;

-- name: case_open  roles: desk auditor
SELECT id, act, kind, unit, person, dwelling, state, reasons, waits, family, day, opened_us, closed_by
FROM work_case WHERE state = 'open' AND (opened_us, id) > ($1, $2) ORDER BY opened_us, id LIMIT $3;

-- name: case_open_of_unit  roles: desk auditor
SELECT id, act, kind, unit, person, dwelling, state, reasons, waits, family, day, opened_us, closed_by
FROM work_case WHERE state = 'open' AND unit = $1 AND (opened_us, id) > ($2, $3)
ORDER BY opened_us, id LIMIT $4;

-- name: case_screening_only  roles: owner
SELECT id FROM work_case WHERE state = 'open' AND waits = 4 ORDER BY opened_us, id LIMIT 100;

-- name: wanted_put  roles: admin  writes
INSERT INTO wanted (id, data, iin, doc_number, act) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (id) DO UPDATE SET data = excluded.data, iin = excluded.iin, doc_number = excluded.doc_number,
	act = excluded.act;

-- name: wanted_remove  roles: admin  writes
DELETE FROM wanted WHERE id = $1;

-- name: wanted_clear  roles: admin  writes
DELETE FROM wanted WHERE act < $1;

-- name: wanted_by_id  roles: duty auditor admin
SELECT id, data FROM wanted WHERE id = $1;

-- name: wanted_match  roles: desk
SELECT id, CASE WHEN iin = $1 THEN 1 ELSE 0 END FROM wanted
WHERE (iin = $1 AND $1 <> '') OR (doc_number = $2 AND $2 <> '') ORDER BY id LIMIT 10;

-- name: idempotency_get  roles: signed_in
SELECT request, status, answer FROM idempotency WHERE owner = $1 AND key = $2;

-- name: idempotency_put  roles: signed_in  writes
INSERT INTO idempotency (owner, key, request, status, answer, at_us) VALUES ($1, $2, $3, $4, $5, $6);

-- name: idempotency_forget  roles: signed_in  writes
DELETE FROM idempotency WHERE at_us < $1;

-- name: wanted_last_load  roles: all
SELECT max(id) FROM act WHERE kind = 'load_wanted';

-- name: load_last  roles: all
SELECT id, recorded_us, day FROM act WHERE kind = $1 ORDER BY id DESC LIMIT 1;

-- name: screening_put  roles: desk  writes
INSERT INTO screening (act, person, kind, unit, dwelling, recorded_us, result, wanted)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: screening_done  roles: desk  writes
UPDATE screening SET result = $2, wanted = $3 WHERE act = $1;

-- name: screening_hits  roles: duty auditor
SELECT act, person, kind, dwelling, recorded_us, wanted FROM screening
WHERE result = 'hit' AND (recorded_us, act) < ($1, $2) ORDER BY recorded_us DESC, act DESC LIMIT $3;

-- name: screening_not_done  roles: owner
SELECT act, person FROM screening
WHERE result = 'not_done' AND NOT EXISTS (SELECT 1 FROM work_case c WHERE c.act = screening.act AND c.state = 'open')
ORDER BY recorded_us, act LIMIT 100;
