-- Evidence: written once, never changed (the triggers at the end hold that).

-- One legal act a row.  `body' is the journal entry itself: canonical JSON, whose
-- SHA-256 behind a zero byte is `leaf' (a leaf of RFC 9162); the columns before it
-- repeat what is searched by, and `journal verify' holds them against the body.
-- position, leaf and chain are given when the act is sealed.
CREATE TABLE act (
	id		{{int}} PRIMARY KEY,
	kind		{{text}} NOT NULL,
	day		{{int}} NOT NULL,	-- civil date of the application, days since 1970-01-01
	recorded_us	{{int}} NOT NULL,	-- UTC microseconds
	unit		{{text}},
	officer		{{text}} NOT NULL,
	subject		{{text}},		-- the person
	dwelling	{{text}},
	target		{{int}},		-- annul, resolve: the act that it is about
	outcome		{{text}} NOT NULL,
	body		{{text}} NOT NULL,
	position	{{int}} UNIQUE,
	leaf		{{blob}},
	chain		{{blob}}
){{strict}};
CREATE INDEX act_subject ON act (subject, kind, day);
CREATE INDEX act_dwelling ON act (dwelling, id);
CREATE INDEX act_target ON act (target) WHERE target IS NOT NULL;
CREATE INDEX act_unit ON act (unit, id);
CREATE INDEX act_officer ON act (officer, id);
CREATE INDEX act_kind ON act (kind, id);
CREATE INDEX act_day ON act (day, id);
--only pg
CREATE INDEX act_unsealed ON act (id) WHERE position IS NULL;
--end

-- The personal text of an act: request, facts, papers, consents, full verdict.  The
-- entry carries SHA-256(salt, text), so a lawful erasure of a row leaves the chain whole.
CREATE TABLE act_text (
	act	{{int}} PRIMARY KEY REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED,
	salt	{{blob}} NOT NULL,
	text	{{text}} NOT NULL
){{strict}};

-- What files brought, a row a line, as it was said; the load is an act whose entry
-- carries the hash of its rows.
CREATE TABLE loaded (
	act	{{int}} NOT NULL REFERENCES act (id) DEFERRABLE INITIALLY DEFERRED,
	line	{{int}} NOT NULL,
	text	{{text}} NOT NULL,
	PRIMARY KEY (act, line)
){{keyed}};

CREATE TABLE pack (
	hash	{{text}} PRIMARY KEY,	-- SHA-256 of the text, hex
	text	{{text}} NOT NULL,
	act	{{int}} NOT NULL	-- the act that took it into use
){{strict}};

CREATE TABLE seal (
	day		{{int}} PRIMARY KEY,
	position	{{int}} NOT NULL,
	head		{{blob}} NOT NULL,
	key		{{blob}} NOT NULL,	-- Ed25519 public key
	signature	{{blob}} NOT NULL
){{strict}};

-- Who read whose record, when, why, by which route.
CREATE TABLE access (
	id	{{id}},
	at_us	{{int}} NOT NULL,
	reader	{{text}} NOT NULL,	-- user
	route	{{text}} NOT NULL,
	purpose	{{text}} NOT NULL,
	person	{{text}},		-- whose record; NULL for a search
	detail	{{text}} NOT NULL	-- what was asked, without personal data in clear
){{strict}};
CREATE INDEX access_person ON access (person, at_us);
CREATE INDEX access_reader ON access (reader, at_us);
CREATE INDEX access_at ON access (at_us);

-- Derived: a function of the evidence, kept in step in the transaction of the act,
-- made anew by `rebuild'.

CREATE TABLE unit (
	id	{{text}} PRIMARY KEY,
	data	{{text}} NOT NULL,	-- canonical JSON of the units file
	parent	{{text}},
	act	{{int}} NOT NULL
){{strict}};

CREATE TABLE precinct (
	id	{{text}} PRIMARY KEY,
	data	{{text}} NOT NULL,
	unit	{{text}} NOT NULL,
	act	{{int}} NOT NULL
){{strict}};

CREATE TABLE person (
	id		{{text}} PRIMARY KEY,
	data		{{text}} NOT NULL,	-- canonical JSON of the persons file
	iin		{{text}} UNIQUE,
	document	{{text}} UNIQUE,	-- country, type and number in one text
	document_number	{{text}},		-- folded, for search
	surname_key	{{text}} NOT NULL,
	given_key	{{text}} NOT NULL,
	birth_day	{{int}} NOT NULL,
	first_act	{{int}} NOT NULL,
	last_act	{{int}} NOT NULL
){{strict}};
CREATE INDEX person_document_number ON person (document_number);

-- Every state of a person's data: which act made it, when the register learned of it.
CREATE TABLE person_state (
	person	{{text}} NOT NULL,
	act	{{int}} NOT NULL,
	known	{{int}} NOT NULL,
	data	{{text}} NOT NULL,
	PRIMARY KEY (person, act)
){{keyed}};

