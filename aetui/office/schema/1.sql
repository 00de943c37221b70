-- The office's tables, and who may do what with them. Run by its keeper, as {owner}, in one transaction (aetui/office/schema.py).
--
-- {owner} owns everything and can't log in. {people}: who may work here, through its desk's role. {gone}: who was removed.
-- Row security holds for the owner, too (FORCE). What people wrote is shown by who is logged in (session_user), whatever role was put
-- on; the tables of who is who may be read and written by functions with the owner's rights, and by the keeper, who is a member of it.

CREATE TABLE aetui.office (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    id text NOT NULL,
    version integer NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE aetui.people (
    desk text PRIMARY KEY,
    name text NOT NULL CHECK (name <> ''),
    role text NOT NULL,
    answers_to text REFERENCES aetui.people,
    added_at timestamptz NOT NULL DEFAULT now(),
    gone_at timestamptz
);
CREATE UNIQUE INDEX people_name ON aetui.people (name) WHERE gone_at IS NULL;
CREATE INDEX people_answers_to ON aetui.people (answers_to);

-- A login may come to have several, one after the other: whose numbers another copy of its file has used takes a new one.
CREATE TABLE aetui.devices (
    device text PRIMARY KEY,
    desk text NOT NULL REFERENCES aetui.people,
    login text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    line_until timestamptz NOT NULL,
    joined_at timestamptz,
    heard_at timestamptz,
    last bigint NOT NULL DEFAULT 0
);
CREATE INDEX devices_login ON aetui.devices (login);
CREATE INDEX devices_desk ON aetui.devices (desk);

-- Whoever knows a name may listen to it, so it can't be guessed, and what is sent to it is empty.
CREATE TABLE aetui.channels (
    desk text PRIMARY KEY REFERENCES aetui.people,
    channel text NOT NULL UNIQUE
);

-- Which place the next letter to a desk takes. Its row's lock makes places follow the order of commits.
CREATE TABLE aetui.mailboxes (
    desk text PRIMARY KEY REFERENCES aetui.people,
    last bigint NOT NULL DEFAULT 0
);

CREATE TABLE aetui.changes (
    desk text NOT NULL REFERENCES aetui.people,
    device text NOT NULL REFERENCES aetui.devices,
    n bigint NOT NULL CHECK (n > 0),
    at timestamptz NOT NULL CHECK (at BETWEEN '0001-01-03' AND '9999-12-29'),
    verb text NOT NULL CHECK (length(verb) <= 200),
    clock bigint NOT NULL CHECK (clock >= 0),
    saw jsonb NOT NULL CHECK (jsonb_typeof(saw) = 'object'),
    line bytea NOT NULL,
    PRIMARY KEY (desk, device, n)
);

CREATE TABLE aetui.private_changes (
    desk text NOT NULL REFERENCES aetui.people,
    device text NOT NULL REFERENCES aetui.devices,
    n bigint NOT NULL,
    line bytea NOT NULL,
    PRIMARY KEY (desk, device, n)
);

CREATE TABLE aetui.letters (
    to_desk text NOT NULL REFERENCES aetui.people,
    pos bigint NOT NULL,
    from_desk text NOT NULL REFERENCES aetui.people,
    id text NOT NULL CHECK (length(id) BETWEEN 1 AND 100),
    act text NOT NULL CHECK (length(act) <= 100),
    came_at timestamptz NOT NULL DEFAULT now(),
    letter bytea NOT NULL CHECK (octet_length(letter) <= 67108864),
    PRIMARY KEY (to_desk, pos),
    UNIQUE (from_desk, id)
);

-- One row a piece. id: of its bytes, so that one that was put in halves is gone on with.
CREATE TABLE aetui.snapshots (
    desk text NOT NULL REFERENCES aetui.people,
    id text NOT NULL CHECK (length(id) BETWEEN 1 AND 100),
    k integer NOT NULL CHECK (k >= 0),
    device text NOT NULL REFERENCES aetui.devices,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    seen jsonb NOT NULL CHECK (jsonb_typeof(seen) = 'object'),
    size bigint NOT NULL CHECK (size > 0),
    pieces integer NOT NULL CHECK (k < pieces),
    data bytea NOT NULL,
    PRIMARY KEY (desk, id, k)
);
CREATE TABLE aetui.private_snapshots (LIKE aetui.snapshots INCLUDING ALL);
ALTER TABLE aetui.private_snapshots ADD FOREIGN KEY (desk) REFERENCES aetui.people, ADD FOREIGN KEY (device) REFERENCES aetui.devices;

-- Who is asking. Nobody, where the line to join with was never taken up, or the person was removed.

CREATE FUNCTION aetui.my_desk() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT d.desk FROM aetui.devices d JOIN aetui.people p ON p.desk = d.desk
    WHERE d.login = session_user AND d.joined_at IS NOT NULL AND p.gone_at IS NULL LIMIT 1
$$;

CREATE FUNCTION aetui.my_devices() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(d.device), ARRAY[]::text[]) FROM aetui.devices d
    WHERE d.login = session_user AND d.joined_at IS NOT NULL
