CREATE TABLE login_failures (
    pair          TEXT    NOT NULL PRIMARY KEY,
    failures      INTEGER NOT NULL CHECK (failures > 0),
    counted_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX login_failures_counted_until ON login_failures (counted_until);