-- All names by which a person can be found: present, former, Latin.
CREATE TABLE search_key (
	surname_key	{{text}} NOT NULL,
	given_key	{{text}} NOT NULL,
	birth_day	{{int}} NOT NULL,
	person		{{text}} NOT NULL,
	PRIMARY KEY (surname_key, given_key, birth_day, person)
){{keyed}};

CREATE TABLE dwelling (
	id		{{text}} PRIMARY KEY,
	data		{{text}} NOT NULL,	-- canonical JSON of the dwellings file, as it is now
	unit		{{text}} NOT NULL,
	precinct	{{text}},
	kato		{{text}} NOT NULL,
	street_key	{{text}} NOT NULL,
	house_key	{{text}} NOT NULL,
	flat_key	{{text}} NOT NULL,
	first_act	{{int}} NOT NULL,
	last_act	{{int}} NOT NULL
){{strict}};
CREATE INDEX dwelling_address ON dwelling (street_key, house_key, flat_key, id);
CREATE INDEX dwelling_precinct ON dwelling (precinct);

-- What was recorded of a dwelling, by the day from which it is so; NULL: from ever.
CREATE TABLE dwelling_state (
	dwelling	{{text}} NOT NULL,
	act		{{int}} NOT NULL,
	line		{{int}} NOT NULL,
	from_day	{{int}} NOT NULL,
	known		{{int}} NOT NULL,
	data		{{text}} NOT NULL,	-- the fields that changed
	PRIMARY KEY (dwelling, act, line)
){{keyed}};

CREATE TABLE holding (
	id		{{text}} PRIMARY KEY,
	dwelling	{{text}} NOT NULL,
	holder		{{text}} NOT NULL,	-- a person's id, or org: and a name
	kind		{{text}} NOT NULL,
	share		{{text}},
	from_day	{{int}} NOT NULL,
	until_day	{{int}},
	paper		{{text}} NOT NULL,	-- canonical JSON
	opened_by	{{int}} NOT NULL,
	closed_by	{{int}},
	known		{{int}} NOT NULL
){{strict}};
CREATE INDEX holding_dwelling ON holding (dwelling, from_day);
CREATE INDEX holding_holder ON holding (holder, from_day);

-- What happened to where people live (src/history): registrations, removals, rows of files.
CREATE TABLE residence_event (
	act		{{int}} NOT NULL,
	line		{{int}} NOT NULL,
	person		{{text}} NOT NULL,
	what		{{int}} NOT NULL,	-- enum event_what
	kind		{{int}} NOT NULL,	-- enum stay_kind
	registration	{{text}},
	dwelling	{{text}},
	from_day	{{int}} NOT NULL,
	from_last	{{int}} NOT NULL,
	from_text	{{text}} NOT NULL,
	until_day	{{int}},
	known		{{int}} NOT NULL,
	wrong_since	{{int}},
	PRIMARY KEY (act, line)
){{keyed}};
CREATE INDEX residence_event_person ON residence_event (person);
CREATE INDEX residence_event_dwelling ON residence_event (dwelling);
CREATE INDEX residence_event_registration ON residence_event (registration);

-- On which days the register knew that an act was annulled.
CREATE TABLE annulment (
	target		{{int}} NOT NULL,
	act		{{int}} NOT NULL,	-- the annulling act
	from_day	{{int}} NOT NULL,
	until_day	{{int}},		-- the annulment was itself annulled
	PRIMARY KEY (target, act)
){{keyed}};
CREATE INDEX annulment_act ON annulment (act);

-- Where people live and lived as the register answers now; worked out from the
-- events of a person whenever one of them changes.
CREATE TABLE residence (
	registration	{{text}} PRIMARY KEY,
	person		{{text}} NOT NULL,
	dwelling	{{text}},		-- NULL: abroad
	kind		{{int}} NOT NULL,
	from_day	{{int}} NOT NULL,
	from_last	{{int}} NOT NULL,
	until_day	{{int}},
	until_last	{{int}},
	opened_by	{{int}} NOT NULL,
	closed_by	{{int}}
){{strict}};
CREATE INDEX residence_person ON residence (person, from_day);
CREATE INDEX residence_dwelling ON residence (dwelling, until_day);

-- Applications that somebody must decide.
CREATE TABLE work_case (
	id		{{text}} PRIMARY KEY,
	act		{{int}} NOT NULL,	-- the application
	kind		{{text}} NOT NULL,
	unit		{{text}},
	person		{{text}},
	dwelling	{{text}},
	state		{{text}} NOT NULL,	-- open, granted, refused, withdrawn, not_required
	reasons		{{text}} NOT NULL,	-- JSON list of codes still to clear
	waits		{{int}} NOT NULL,	-- bits: 1 senior, 2 duty, 4 screening, 8 officer
	family		{{int}} NOT NULL,	-- first act of the application it is part of, or its own
	day		{{int}} NOT NULL,
	opened_us	{{int}} NOT NULL,
	closed_by	{{int}}
){{strict}};
CREATE INDEX work_case_open ON work_case (opened_us, id) WHERE state = 'open';
CREATE INDEX work_case_open_unit ON work_case (unit, opened_us, id) WHERE state = 'open';
CREATE INDEX work_case_screening ON work_case (opened_us, id) WHERE state = 'open' AND waits = 4;
CREATE INDEX work_case_person ON work_case (person, dwelling);
CREATE INDEX work_case_dwelling ON work_case (dwelling);
CREATE INDEX work_case_act ON work_case (act);
CREATE INDEX work_case_family ON work_case (family);

