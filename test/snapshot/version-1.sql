CREATE TABLE snapshot (
  account TEXT NOT NULL PRIMARY KEY CHECK (account <> ''),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  catalog TEXT NOT NULL CHECK (catalog <> ''),
  serial INTEGER NOT NULL CHECK (serial BETWEEN 0 AND 9007199254740991),
  released TEXT,
  digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE resources (
  key TEXT NOT NULL PRIMARY KEY CHECK (substr(key, 1, length(kind) + 1) = kind || '/'),
  kind TEXT NOT NULL CHECK (kind <> ''),
  id TEXT NOT NULL CHECK (id <> ''),
  spec TEXT NOT NULL CHECK (json_type(spec) = 'object'),
  commit_sha TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE ids (
  key TEXT NOT NULL,
  id TEXT NOT NULL CHECK (id <> ''),
  since TEXT NOT NULL,
  until TEXT,
  retire_at TEXT,
  PRIMARY KEY (key, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ids_by_id ON ids (id);
CREATE TABLE ledger (
  serial INTEGER NOT NULL PRIMARY KEY,
  at TEXT NOT NULL,
  commit_sha TEXT,
  digest TEXT NOT NULL,
  summary TEXT NOT NULL CHECK (json_type(summary) = 'object')
) STRICT, WITHOUT ROWID;
INSERT INTO snapshot VALUES
  ('acct_1', 1, 'acme', 2, '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567', '6eab515508c9be8a17cd44809f3767211b3a8ccb37d61a979c490a3ac35b6549');
INSERT INTO resources VALUES
  ('price/pro/monthly', 'price', 'price_2', '{"amount":"29","lookup_key":"pro_monthly"}', '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567'),
  ('product/pro', 'product', 'pro', '{"metadata.tier":null,"name":"Pro"}', NULL);
INSERT INTO ids VALUES
  ('price/pro/monthly', 'price_1', '2026-01-01T12:00:00Z', '2026-02-01T12:00:00Z', '2026-03-01T12:00:00Z'),
  ('price/pro/monthly', 'price_2', '2026-02-01T12:00:00Z', NULL, NULL),
  ('product/pro', 'pro', '2026-01-01T12:00:00Z', NULL, NULL);
INSERT INTO ledger VALUES
  (1, '2026-01-01T12:00:00Z', NULL, 'sha256:01', '{"create":2}'),
  (2, '2026-02-01T12:00:00Z', '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567', 'sha256:02', '{"replace":1}');
PRAGMA application_id = 1348628331;
PRAGMA user_version = 1;
