CREATE TABLE api_key (
    id              TEXT    NOT NULL PRIMARY KEY,
    number          INTEGER NOT NULL UNIQUE,
    name            TEXT    NOT NULL,
    owner_id        TEXT,
    role            TEXT    NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
    scopes          TEXT    NOT NULL,
    digest          TEXT    NOT NULL UNIQUE,
    previous_digest TEXT UNIQUE,
    previous_until  INTEGER,
    epoch           INTEGER NOT NULL CHECK (epoch >= 0),
    created_at      INTEGER NOT NULL,
    expires_at      INTEGER,
    last_used_at    INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX api_key_owner ON api_key (owner_id);

CREATE INDEX api_key_expires_at ON api_key (expires_at);

-- Numbers are never given twice, so that nobody ends another key than they meant.
CREATE TABLE api_key_number (
    last_given INTEGER NOT NULL
) STRICT;

INSERT INTO api_key_number (last_given) VALUES (0);
