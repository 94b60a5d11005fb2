"""The schema as numbered migrations. Described, table by table, in docs/ledger-schema.md (a test compares them)."""

from __future__ import annotations

APPLICATION_ID = 0x494C4B31
"""'ILK1' in the file's header: how a ledger is told from any other SQLite file."""

_FIRST = """
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  started TEXT NOT NULL,
  finished TEXT,
  readers TEXT NOT NULL,
  paths TEXT NOT NULL,
  documents_read INTEGER NOT NULL DEFAULT 0,
  documents_known INTEGER NOT NULL DEFAULT 0,
  documents_failed INTEGER NOT NULL DEFAULT 0,
  claims_new INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE texts (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  text TEXT NOT NULL
) STRICT;

CREATE TABLE documents (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  text BLOB NOT NULL REFERENCES texts (id),
  address TEXT NOT NULL,
  media_type TEXT NOT NULL,
  language TEXT NOT NULL,
  title TEXT,
  site TEXT,
  author TEXT,
  published TEXT,
  published_from TEXT,
  retrieved TEXT,
  first_seen TEXT NOT NULL,
  run INTEGER NOT NULL REFERENCES runs (id)
) STRICT;
CREATE INDEX documents_by_text ON documents (text);
CREATE INDEX documents_by_address ON documents (address);

CREATE TABLE zones (
  document BLOB NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  kind TEXT NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  PRIMARY KEY (document, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE sentences (
  document BLOB NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  zone TEXT NOT NULL,
  paragraph INTEGER NOT NULL,
  language TEXT NOT NULL,
  PRIMARY KEY (document, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE readings (
  document BLOB NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  reader TEXT NOT NULL,
  run INTEGER NOT NULL REFERENCES runs (id),
  claims INTEGER NOT NULL,
  PRIMARY KEY (document, reader)
) STRICT, WITHOUT ROWID;

CREATE TABLE claims (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  document BLOB NOT NULL REFERENCES documents (id),
  reader TEXT NOT NULL,
  kind TEXT NOT NULL,
  metric TEXT,
  subject TEXT NOT NULL,
  object TEXT,
  status TEXT NOT NULL,
  amount REAL,
  amount_low REAL,
  amount_high REAL,
  bound TEXT,
  currency TEXT,
  date TEXT,
  date_first TEXT,
  date_last TEXT,
  language TEXT NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  confidence REAL NOT NULL
) STRICT;
CREATE INDEX claims_by_kind ON claims (kind, status);
CREATE INDEX claims_by_subject ON claims (subject);
CREATE INDEX claims_by_object ON claims (object);
CREATE INDEX claims_by_place ON claims (document, start);

CREATE TABLE witnesses (
  claim BLOB NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
  document BLOB NOT NULL REFERENCES documents (id),
  reader TEXT NOT NULL,
  confidence REAL NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (claim, document, reader)
) STRICT, WITHOUT ROWID;
CREATE INDEX witnesses_by_document ON witnesses (document, reader);

CREATE TABLE parties (
  claim BLOB NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
  side TEXT NOT NULL,
  place INTEGER NOT NULL,
  actor TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  mention TEXT NOT NULL,
  PRIMARY KEY (claim, side, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX parties_by_actor ON parties (actor, claim);
CREATE INDEX parties_by_name ON parties (name COLLATE NOCASE);
CREATE INDEX parties_by_mention ON parties (mention);

CREATE TABLE failures (
  address TEXT NOT NULL,
  reason TEXT NOT NULL,
  first_run INTEGER NOT NULL REFERENCES runs (id),
  last_run INTEGER NOT NULL REFERENCES runs (id),
  PRIMARY KEY (address, reason)
) STRICT;

CREATE VIEW documents_readable AS
SELECT lower(hex(d.id)) AS id, lower(hex(d.text)) AS text_id, d.address, d.title, d.site, d.author, d.language,
       d.published, d.published_from, d.retrieved, d.first_seen, d.media_type, length(t.text) AS characters,
       (SELECT count(DISTINCT w.claim) FROM witnesses w WHERE w.document = d.id) AS claims
FROM documents d JOIN texts t ON t.id = d.text;

CREATE VIEW claims_readable AS
SELECT lower(hex(c.id)) AS id, c.kind, c.metric, c.subject, c.object, c.status, c.amount, c.bound, c.currency, c.date,
       c.language, json_extract(w.record, '$.evidence.quote') AS quote, d.address, d.title, d.published,
       c.confidence, c.reader, lower(hex(c.document)) AS document, w.record
FROM claims c
JOIN witnesses w ON w.claim = c.id AND w.document = c.document AND w.reader = c.reader
JOIN documents d ON d.id = c.document;

CREATE VIEW actors AS
SELECT actor AS id, min(name) AS name, min(kind) AS kind, count(DISTINCT claim) AS claims,
       count(DISTINCT CASE WHEN side = 'subject' THEN claim END) AS as_subject,
       count(DISTINCT CASE WHEN side = 'object' THEN claim END) AS as_object,
       count(DISTINCT CASE WHEN side = 'attributed_to' THEN claim END) AS as_source
FROM parties GROUP BY actor;
"""

MIGRATIONS: tuple[str, ...] = (_FIRST,)
"""Step n brings a ledger from version n to version n + 1. Steps are only ever added."""

SCHEMA_VERSION = len(MIGRATIONS)


def statements(script: str) -> list[str]:
    """The single statements of a migration: `executescript` would commit before the version is recorded."""
    return [part.strip() for part in script.split(";\n") if part.strip()]
