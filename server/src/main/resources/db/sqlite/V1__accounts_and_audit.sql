CREATE TABLE account (
    id                  TEXT    NOT NULL PRIMARY KEY,
    username            TEXT    NOT NULL,
    username_key        TEXT    NOT NULL UNIQUE,
    email               TEXT,
    email_key           TEXT UNIQUE,
    full_name           TEXT    NOT NULL,
    role                TEXT    NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
    active              INTEGER NOT NULL CHECK (active IN (0, 1)),
    password_hash       TEXT    NOT NULL,
    epoch               INTEGER NOT NULL CHECK (epoch >= 0),
    created_at          INTEGER NOT NULL,
    updated_at          INTEGER NOT NULL,
    password_changed_at INTEGER NOT NULL,
    last_login_at       INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_event (
    id         INTEGER NOT NULL PRIMARY KEY,
    at         INTEGER NOT NULL,
    type       TEXT    NOT NULL,
    actor_kind TEXT    NOT NULL,
    actor_id   TEXT    NOT NULL,
    actor_name TEXT    NOT NULL,
    subject_id TEXT    NOT NULL,
    subject    TEXT    NOT NULL,
    session_id TEXT    NOT NULL,
    address    TEXT    NOT NULL,
    user_agent TEXT    NOT NULL,
    details    TEXT    NOT NULL
) STRICT;

CREATE INDEX audit_event_at ON audit_event (at);

CREATE INDEX audit_event_subject ON audit_event (subject_id, id);

CREATE INDEX audit_event_actor ON audit_event (actor_id, id);

CREATE INDEX audit_event_type ON audit_event (type, id);
