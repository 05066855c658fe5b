-- Foreign nationals: stays, certificates, what inspectors learn, what hosts report.
-- A stay's days are events and a row of `residence' like anybody's (kind 2): registration,
-- extension, shortening and departure are annulled and known as of a day by the same means.

-- Derived.

-- What there is to a stay beside its days; text.stay of the act that opened it.
CREATE TABLE stay (
	registration	{{text}} PRIMARY KEY,
	person		{{text}} NOT NULL,
	dwelling	{{text}} NOT NULL,
	host		{{text}} NOT NULL,	-- a person's id, or org: and a name
	unit		{{text}},
	entry_day	{{int}} NOT NULL,
	data		{{text}} NOT NULL,	-- canonical JSON: purpose, document, visa, card_mark …
	act		{{int}} NOT NULL,	-- the decision: the application that was granted
	officer		{{text}} NOT NULL,	-- who answers for it (point 18)
	decided_by	{{int}} NOT NULL,	-- the last act that gave it a term
	completed_by	{{int}}			-- the issue of a certificate after that (point 16); NULL: waits
){{strict}};
CREATE INDEX stay_person ON stay (person);
CREATE INDEX stay_dwelling ON stay (dwelling);
CREATE INDEX stay_host ON stay (host);
CREATE INDEX stay_decided ON stay (decided_by);
CREATE INDEX stay_waits ON stay (unit, decided_by) WHERE completed_by IS NULL;

-- Every document by which a person was ever known.
CREATE TABLE person_document (
	document	{{text}} NOT NULL,	-- country, type and number in one text
	person		{{text}} NOT NULL,
	number		{{text}} NOT NULL,	-- folded, for search
	country		{{text}} NOT NULL,	-- empty: not known
	act		{{int}} NOT NULL,
	PRIMARY KEY (document, person)
){{keyed}};
DROP INDEX person_document_number; -- of the present document alone
CREATE INDEX person_document_number ON person_document (number);
CREATE INDEX person_document_person ON person_document (person);

-- Pairs of whom an officer said that they are two persons; a < b.
CREATE TABLE distinct_person (
	a	{{text}} NOT NULL,
	b	{{text}} NOT NULL,
	act	{{int}} NOT NULL,
	PRIMARY KEY (a, b)
){{keyed}};

-- Certificates issued: of a stay (S-…), or of a person's address (R-…).
CREATE TABLE certificate (
	id		{{text}} PRIMARY KEY,
	code		{{text}} NOT NULL UNIQUE,	-- by which anyone can check it
	kind		{{text}} NOT NULL,	-- stay, address
	registration	{{text}} NOT NULL,
	person		{{text}} NOT NULL,
	act		{{int}} NOT NULL,	-- the issue; its text has what is printed
	decision	{{int}} NOT NULL,	-- the act whose decision it prints
	until_day	{{int}},		-- the printed last day; NULL: none
	reprint		{{int}} NOT NULL	-- 0: the first; 1: the first duplicate …
){{strict}};
CREATE INDEX certificate_registration ON certificate (registration, act);
CREATE INDEX certificate_person ON certificate (person, act);

-- What the inspector of a precinct learns of a stay (point 18): worked out by comparing a
-- person's stays before and after each act.
CREATE TABLE inbox (
	act		{{int}} NOT NULL,
	line		{{int}} NOT NULL,
	registration	{{text}} NOT NULL,
	person		{{text}} NOT NULL,
	dwelling	{{text}} NOT NULL,
	what		{{text}} NOT NULL,	-- registered, extended, shortened, departed, moved, annulled, restored, changed
	unit		{{text}},		-- of the dwelling
	precinct	{{text}},		-- NULL: the senior of the unit assigns it
	own_precinct	{{text}},		-- of the dwelling, then
	told		{{text}},		-- the precinct that was told first; a day's files say it
	officer		{{text}} NOT NULL,	-- who answers for it
	from_day	{{int}} NOT NULL,	-- the stay as of this act
	until_day	{{int}},
	recorded_us	{{int}} NOT NULL,
	followed_by	{{int}},		-- a later act on the same stay: this one no longer tells how it is
	read_by		{{text}},		-- the first inspector who took note
	read_us		{{int}},
	PRIMARY KEY (act, line)
){{keyed}};
CREATE INDEX inbox_registration ON inbox (registration, act);
CREATE INDEX inbox_precinct ON inbox (precinct, act);
CREATE INDEX inbox_unread ON inbox (precinct, act) WHERE read_us IS NULL;
CREATE INDEX inbox_unassigned ON inbox (unit, act) WHERE precinct IS NULL;
CREATE INDEX inbox_dwelling ON inbox (dwelling) WHERE precinct IS NULL;
CREATE INDEX inbox_recorded ON inbox (recorded_us);

