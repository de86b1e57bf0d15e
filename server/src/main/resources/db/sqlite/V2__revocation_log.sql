CREATE TABLE revocation (
    seq           INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    session_id    TEXT    NOT NULL,
    subject_id    TEXT    NOT NULL,
    epoch         INTEGER NOT NULL CHECK (epoch >= 0),
    committed_at  INTEGER NOT NULL,
    matters_until INTEGER NOT NULL,
    told_at       INTEGER,
    CHECK ((session_id = '') <> (subject_id = ''))
) STRICT;

CREATE UNIQUE INDEX revocation_session ON revocation (session_id) WHERE session_id <> '';

CREATE INDEX revocation_untold ON revocation (seq) WHERE told_at IS NULL;

CREATE INDEX revocation_matters_until ON revocation (matters_until);

CREATE TABLE session_limit (
    longest_idle INTEGER NOT NULL
) STRICT;

INSERT INTO session_limit (longest_idle) VALUES (0);

CREATE TABLE lease (
    name       TEXT    NOT NULL PRIMARY KEY,
    holder     TEXT    NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO lease (name, holder, expires_at) VALUES ('leader', '', 0);
