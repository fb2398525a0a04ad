-- Judgements keep the words they were made on, so that they find them again, and can be taken back.
ALTER TABLE judgement ADD COLUMN anchors TEXT NOT NULL DEFAULT '{}';
CREATE TABLE retraction (               -- judgements taken back; append-only like them
  judgement TEXT PRIMARY KEY,           -- the content-derived id of the judgement (store/judgements.py)
  "by"      TEXT NOT NULL,
  at        TEXT NOT NULL,
  note      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER retraction_is_never_changed BEFORE UPDATE ON retraction BEGIN
  SELECT RAISE (ABORT, 'retractions are append-only: judge anew instead');
END;
CREATE TRIGGER retraction_is_never_deleted BEFORE DELETE ON retraction BEGIN
  SELECT RAISE (ABORT, 'retractions are append-only: judge anew instead');
END;
