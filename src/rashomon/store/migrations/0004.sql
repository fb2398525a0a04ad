-- Answers to a codebook: append-only, as judgements are.
CREATE TABLE coding (
  number   INTEGER PRIMARY KEY,
  document TEXT NOT NULL REFERENCES document (id),
  variable TEXT NOT NULL,
  value    TEXT NOT NULL,
  "by"     TEXT NOT NULL,
  at       TEXT NOT NULL,
  evidence TEXT NOT NULL,
  note     TEXT NOT NULL
) STRICT;
CREATE TRIGGER coding_is_never_changed BEFORE UPDATE ON coding BEGIN
  SELECT RAISE (ABORT, 'codings are append-only: add a new one instead');
END;
CREATE TRIGGER coding_is_never_deleted BEFORE DELETE ON coding BEGIN
  SELECT RAISE (ABORT, 'codings are append-only: add a new one instead');
END;
