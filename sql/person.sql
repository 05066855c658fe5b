-- Persons as acts and loads left them.

-- name: person_by_id  roles: desk auditor
SELECT id, data, birth_day, first_act, last_act FROM person WHERE id = $1;

-- name: person_there  roles: admin officer senior
SELECT 1 FROM person WHERE id = $1;

-- name: person_by_iin  roles: desk auditor
SELECT id, data, birth_day, first_act, last_act FROM person WHERE iin = $1;

-- name: person_by_document  roles: desk auditor
SELECT id, data, birth_day, first_act, last_act FROM person WHERE document = $1;

-- Former documents count.
-- name: person_by_document_number  roles: desk auditor
SELECT DISTINCT p.id, p.data, p.birth_day, p.first_act, p.last_act
FROM person_document d JOIN person p ON p.id = d.person WHERE d.number = $1 ORDER BY p.id LIMIT 50;

-- Of whatever type; a country that is not known may be any.
-- name: person_by_number_and_country  roles: desk auditor
SELECT DISTINCT p.id, p.data, p.birth_day, p.first_act, p.last_act
FROM person_document d JOIN person p ON p.id = d.person
WHERE d.number = $1 AND d.country IN ($2, '') ORDER BY p.id LIMIT 50;

-- name: person_document_put  roles: desk admin  writes
INSERT INTO person_document (document, person, number, country, act) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (document, person) DO NOTHING;

-- name: person_document_of  roles: desk auditor
SELECT document, number, country, act FROM person_document WHERE person = $1 ORDER BY act DESC, document;

-- name: distinct_person_put  roles: desk  writes
INSERT INTO distinct_person (a, b, act) VALUES ($1, $2, $3) ON CONFLICT (a, b) DO NOTHING;

-- name: distinct_person_there  roles: desk auditor
SELECT act FROM distinct_person WHERE a = $1 AND b = $2;

-- name: person_by_name  roles: desk auditor
SELECT p.id, p.data, p.birth_day, p.first_act, p.last_act
FROM search_key k JOIN person p ON p.id = k.person
WHERE k.surname_key = $1 AND k.given_key >= $2 AND k.given_key < $3 AND k.birth_day = $4
ORDER BY k.surname_key, k.given_key, k.birth_day, k.person LIMIT 50;

-- name: person_by_name_any_day  roles: desk auditor
SELECT p.id, p.data, p.birth_day, p.first_act, p.last_act
FROM search_key k JOIN person p ON p.id = k.person
WHERE k.surname_key = $1 AND k.given_key >= $2 AND k.given_key < $3
ORDER BY k.surname_key, k.given_key, k.birth_day, k.person LIMIT 50;

-- name: person_put  roles: desk admin  writes
INSERT INTO person (id, data, iin, document, document_number, surname_key, given_key, birth_day, first_act, last_act)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
ON CONFLICT (id) DO UPDATE SET data = excluded.data, iin = excluded.iin, document = excluded.document,
	document_number = excluded.document_number, surname_key = excluded.surname_key,
	given_key = excluded.given_key, birth_day = excluded.birth_day, last_act = excluded.last_act;

-- name: person_state_put  roles: desk admin  writes
INSERT INTO person_state (person, act, known, data) VALUES ($1, $2, $3, $4)
ON CONFLICT (person, act) DO UPDATE SET data = excluded.data;

-- name: person_states  roles: desk auditor
SELECT act, known, data FROM person_state WHERE person = $1 ORDER BY act;

-- name: search_key_put  roles: desk admin  writes
INSERT INTO search_key (surname_key, given_key, birth_day, person) VALUES ($1, $2, $3, $4)
ON CONFLICT (surname_key, given_key, birth_day, person) DO NOTHING;