$$;

-- The own desk, and those that it answers for, through whoever stands between: AE, her AM, the AM's AD.
CREATE FUNCTION aetui.answers_for() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH RECURSIVE below(desk) AS (
        SELECT aetui.my_desk()
        UNION
        SELECT p.desk FROM aetui.people p JOIN below b ON p.answers_to = b.desk
    )
    SELECT coalesce(array_agg(desk), ARRAY[]::text[]) FROM below WHERE desk IS NOT NULL
$$;

ALTER TABLE aetui.people ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE aetui.devices ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE aetui.channels ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE aetui.mailboxes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE aetui.changes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE aetui.private_changes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE aetui.letters ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE aetui.snapshots ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE aetui.private_snapshots ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY kept ON aetui.people TO {owner} USING (true) WITH CHECK (true);
CREATE POLICY kept ON aetui.devices TO {owner} USING (true) WITH CHECK (true);
CREATE POLICY kept ON aetui.channels TO {owner} USING (true) WITH CHECK (true);
CREATE POLICY kept ON aetui.mailboxes TO {owner} USING (true) WITH CHECK (true);

-- In a subselect a function is called once a query, not once a row.
CREATE POLICY everybody ON aetui.people FOR SELECT TO {people} USING ((SELECT aetui.my_desk()) IS NOT NULL);
CREATE POLICY below ON aetui.devices FOR SELECT TO {people} USING (desk = ANY ((SELECT aetui.answers_for())::text[]));
CREATE POLICY own ON aetui.channels FOR SELECT TO {people} USING (desk = (SELECT aetui.my_desk()));

CREATE POLICY below ON aetui.changes FOR SELECT USING (desk = ANY ((SELECT aetui.answers_for())::text[]));
CREATE POLICY own ON aetui.changes FOR INSERT
    WITH CHECK (desk = (SELECT aetui.my_desk()) AND device = ANY ((SELECT aetui.my_devices())::text[]));
CREATE POLICY alone ON aetui.private_changes FOR SELECT USING (desk = (SELECT aetui.my_desk()));
CREATE POLICY own ON aetui.private_changes FOR INSERT
    WITH CHECK (desk = (SELECT aetui.my_desk()) AND device = ANY ((SELECT aetui.my_devices())::text[]));

CREATE POLICY mine ON aetui.letters FOR SELECT USING ((SELECT aetui.my_desk()) IN (to_desk, from_desk));
CREATE POLICY own ON aetui.letters FOR INSERT WITH CHECK (from_desk = (SELECT aetui.my_desk()));

CREATE POLICY below ON aetui.snapshots FOR SELECT USING (desk = ANY ((SELECT aetui.answers_for())::text[]));
CREATE POLICY own ON aetui.snapshots FOR INSERT
    WITH CHECK (desk = (SELECT aetui.my_desk()) AND device = ANY ((SELECT aetui.my_devices())::text[]));
CREATE POLICY older ON aetui.snapshots FOR DELETE USING (desk = (SELECT aetui.my_desk()));
CREATE POLICY alone ON aetui.private_snapshots FOR SELECT USING (desk = (SELECT aetui.my_desk()));
CREATE POLICY own ON aetui.private_snapshots FOR INSERT
    WITH CHECK (desk = (SELECT aetui.my_desk()) AND device = ANY ((SELECT aetui.my_devices())::text[]));
CREATE POLICY older ON aetui.private_snapshots FOR DELETE USING (desk = (SELECT aetui.my_desk()));

-- Numbers of a device grow, and its senders wait for each other: whoever has read one number will find none below it later.

CREATE FUNCTION aetui.changes_wait() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM 1 FROM aetui.devices WHERE login = session_user ORDER BY device FOR UPDATE;
    RETURN NULL;
END
$$;
CREATE TRIGGER changes_wait BEFORE INSERT ON aetui.changes FOR EACH STATEMENT EXECUTE FUNCTION aetui.changes_wait();

