-- Pages of stories of many accounts, made when they are linked: 10 ms to show where making one takes 100 to 400.
CREATE TABLE story_page (
  story TEXT PRIMARY KEY,
  basis TEXT NOT NULL,
  state TEXT NOT NULL,
  seal  BLOB NOT NULL,
  name  TEXT NOT NULL,
  body  BLOB NOT NULL
) STRICT;
