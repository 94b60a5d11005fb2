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

_SECOND = """
CREATE TABLE judgements (
  place INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  about TEXT NOT NULL,
  left TEXT NOT NULL,
  right TEXT NOT NULL,
  verdict TEXT NOT NULL,
  who TEXT NOT NULL,
  at TEXT NOT NULL,
  why TEXT NOT NULL,
  undoes BLOB,
  resolved INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TRIGGER judgements_stay BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'a judgement is never deleted'); END;
CREATE TRIGGER judgements_keep BEFORE UPDATE OF id, about, left, right, verdict, who, at, why, undoes ON judgements
  BEGIN SELECT RAISE(ABORT, 'a judgement is never changed'); END;

CREATE TABLE unresolved (document BLOB PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO unresolved SELECT id FROM documents;

CREATE TABLE derivation (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE node_forms (
  node TEXT NOT NULL,
  actor TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  mention TEXT NOT NULL,
  documents INTEGER NOT NULL,
  PRIMARY KEY (node, actor, name, kind, mention)
) STRICT, WITHOUT ROWID;
CREATE INDEX node_forms_by_actor ON node_forms (actor);

CREATE TABLE document_nodes (
  document BLOB NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  node TEXT NOT NULL,
  actor TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  mention TEXT NOT NULL,
  PRIMARY KEY (document, node, actor, name, kind, mention)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_nodes_by_node ON document_nodes (node, document);

CREATE TABLE node_keys (key TEXT NOT NULL, node TEXT NOT NULL, PRIMARY KEY (key, node)) STRICT, WITHOUT ROWID;
CREATE INDEX node_keys_by_node ON node_keys (node);

CREATE TABLE node_links (
  left TEXT NOT NULL,
  right TEXT NOT NULL,
  rule TEXT NOT NULL,
  score REAL NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (left, right)
) STRICT, WITHOUT ROWID;
CREATE INDEX node_links_by_right ON node_links (right);

CREATE TABLE identities (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  record TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE identity_nodes (
  node TEXT PRIMARY KEY NOT NULL,
  identity TEXT NOT NULL REFERENCES identities (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_nodes_by_identity ON identity_nodes (identity);

CREATE TABLE document_marks (
  mark INTEGER NOT NULL,
  day INTEGER NOT NULL,
  document BLOB NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  news INTEGER NOT NULL,
  PRIMARY KEY (mark, day, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_marks_by_document ON document_marks (document);

CREATE TABLE story_links (
  left BLOB NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  right BLOB NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  score REAL NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (left, right)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_links_by_right ON story_links (right);

CREATE TABLE tellings (
  document BLOB PRIMARY KEY NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  story BLOB NOT NULL,
  place INTEGER NOT NULL,
  origin BLOB NOT NULL,
  relation TEXT NOT NULL,
  source_document BLOB,
  record TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tellings_by_story ON tellings (story, place);

CREATE TABLE propositions (
  claim BLOB NOT NULL,
  document BLOB NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  block BLOB NOT NULL,
  PRIMARY KEY (document, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX propositions_by_block ON propositions (block);
CREATE INDEX propositions_by_claim ON propositions (claim);

CREATE TABLE facts (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  block BLOB NOT NULL,
  kind TEXT NOT NULL,
  metric TEXT,
  subject TEXT NOT NULL,
  object TEXT,
  status TEXT NOT NULL,
  since TEXT,
  amount REAL,
  bound TEXT,
  currency TEXT,
  date TEXT,
  first_said TEXT,
  last_said TEXT,
  claims INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  origins INTEGER NOT NULL,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX facts_by_block ON facts (block);
CREATE INDEX facts_by_kind ON facts (kind, status);
CREATE INDEX facts_by_subject ON facts (subject);
CREATE INDEX facts_by_object ON facts (object);

CREATE TABLE fact_claims (
  fact BLOB NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
  claim BLOB NOT NULL,
  document BLOB NOT NULL,
  origin BLOB NOT NULL,
  PRIMARY KEY (fact, claim, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_claims_by_claim ON fact_claims (claim);

CREATE VIEW facts_readable AS
SELECT lower(hex(id)) AS id, kind, metric, subject, object, status, since, amount, bound, currency, date, first_said,
       last_said, claims, documents, origins, record
FROM facts;

CREATE VIEW tellings_readable AS
SELECT lower(hex(t.document)) AS document, lower(hex(t.story)) AS story, t.place, lower(hex(t.origin)) AS origin, t.relation,
       lower(hex(t.source_document)) AS comes_from, d.address, d.title, d.site, d.published
FROM tellings t JOIN documents d ON d.id = t.document;
"""

