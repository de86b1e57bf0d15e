CREATE TABLE api_key (
    id              TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    number          BIGINT           NOT NULL UNIQUE,
    name            TEXT COLLATE "C" NOT NULL,
    owner_id        TEXT COLLATE "C",
    role            TEXT COLLATE "C" NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
    scopes          TEXT COLLATE "C" NOT NULL,
    digest          TEXT COLLATE "C" NOT NULL UNIQUE,
    previous_digest TEXT COLLATE "C" UNIQUE,
    previous_until  BIGINT,
    epoch           BIGINT           NOT NULL CHECK (epoch >= 0),
    created_at      BIGINT           NOT NULL,
    expires_at      BIGINT,
    last_used_at    BIGINT
);

CREATE INDEX api_key_owner ON api_key (owner_id);

CREATE INDEX api_key_expires_at ON api_key (expires_at);

-- Numbers are never given twice, so that nobody ends another key than they meant.
CREATE TABLE api_key_number (
    last_given BIGINT NOT NULL
);

INSERT INTO api_key_number (last_given) VALUES (0);