-- Acts at which the check of point 17 found somebody, or could not be made: what the
-- duty unit works through.  A check made later is an act of its own and changes the row.
CREATE TABLE screening (
	act		{{int}} PRIMARY KEY,
	person		{{text}} NOT NULL,
	kind		{{text}} NOT NULL,
	unit		{{text}},
	dwelling	{{text}},
	recorded_us	{{int}} NOT NULL,
	result		{{text}} NOT NULL,	-- hit, not_done, clear
	wanted		{{text}} NOT NULL	-- JSON list: ids of the list that matched
){{strict}};
CREATE INDEX screening_result ON screening (result, recorded_us);
CREATE INDEX screening_person ON screening (person);

-- The list of wanted persons as loaded last; read by the screening alone.
CREATE TABLE wanted (
	id		{{text}} PRIMARY KEY,
	data		{{text}} NOT NULL,
	iin		{{text}},
	doc_number	{{text}},
	act		{{int}} NOT NULL
){{strict}};
CREATE INDEX wanted_iin ON wanted (iin);
CREATE INDEX wanted_doc ON wanted (doc_number);

-- Working state.

CREATE TABLE idempotency (
	owner	{{text}} NOT NULL,
	key	{{text}} NOT NULL,
	request	{{text}} NOT NULL,	-- SHA-256 of the body, hex
	status	{{int}} NOT NULL,
	answer	{{text}} NOT NULL,
	at_us	{{int}} NOT NULL,
	PRIMARY KEY (owner, key)
){{keyed}};
CREATE INDEX idempotency_at ON idempotency (at_us);

CREATE TABLE setting (
	name	{{text}} PRIMARY KEY,
	value	{{text}} NOT NULL
){{strict}};

--only sqlite
CREATE TRIGGER act_frozen BEFORE UPDATE ON act
WHEN OLD.position IS NOT NULL OR NEW.body IS NOT OLD.body OR NEW.id IS NOT OLD.id OR NEW.kind IS NOT OLD.kind
  OR NEW.day IS NOT OLD.day OR NEW.recorded_us IS NOT OLD.recorded_us OR NEW.outcome IS NOT OLD.outcome
BEGIN SELECT RAISE(ABORT, 'acts are never changed'); END;
CREATE TRIGGER act_kept BEFORE DELETE ON act
BEGIN SELECT RAISE(ABORT, 'acts are never deleted'); END;
CREATE TRIGGER act_text_frozen BEFORE UPDATE ON act_text
BEGIN SELECT RAISE(ABORT, 'acts are never changed'); END;
CREATE TRIGGER act_text_kept BEFORE DELETE ON act_text
BEGIN SELECT RAISE(ABORT, 'acts are never deleted'); END;
CREATE TRIGGER loaded_frozen BEFORE UPDATE ON loaded
BEGIN SELECT RAISE(ABORT, 'loads are never changed'); END;
CREATE TRIGGER loaded_kept BEFORE DELETE ON loaded
BEGIN SELECT RAISE(ABORT, 'loads are never deleted'); END;
CREATE TRIGGER access_frozen BEFORE UPDATE ON access
BEGIN SELECT RAISE(ABORT, 'the record of access is never changed'); END;
CREATE TRIGGER access_kept BEFORE DELETE ON access
BEGIN SELECT RAISE(ABORT, 'the record of access is never deleted'); END;
--end

--only pg
CREATE SEQUENCE act_id;
CREATE FUNCTION evidence_frozen() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'evidence is never changed or deleted'; END $$;
CREATE FUNCTION act_frozen() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF OLD.position IS NOT NULL OR NEW.body IS DISTINCT FROM OLD.body OR NEW.id IS DISTINCT FROM OLD.id
    OR NEW.kind IS DISTINCT FROM OLD.kind OR NEW.day IS DISTINCT FROM OLD.day
    OR NEW.recorded_us IS DISTINCT FROM OLD.recorded_us OR NEW.outcome IS DISTINCT FROM OLD.outcome
  THEN RAISE EXCEPTION 'acts are never changed'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER act_frozen BEFORE UPDATE ON act FOR EACH ROW EXECUTE FUNCTION act_frozen();
CREATE TRIGGER act_kept BEFORE DELETE OR TRUNCATE ON act EXECUTE FUNCTION evidence_frozen();
CREATE TRIGGER act_text_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON act_text EXECUTE FUNCTION evidence_frozen();
CREATE TRIGGER loaded_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON loaded EXECUTE FUNCTION evidence_frozen();
CREATE TRIGGER access_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON access EXECUTE FUNCTION evidence_frozen();
--end
