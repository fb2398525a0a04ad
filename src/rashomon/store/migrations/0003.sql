-- Linking again works out only what changed: every link and cluster names the part that it belongs to, and what
-- linking reads of a document is kept.
ALTER TABLE link ADD COLUMN part TEXT NOT NULL DEFAULT '';
ALTER TABLE cluster ADD COLUMN part TEXT NOT NULL DEFAULT '';
CREATE INDEX link_part ON link (part);
CREATE INDEX cluster_part ON cluster (part);
CREATE TABLE compared (
  document TEXT PRIMARY KEY REFERENCES document (id),
  digest   TEXT NOT NULL,
  last     TEXT NOT NULL,
  account  BLOB NOT NULL,
  shingles BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE known_copy (link TEXT NOT NULL) STRICT;
