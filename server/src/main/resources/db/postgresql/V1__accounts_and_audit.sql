-- Texts are compared byte by byte, as SQLite does, so that pages come in the same order everywhere.
CREATE TABLE account (
    id                  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    username            TEXT COLLATE "C" NOT NULL,
    username_key        TEXT COLLATE "C" NOT NULL UNIQUE,
    email               TEXT COLLATE "C",
    email_key           TEXT COLLATE "C" UNIQUE,
    full_name           TEXT COLLATE "C" NOT NULL,
    role                TEXT COLLATE "C" NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
    active              BOOLEAN          NOT NULL,
    password_hash       TEXT COLLATE "C" NOT NULL,
    epoch               BIGINT           NOT NULL CHECK (epoch >= 0),
    created_at          BIGINT           NOT NULL,
    updated_at          BIGINT           NOT NULL,
    password_changed_at BIGINT           NOT NULL,
    last_login_at       BIGINT
);

CREATE TABLE audit_event (
    id         BIGINT           NOT NULL PRIMARY KEY,
    at         BIGINT           NOT NULL,
    type       TEXT COLLATE "C" NOT NULL,
    actor_kind TEXT COLLATE "C" NOT NULL,
    actor_id   TEXT COLLATE "C" NOT NULL,
    actor_name TEXT COLLATE "C" NOT NULL,
    subject_id TEXT COLLATE "C" NOT NULL,
    subject    TEXT COLLATE "C" NOT NULL,
    session_id TEXT COLLATE "C" NOT NULL,
    address    TEXT COLLATE "C" NOT NULL,
    user_agent TEXT COLLATE "C" NOT NULL,
    details    TEXT COLLATE "C" NOT NULL
);

CREATE INDEX audit_event_at ON audit_event (at);

CREATE INDEX audit_event_subject ON audit_event (subject_id, id);

CREATE INDEX audit_event_actor ON audit_event (actor_id, id);

CREATE INDEX audit_event_type ON audit_event (type, id);
