-- What hosts report.  A host reads what he sent himself, found by his account and by nothing else.

-- name: host_dwelling  roles: host
SELECT d.id, d.data, d.unit FROM account u JOIN dwelling d ON d.id = u.dwelling WHERE u.name = $1;

-- name: notice_put  roles: officer senior host  writes
INSERT INTO host_notice (id, account, host, dwelling, unit, received_us, sha256, guests, rejected)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: guest_put  roles: officer senior host  writes
INSERT INTO host_guest (notice, line, unit, entry_day, data, state, changed_us)
VALUES ($1, $2, $3, $4, $5, 'waiting', $6);

-- The same content once more.
-- name: notice_same  roles: officer senior host
SELECT id, account, host, dwelling, unit, received_us, sha256, guests, rejected FROM host_notice
WHERE account = $1 AND dwelling = $2 AND host = $3 AND sha256 = $4;

-- name: notice_of_account  roles: officer senior host
SELECT id, account, host, dwelling, unit, received_us, sha256, guests, rejected FROM host_notice
WHERE id = $1 AND account = $2;

-- name: notice_by_id  roles: officer senior auditor
SELECT id, account, host, dwelling, unit, received_us, sha256, guests, rejected FROM host_notice WHERE id = $1;

-- name: notice_page  roles: officer senior host
SELECT id, account, host, dwelling, unit, received_us, sha256, guests, rejected FROM host_notice
WHERE account = $1 AND (received_us, id) < ($2, $3) ORDER BY received_us DESC, id DESC LIMIT $4;

-- name: notice_since  roles: officer senior host
SELECT count(*) FROM host_notice WHERE account = $1 AND received_us > $2;

-- name: guest_counts  roles: officer senior host auditor
SELECT g.state, count(*) FROM host_notice n JOIN host_guest g ON g.notice = n.id
WHERE n.id = $1 AND n.account = $2 GROUP BY g.state ORDER BY g.state;

-- name: guest_of_notice  roles: officer senior host auditor
SELECT g.notice, g.line, g.unit, g.entry_day, g.data, g.state, g.act, g.note, g.reasons, g.changed_us,
	n.account, n.host, n.dwelling, n.received_us
FROM host_notice n JOIN host_guest g ON g.notice = n.id WHERE n.id = $1 AND n.account = $2 ORDER BY g.line;

-- name: guest_by_id  roles: officer senior auditor
SELECT g.notice, g.line, g.unit, g.entry_day, g.data, g.state, g.act, g.note, g.reasons, g.changed_us,
	n.account, n.host, n.dwelling, n.received_us
FROM host_guest g JOIN host_notice n ON n.id = g.notice WHERE g.notice = $1 AND g.line = $2;

-- Whose term of five days (point 11) ends first comes first.
-- name: guest_waiting  roles: officer senior
SELECT g.notice, g.line, g.unit, g.entry_day, g.data, g.state, g.act, g.note, g.reasons, g.changed_us,
	n.account, n.host, n.dwelling, n.received_us
FROM host_guest g JOIN host_notice n ON n.id = g.notice
WHERE g.unit = $1 AND g.state = 'waiting' AND (g.entry_day, g.notice, g.line) > ($2, $3, $4)
ORDER BY g.entry_day, g.notice, g.line LIMIT $5;

-- name: guest_waiting_count  roles: officer senior
SELECT count(*) FROM host_guest WHERE unit = $1 AND state = 'waiting';

-- name: guest_decided  roles: desk  writes
UPDATE host_guest SET state = $3, act = $4, note = $5, reasons = $6, changed_us = $7
WHERE notice = $1 AND line = $2;

-- The case of an application is closed: what was reported goes with it.
-- name: guest_case_closed  roles: desk  writes
UPDATE host_guest SET state = $2, reasons = $3, changed_us = $4
WHERE act = (SELECT c.act FROM work_case c WHERE c.id = $1);

-- His registration was annulled, and somebody must decide again; or the annulment was.
-- name: guest_annulled  roles: desk  writes
UPDATE host_guest SET state = $3, changed_us = $4 WHERE act = $1 AND state = $2;
