-- The library: one SQLite file. Documents hold the words; every other row points at some of them.
-- Nothing in link and cluster is a stored fact: both are remade from annotations and judgements.

CREATE TABLE document (
  id        TEXT PRIMARY KEY,
  text      TEXT NOT NULL,              -- what every offset points into; never changes
  sha256    TEXT NOT NULL,              -- of text
  title     TEXT,
  source    TEXT,
  url       TEXT,
  authors   TEXT NOT NULL,              -- JSON list of names
  published TEXT,                       -- ISO 8601, as precise as the page says
  language  TEXT,
  credit    TEXT,
  origin    TEXT NOT NULL               -- JSON: path or warc, part, retrieved, media_type, sha256, removed, notes
) STRICT;
CREATE INDEX document_published ON document (published);

CREATE VIRTUAL TABLE document_fts USING fts5 (
  title, text, content='document', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER document_is_indexed AFTER INSERT ON document BEGIN
  INSERT INTO document_fts (rowid, title, text) VALUES (new.rowid, new.title, new.text);
END;
CREATE TRIGGER document_text_never_changes BEFORE UPDATE OF id, text, sha256 ON document BEGIN
  SELECT RAISE (ABORT, 'the text of a document never changes');
END;

CREATE TABLE annotation (               -- a document's rows lie together, in the order of their places
  id       TEXT NOT NULL,
  document TEXT NOT NULL REFERENCES document (id),
  start    INTEGER NOT NULL,
  "end"    INTEGER NOT NULL,
  kind     TEXT NOT NULL CHECK (kind IN ('mention', 'attribution', 'claim', 'role', 'frame')),
  label    TEXT NOT NULL,
  value    TEXT,
  about    TEXT,                        -- the row this one belongs to
  who      TEXT,                        -- the mention concerned
  made_by  TEXT NOT NULL,               -- annotator@version
  score    REAL NOT NULL,
  CHECK (0 <= start AND start < "end")
) STRICT;
CREATE UNIQUE INDEX annotation_id ON annotation (id);
CREATE INDEX annotation_document ON annotation (document, start);

CREATE TABLE done (                     -- which stage has finished with a document, and in which version
  document TEXT NOT NULL REFERENCES document (id),
  stage    TEXT NOT NULL,
  version  TEXT NOT NULL,
  PRIMARY KEY (document, stage)
) STRICT, WITHOUT ROWID;

CREATE TABLE parsed (                   -- the parse of each text, made once for all versions of annotators and all copies
  sha256  TEXT PRIMARY KEY,             -- of the text
  version TEXT NOT NULL,                -- of the parser and its model
  words   BLOB NOT NULL                 -- annotate/kept.py
) STRICT;

CREATE TABLE link (
  id      TEXT PRIMARY KEY,
  kind    TEXT NOT NULL CHECK (kind IN ('entity', 'event', 'copy', 'story', 'version')),
  "left"  TEXT NOT NULL,
  "right" TEXT NOT NULL,
  label   TEXT NOT NULL,
  made_by TEXT NOT NULL,
  score   REAL NOT NULL,
  share   REAL,
  spans   TEXT NOT NULL,                -- JSON list of [left start, left end, right start, right end]
  reasons TEXT NOT NULL,                -- JSON list of {name, value, bits}: the waterfall
  part    TEXT NOT NULL DEFAULT ''      -- what it was worked out of: rows of a part that is as it was stay
) STRICT, WITHOUT ROWID;
CREATE INDEX link_part ON link (part);
CREATE INDEX link_kind ON link (kind, "left");

CREATE TABLE cluster (                  -- an entity, an event or a story: what the links make
  id    TEXT PRIMARY KEY,
  kind  TEXT NOT NULL CHECK (kind IN ('entity', 'event', 'story')),
  name  TEXT NOT NULL,
  label TEXT NOT NULL,
  part  TEXT NOT NULL DEFAULT ''        -- as for a link
) STRICT, WITHOUT ROWID;
CREATE INDEX cluster_part ON cluster (part);
CREATE TABLE cluster_member (
  cluster TEXT NOT NULL REFERENCES cluster (id),
  member  TEXT NOT NULL,
  PRIMARY KEY (cluster, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX cluster_of_member ON cluster_member (member);

CREATE TABLE compared (                 -- what linking reads of a document; made again where it is not there
  document TEXT PRIMARY KEY REFERENCES document (id),
  digest   TEXT NOT NULL,               -- of the account as the machine reads it
  last     TEXT NOT NULL,               -- of the account as it was last linked: with people's corrections
  account  BLOB NOT NULL,               -- JSON, zlib
  shingles BLOB NOT NULL                -- 64-bit hashes, least first
) STRICT, WITHOUT ROWID;
CREATE TABLE known_copy (link TEXT NOT NULL) STRICT;  -- JSON: the copies as found, before what people said of them

CREATE TABLE story_page (               -- pages of stories of many accounts; made again where one is not there or not right
  story TEXT PRIMARY KEY,               -- a cluster's id
  basis TEXT NOT NULL,                  -- digest of the program that made it, whose it is, and of the story's documents
  state TEXT NOT NULL,                  -- digest of all it was made of (web/ready.py)
  seal  BLOB NOT NULL,                  -- HMAC of the rest by its maker's key: nobody else's page is shown (web/seal.py)
  name  TEXT NOT NULL,
  body  BLOB NOT NULL                   -- HTML, zlib
) STRICT;

CREATE TABLE judgement (                -- what people say; append-only; the latest of a pair counts
  number  INTEGER PRIMARY KEY,
  "left"  TEXT NOT NULL,
  "right" TEXT,                         -- null: a judgement of one row
  verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure', 'right', 'wrong')),
  "by"    TEXT NOT NULL,
  at      TEXT NOT NULL,
  note    TEXT NOT NULL,
  anchors TEXT NOT NULL DEFAULT '{}'    -- JSON {left, right}: the words it was made on (store/anchors.py)
) STRICT;
CREATE TRIGGER judgement_is_never_changed BEFORE UPDATE ON judgement BEGIN
  SELECT RAISE (ABORT, 'judgements are append-only: add a new one instead');
END;
CREATE TRIGGER judgement_is_never_deleted BEFORE DELETE ON judgement BEGIN
  SELECT RAISE (ABORT, 'judgements are append-only: add a new one instead');
END;

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

CREATE TABLE coding (                   -- what people answered of accounts by a codebook; the latest of a person counts
  number   INTEGER PRIMARY KEY,
  document TEXT NOT NULL REFERENCES document (id),
  variable TEXT NOT NULL,
  value    TEXT NOT NULL,               -- empty: taken back
  "by"     TEXT NOT NULL,
  at       TEXT NOT NULL,
  evidence TEXT NOT NULL,               -- JSON list of [start, end]
  note     TEXT NOT NULL
) STRICT;
CREATE TRIGGER coding_is_never_changed BEFORE UPDATE ON coding BEGIN
  SELECT RAISE (ABORT, 'codings are append-only: add a new one instead');
END;
CREATE TRIGGER coding_is_never_deleted BEFORE DELETE ON coding BEGIN
  SELECT RAISE (ABORT, 'codings are append-only: add a new one instead');
END;

CREATE TABLE problem (
  "where" TEXT NOT NULL,
  stage   TEXT NOT NULL,
  reason  TEXT NOT NULL,
  PRIMARY KEY ("where", stage)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (                  -- what the file remembers of itself, such as the state it was last linked in
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