CREATE FUNCTION aetui.changes_came() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    late bigint;
BEGIN
    SELECT min(c.n) INTO late FROM came c JOIN aetui.devices d ON d.device = c.device WHERE c.n <= d.last;
    IF late IS NOT NULL THEN
        RAISE EXCEPTION 'a number below the last' USING ERRCODE = 'AE001', DETAIL = late::text;
    END IF;
    UPDATE aetui.devices d SET last = m.last, heard_at = now()
    FROM (SELECT device, max(n) AS last FROM came GROUP BY device) m WHERE d.device = m.device;
    PERFORM pg_notify(h.channel, '') FROM aetui.channels h WHERE h.desk IN (
        WITH RECURSIVE above(desk) AS (
            SELECT DISTINCT desk FROM came
            UNION
            SELECT p.answers_to FROM aetui.people p JOIN above a ON p.desk = a.desk WHERE p.answers_to IS NOT NULL
        )
        SELECT desk FROM above
    );
    RETURN NULL;
END
$$;
CREATE TRIGGER changes_came AFTER INSERT ON aetui.changes REFERENCING NEW TABLE AS came
    FOR EACH STATEMENT EXECUTE FUNCTION aetui.changes_came();

CREATE FUNCTION aetui.letter_comes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NEW.from_desk IS DISTINCT FROM aetui.my_desk() THEN
        RETURN NEW;  -- which row security refuses
    END IF;
    IF EXISTS (SELECT 1 FROM aetui.letters WHERE from_desk = NEW.from_desk AND id = NEW.id) THEN
        RETURN NULL;
    END IF;
    UPDATE aetui.mailboxes SET last = last + 1 WHERE desk = NEW.to_desk RETURNING last INTO NEW.pos;
    NEW.came_at := now();
    PERFORM pg_notify(channel, '') FROM aetui.channels WHERE desk = NEW.to_desk;
    RETURN NEW;
END
$$;
CREATE TRIGGER letter_comes BEFORE INSERT ON aetui.letters FOR EACH ROW EXECUTE FUNCTION aetui.letter_comes();

-- What a program calls.