_THIRD = """
CREATE TABLE results (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  kind TEXT NOT NULL,
  command TEXT NOT NULL,
  record TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

# Words are cut before they come here, so a word is whatever stands between spaces. The words of quotes and titles are kept
# without their texts, which stand elsewhere. A place is never used again: what is gone leaves an empty one.
_FOURTH = """
CREATE TABLE searched_quotes (
  place INTEGER PRIMARY KEY,
  claim BLOB UNIQUE REFERENCES claims (id) ON DELETE SET NULL
) STRICT;
CREATE VIRTUAL TABLE quote_words USING fts5 (words, bare, content = '', tokenize = "ascii tokenchars '.,'");
INSERT INTO quote_words (quote_words, rank) VALUES ('rank', 'bm25(1.0, 0.5)');

CREATE TABLE searched_titles (
  place INTEGER PRIMARY KEY,
  document BLOB UNIQUE REFERENCES documents (id) ON DELETE SET NULL,
  title TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE title_words USING fts5 (words, bare, content = '', tokenize = "ascii tokenchars '.,'");
INSERT INTO title_words (title_words, rank) VALUES ('rank', 'bm25(1.0, 0.5)');

CREATE TABLE searched_names (
  place INTEGER PRIMARY KEY,
  identity TEXT NOT NULL REFERENCES identities (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  words TEXT NOT NULL,
  UNIQUE (identity, name)
) STRICT;
CREATE INDEX searched_names_by_words ON searched_names (words);
CREATE VIRTUAL TABLE name_words USING fts5 (
  words, content = 'searched_names', content_rowid = 'place', tokenize = "ascii tokenchars '.,'"
);
CREATE TRIGGER names_come AFTER INSERT ON searched_names
  BEGIN INSERT INTO name_words (rowid, words) VALUES (NEW.place, NEW.words); END;
CREATE TRIGGER names_go AFTER DELETE ON searched_names
  BEGIN INSERT INTO name_words (name_words, rowid, words) VALUES ('delete', OLD.place, OLD.words); END;

DROP INDEX facts_by_subject;
DROP INDEX facts_by_object;
CREATE INDEX facts_by_subject ON facts (subject, origins, last_said, id, object);
CREATE INDEX facts_by_object ON facts (object, origins, last_said, id, subject);

CREATE TABLE unsearched (document BLOB PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO unsearched SELECT id FROM documents;
CREATE TABLE unsearched_actors (identity TEXT PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO unsearched_actors SELECT id FROM identities;
"""

# A vector is a float32 scale and an int8 for each of its numbers. What waits is noted also where nobody makes vectors, so that
# whoever begins to make them finds all of it.
_FIFTH = """
CREATE TABLE meant_sentences (
  place INTEGER PRIMARY KEY,
  document BLOB NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  vector BLOB NOT NULL,
  UNIQUE (document, start, stop)
) STRICT;
CREATE TABLE meant_titles (
  place INTEGER PRIMARY KEY,
  document BLOB NOT NULL UNIQUE REFERENCES documents (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  vector BLOB NOT NULL
) STRICT;

CREATE TABLE unmeant (document BLOB PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO unmeant SELECT id FROM documents;
CREATE TRIGGER documents_wait AFTER INSERT ON documents BEGIN
  INSERT INTO unmeant SELECT NEW.id WHERE NOT EXISTS (SELECT 1 FROM unmeant WHERE document = NEW.id); END;
CREATE TRIGGER titles_wait AFTER UPDATE OF title ON documents WHEN NEW.title IS NOT OLD.title BEGIN
  INSERT INTO unmeant SELECT NEW.id WHERE NOT EXISTS (SELECT 1 FROM unmeant WHERE document = NEW.id); END;
CREATE TRIGGER claims_wait AFTER INSERT ON claims BEGIN
  INSERT INTO unmeant SELECT NEW.document WHERE NOT EXISTS (SELECT 1 FROM unmeant WHERE document = NEW.document); END;
CREATE TRIGGER claims_move AFTER UPDATE OF document, start ON claims
  WHEN NEW.document IS NOT OLD.document OR NEW.start IS NOT OLD.start BEGIN
  INSERT INTO unmeant SELECT NEW.document WHERE NOT EXISTS (SELECT 1 FROM unmeant WHERE document = NEW.document); END;
"""

MIGRATIONS: tuple[str, ...] = (_FIRST, _SECOND, _THIRD, _FOURTH, _FIFTH)
"""Step n brings a ledger from version n to version n + 1. Steps are only ever added."""

SCHEMA_VERSION = len(MIGRATIONS)


def statements(script: str) -> list[str]:
    """The single statements of a migration: `executescript` would commit before the version is recorded."""
    return [part.strip() for part in script.split(";\n") if part.strip()]
