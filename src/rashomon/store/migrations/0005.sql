-- The parse of each text, so that it is made once: other versions of the annotators, and copies of the text, read it here.
CREATE TABLE parsed (
  sha256  TEXT PRIMARY KEY,
  version TEXT NOT NULL,
  words   BLOB NOT NULL
) STRICT;
