-- Units, precincts, dwellings and who holds them.

-- name: unit_put  roles: admin  writes
INSERT INTO unit (id, data, parent, act) VALUES ($1, $2, $3, $4)
ON CONFLICT (id) DO UPDATE SET data = excluded.data, parent = excluded.parent, act = excluded.act;

-- name: unit_by_id  roles: all
SELECT id, data, parent FROM unit WHERE id = $1;

-- name: unit_all  roles: all
SELECT id, data, parent FROM unit ORDER BY id;

-- name: precinct_put  roles: admin  writes
INSERT INTO precinct (id, data, unit, act) VALUES ($1, $2, $3, $4)
ON CONFLICT (id) DO UPDATE SET data = excluded.data, unit = excluded.unit, act = excluded.act;

-- name: precinct_by_id  roles: people
SELECT id, data, unit FROM precinct WHERE id = $1;

-- name: precinct_all  roles: people
SELECT id, data, unit FROM precinct ORDER BY id;

-- name: dwelling_put  roles: desk admin  writes
INSERT INTO dwelling (id, data, unit, precinct, kato, street_key, house_key, flat_key, first_act, last_act)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
ON CONFLICT (id) DO UPDATE SET data = excluded.data, unit = excluded.unit, precinct = excluded.precinct,
	kato = excluded.kato, street_key = excluded.street_key, house_key = excluded.house_key,
	flat_key = excluded.flat_key, last_act = excluded.last_act;

-- name: dwelling_by_id  roles: people
SELECT id, data, unit, first_act, last_act FROM dwelling WHERE id = $1;

-- name: dwelling_at  roles: people
SELECT id, data, unit FROM dwelling
WHERE street_key = $1 AND house_key = $2 AND flat_key = $3 ORDER BY id LIMIT 50;

-- name: dwelling_in_house  roles: people
SELECT id, data, unit FROM dwelling
WHERE street_key = $1 AND house_key = $2 ORDER BY flat_key, id LIMIT 200;

-- name: dwelling_on_street  roles: people
SELECT id, data, unit FROM dwelling
WHERE street_key >= $1 AND street_key < $2 ORDER BY street_key, house_key, flat_key, id LIMIT $3;

-- name: dwelling_state_put  roles: desk admin  writes
INSERT INTO dwelling_state (dwelling, act, line, from_day, known, data) VALUES ($1, $2, $3, $4, $5, $6);

-- name: dwelling_states  roles: people
SELECT act, from_day, known, data FROM dwelling_state WHERE dwelling = $1 ORDER BY from_day, act, line;

-- name: holding_put  roles: desk admin  writes
INSERT INTO holding (id, dwelling, holder, kind, share, from_day, until_day, paper, opened_by, known)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (id) DO UPDATE SET share = excluded.share, until_day = excluded.until_day,
	paper = excluded.paper, closed_by = excluded.opened_by;

-- name: holding_close  roles: desk admin  writes
UPDATE holding SET until_day = $2, closed_by = $3 WHERE id = $1;

-- name: holding_by_id  roles: desk auditor
SELECT id, dwelling, holder, kind, share, from_day, until_day, paper, opened_by, closed_by
FROM holding WHERE id = $1;

-- name: holding_of_dwelling  roles: desk auditor
SELECT id, dwelling, holder, kind, share, from_day, until_day, paper, opened_by, closed_by
FROM holding WHERE dwelling = $1 ORDER BY from_day, id;

-- name: holding_of_holder  roles: desk auditor
SELECT id, dwelling, holder, kind, share, from_day, until_day, paper, opened_by, closed_by
FROM holding WHERE holder = $1 ORDER BY from_day, id;

-- name: holding_same  roles: desk admin
SELECT id, dwelling, holder, kind, share, from_day, until_day, paper, opened_by, closed_by
FROM holding WHERE dwelling = $1 AND holder = $2 AND kind = $3 AND from_day = $4;