-- How a login stands here; also one who was removed may ask. `state`: here, line (not taken up yet), old (and too late for it), removed, nobody.
CREATE FUNCTION aetui.arrive(OUT state text, OUT desk text, OUT device text, OUT name text, OUT role text, OUT channel text, OUT last bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    SELECT CASE WHEN p.gone_at IS NOT NULL THEN 'removed' WHEN d.joined_at IS NOT NULL THEN 'here'
                WHEN d.line_until > now() THEN 'line' ELSE 'old' END,
           d.desk, d.device, p.name, p.role, h.channel, d.last
    INTO state, desk, device, name, role, channel, last
    FROM aetui.devices d JOIN aetui.people p ON p.desk = d.desk LEFT JOIN aetui.channels h ON h.desk = d.desk
    WHERE d.login = session_user ORDER BY d.made_at DESC LIMIT 1;
    state := coalesce(state, 'nobody');
    IF state <> 'here' THEN
        channel := NULL;
    ELSE
        UPDATE aetui.devices d SET heard_at = now()
        WHERE d.login = session_user AND (d.heard_at IS NULL OR d.heard_at < now() - interval '1 minute');
    END IF;
END
$$;

CREATE FUNCTION aetui.take_up() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    UPDATE aetui.devices SET joined_at = now() WHERE login = session_user AND joined_at IS NULL AND line_until > now()
$$;

-- The numbers of this device were used by another copy of its file: from here on it is another.
CREATE FUNCTION aetui.another_device() RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    mine text := aetui.my_desk();
    made text;
BEGIN
    IF mine IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM 1 FROM aetui.people WHERE desk = mine FOR UPDATE;
    SELECT mine || '-' || count(*) + 1 INTO made FROM aetui.devices WHERE desk = mine;
    INSERT INTO aetui.devices (device, desk, login, line_until, joined_at, heard_at)
    VALUES (made, mine, session_user, now(), now(), now());
    RETURN made;
END
$$;

-- All of it or nothing, in one statement; with the rights of who calls it. `private`: null where a line has none. What is there already is passed over, as long as it is the same.
CREATE FUNCTION aetui.send(
    device text,
    n bigint[], at timestamptz[], verb text[], clock bigint[], saw text[], line bytea[], private bytea[],
    id text[], to_desk text[], act text[], letter bytea[]
) RETURNS void
LANGUAGE plpgsql SECURITY INVOKER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    mine text := aetui.my_desk();
    other bigint;
    fresh bigint[];
    all_fresh boolean;
BEGIN
    IF cardinality(n) > 0 THEN
        WITH put AS (
            INSERT INTO aetui.changes (desk, device, n, at, verb, clock, saw, line)
            SELECT mine, send.device, c.n, c.at, c.verb, c.clock, c.saw::jsonb, c.line
            FROM unnest(send.n, send.at, send.verb, send.clock, send.saw, send.line) AS c(n, at, verb, clock, saw, line) ORDER BY c.n
            ON CONFLICT (desk, device, n) DO NOTHING RETURNING n
        )
        SELECT coalesce(array_agg(put.n), ARRAY[]::bigint[]) INTO fresh FROM put;
        all_fresh := cardinality(fresh) = cardinality(send.n);
        IF NOT all_fresh THEN
            -- OFFSET 0: looked up by its number, whatever the planner knows of a table that is new.
            SELECT c.n INTO other FROM unnest(send.n, send.line, send.private) AS c(n, line, private)
            CROSS JOIN LATERAL (
                SELECT h.line FROM aetui.changes h WHERE h.desk = mine AND h.device = send.device AND h.n = c.n OFFSET 0) h
            LEFT JOIN LATERAL (
                SELECT i.line FROM aetui.private_changes i WHERE i.desk = mine AND i.device = send.device AND i.n = c.n OFFSET 0) i ON true
            WHERE c.n <> ALL (fresh) AND (h.line <> c.line OR i.line IS DISTINCT FROM c.private)
            ORDER BY c.n LIMIT 1;
            IF FOUND THEN
                RAISE EXCEPTION 'other bytes' USING ERRCODE = 'AE001', DETAIL = other::text;
            END IF;
        END IF;
        INSERT INTO aetui.private_changes (desk, device, n, line)
        SELECT mine, send.device, c.n, c.private FROM unnest(send.n, send.private) AS c(n, private)
        WHERE c.private IS NOT NULL AND (all_fresh OR c.n = ANY (fresh));
    END IF;
    -- In one order, so that two who write to the same two people don't wait for each other.
    INSERT INTO aetui.letters (to_desk, pos, from_desk, id, act, letter)
    SELECT l.to_desk, 0, mine, l.id, l.act, l.letter
    FROM unnest(send.id, send.to_desk, send.act, send.letter) WITH ORDINALITY AS l(id, to_desk, act, letter, nth) ORDER BY l.to_desk, l.nth
    ON CONFLICT (from_desk, id) DO NOTHING;
END
$$;

-- A snapshot is whole: of the older ones of its desk the last stays, for who is fetching it. Says whether it is whole.
CREATE FUNCTION aetui.snapshot_done(id text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    mine text := aetui.my_desk();
BEGIN
    IF EXISTS (SELECT 1 FROM aetui.snapshots s WHERE s.desk = mine AND s.id = snapshot_done.id GROUP BY s.pieces HAVING count(*) = s.pieces) THEN
        DELETE FROM aetui.snapshots s WHERE s.desk = mine AND s.id <> snapshot_done.id AND s.id <> ALL (
            SELECT t.id FROM aetui.snapshots t WHERE t.desk = mine AND t.id <> snapshot_done.id
            GROUP BY t.id, t.pieces HAVING count(*) = t.pieces ORDER BY max(t.made_at) DESC LIMIT 1);
        RETURN true;
    END IF;
    IF EXISTS (SELECT 1 FROM aetui.private_snapshots s WHERE s.desk = mine AND s.id = snapshot_done.id GROUP BY s.pieces HAVING count(*) = s.pieces) THEN
        DELETE FROM aetui.private_snapshots s WHERE s.desk = mine AND s.id <> snapshot_done.id AND s.id <> ALL (
            SELECT t.id FROM aetui.private_snapshots t WHERE t.desk = mine AND t.id <> snapshot_done.id
            GROUP BY t.id, t.pieces HAVING count(*) = t.pieces ORDER BY max(t.made_at) DESC LIMIT 1);
        RETURN true;
    END IF;
    RETURN false;
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA aetui FROM PUBLIC;
GRANT USAGE ON SCHEMA aetui TO {people}, {gone};
GRANT SELECT ON aetui.office TO {people}, {gone};
GRANT EXECUTE ON FUNCTION aetui.arrive() TO {people}, {gone};
GRANT SELECT ON aetui.people, aetui.channels TO {people};
GRANT SELECT (device, desk, joined_at, heard_at, last) ON aetui.devices TO {people};
GRANT SELECT, INSERT ON aetui.changes, aetui.private_changes, aetui.letters, aetui.snapshots, aetui.private_snapshots TO {people};
GRANT EXECUTE ON FUNCTION aetui.my_desk(), aetui.my_devices(), aetui.answers_for(), aetui.take_up(), aetui.another_device(),
    aetui.send(text, bigint[], timestamptz[], text[], bigint[], text[], bytea[], bytea[], text[], text[], text[], bytea[]),
    aetui.snapshot_done(text) TO {people};
