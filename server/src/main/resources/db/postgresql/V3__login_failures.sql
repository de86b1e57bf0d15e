CREATE TABLE login_failures (
    pair          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    failures      INTEGER          NOT NULL CHECK (failures > 0),
    counted_until BIGINT           NOT NULL
);

CREATE INDEX login_failures_counted_until ON login_failures (counted_until);
