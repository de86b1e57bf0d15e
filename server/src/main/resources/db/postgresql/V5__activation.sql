-- A row says that there has been a user, and so that credentials are asked for, whoever was deleted since.
CREATE TABLE activation (
    activated_at BIGINT NOT NULL
);
