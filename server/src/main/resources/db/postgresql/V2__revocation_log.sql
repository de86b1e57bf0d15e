CREATE TABLE revocation (
    seq           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    session_id    TEXT COLLATE "C" NOT NULL,
    subject_id    TEXT COLLATE "C" NOT NULL,
    epoch         BIGINT           NOT NULL CHECK (epoch >= 0),
    committed_at  BIGINT           NOT NULL,
    matters_until BIGINT           NOT NULL,
    told_at       BIGINT,
    CHECK ((session_id = '') <> (subject_id = ''))
);

CREATE UNIQUE INDEX revocation_session ON revocation (session_id) WHERE session_id <> '';

CREATE INDEX revocation_untold ON revocation (seq) WHERE told_at IS NULL;

CREATE INDEX revocation_matters_until ON revocation (matters_until);

CREATE TABLE session_limit (
    longest_idle BIGINT NOT NULL
);

INSERT INTO session_limit (longest_idle) VALUES (0);

CREATE TABLE lease (
    name       TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    holder     TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT           NOT NULL
);

INSERT INTO lease (name, holder, expires_at) VALUES ('leader', '', 0);