-- A senior gave an item to a precinct.
CREATE TABLE inbox_assignment (
	act		{{int}} PRIMARY KEY,
	item		{{int}} NOT NULL,	-- act and line of the item
	line		{{int}} NOT NULL,
	precinct	{{text}} NOT NULL,
	recorded_us	{{int}} NOT NULL
){{strict}};
CREATE INDEX inbox_assignment_recorded ON inbox_assignment (recorded_us);
CREATE INDEX inbox_assignment_precinct ON inbox_assignment (precinct);

-- An inspector was there.
CREATE TABLE visit (
	act		{{int}} PRIMARY KEY,
	registration	{{text}} NOT NULL,
	dwelling	{{text}} NOT NULL,
	unit		{{text}},
	day		{{int}} NOT NULL,
	inspector	{{text}} NOT NULL,
	officer		{{text}} NOT NULL,	-- to whom the note goes back
	result		{{text}} NOT NULL,	-- lives, not_found, left, others
	answered_by	{{int}}			-- the act with which the desk took note
){{strict}};
CREATE INDEX visit_registration ON visit (registration, act);
CREATE INDEX visit_unit ON visit (unit, act) WHERE answered_by IS NULL;

-- Working state: what hosts report.  A notice is no act; an officer decides each guest.

CREATE TABLE host_notice (
	id		{{text}} PRIMARY KEY,	-- N-…
	account		{{text}} NOT NULL,	-- who sent it
	host		{{text}} NOT NULL,	-- org: and a name, or a person's id
	dwelling	{{text}} NOT NULL,
	unit		{{text}} NOT NULL,
	received_us	{{int}} NOT NULL,
	sha256		{{text}} NOT NULL,	-- of what was sent, hex
	guests		{{int}} NOT NULL,
	rejected	{{text}} NOT NULL	-- JSON list: rows that could not be taken, and why
){{strict}};
CREATE UNIQUE INDEX host_notice_sha256 ON host_notice (account, dwelling, host, sha256);
CREATE INDEX host_notice_account ON host_notice (account, received_us, id);

CREATE TABLE host_guest (
	notice		{{text}} NOT NULL REFERENCES host_notice (id),
	line		{{int}} NOT NULL,
	unit		{{text}} NOT NULL,
	entry_day	{{int}} NOT NULL,
	data		{{text}} NOT NULL,	-- what the host wrote, canonical JSON: src/model/kind_guest.c
	state		{{text}} NOT NULL,	-- waiting, registered, review, refused, not_required, dismissed
	act		{{int}},		-- that decided
	note		{{text}},		-- why it was dismissed, for the host
	reasons		{{text}},		-- of a refusal: JSON list {point, code}, for the host
	changed_us	{{int}} NOT NULL,
	PRIMARY KEY (notice, line)
){{keyed}};
CREATE INDEX host_guest_waiting ON host_guest (unit, entry_day, notice, line) WHERE state = 'waiting';
CREATE INDEX host_guest_act ON host_guest (act);

-- The holder for whom a host's user reports: org: and a name, or a person's id.
ALTER TABLE account ADD COLUMN holder {{text}};
ALTER TABLE account ADD COLUMN dwelling {{text}};

-- Who has precincts, for the seniors who assign what nobody has.
CREATE INDEX account_inspector ON account (name) WHERE role = 'inspector' AND disabled = 0;
