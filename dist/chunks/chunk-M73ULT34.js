import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{stateOf}from"./chunk-G5ZTG4XA.js";import{rowsDigest}from"./chunk-I4G346G2.js";import{openDatabase}from"./chunk-OOOL3IWC.js";import{SnapshotError,damaged}from"./chunk-FBFYXQB3.js";var RESOURCES=`CREATE TABLE resources (
  key TEXT NOT NULL PRIMARY KEY CHECK (substr(key, 1, length(kind) + 1) = kind || '/'),
  kind TEXT NOT NULL CHECK (kind <> ''),
  id TEXT NOT NULL CHECK (id <> ''),
  spec TEXT NOT NULL CHECK (json_type(spec) = 'object'),
  commit_sha TEXT
) STRICT, WITHOUT ROWID`,IDS=`CREATE TABLE ids (
  key TEXT NOT NULL,
  id TEXT NOT NULL CHECK (id <> ''),
  since TEXT NOT NULL,
  until TEXT,
  retire_at TEXT,
  PRIMARY KEY (key, id)
) STRICT, WITHOUT ROWID`,IDS_BY_ID="CREATE INDEX ids_by_id ON ids (id)",FIRST={statements:[`CREATE TABLE snapshot (
  account TEXT NOT NULL PRIMARY KEY CHECK (account <> ''),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  catalog TEXT NOT NULL CHECK (catalog <> ''),
  serial INTEGER NOT NULL CHECK (serial BETWEEN 0 AND 9007199254740991),
  released TEXT,
  digest TEXT NOT NULL
) STRICT, WITHOUT ROWID`,RESOURCES,IDS,IDS_BY_ID,`CREATE TABLE ledger (
  serial INTEGER NOT NULL PRIMARY KEY,
  at TEXT NOT NULL,
  commit_sha TEXT,
  digest TEXT NOT NULL,
  summary TEXT NOT NULL CHECK (json_type(summary) = 'object')
) STRICT, WITHOUT ROWID`],upgrade:rows=>rows},SECOND={statements:[`CREATE TABLE snapshot (
  account TEXT NOT NULL PRIMARY KEY CHECK (account <> ''),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  catalog TEXT NOT NULL CHECK (catalog <> ''),
  serial INTEGER NOT NULL CHECK (serial BETWEEN 0 AND 9007199254740991),
  released TEXT,
  reviewed TEXT,
  digest TEXT NOT NULL
) STRICT, WITHOUT ROWID`,RESOURCES,IDS,IDS_BY_ID,`CREATE TABLE pending (
  key TEXT NOT NULL PRIMARY KEY,
  action TEXT NOT NULL CHECK (action <> ''),
  fields TEXT NOT NULL CHECK (json_type(fields) = 'object')
) STRICT, WITHOUT ROWID`,`CREATE TABLE ledger (
  serial INTEGER NOT NULL PRIMARY KEY,
  at TEXT NOT NULL,
  commit_sha TEXT,
  digest TEXT NOT NULL,
  summary TEXT NOT NULL CHECK (json_type(summary) = 'object'),
  approved_by TEXT
) STRICT, WITHOUT ROWID`],upgrade:({snapshot=[],ledger=[],...same})=>({...same,snapshot:snapshot.map(row=>Object.assign({reviewed:null},row)),ledger:ledger.map(row=>Object.assign({approved_by:null},row)),pending:[]})},VERSIONS=[FIRST,SECOND];var MAGIC="SQLite format 3\0";async function decodeSnapshot(file,bytes,versions=VERSIONS){let version=versionOf(file,bytes),schema=versions[version-1];if(schema===void 0)throw version>versions.length?newer(file,version,versions.length):damaged(file,`no version ${version} was ever written`);let db=await openDatabase(bytes,{readonly:!0});try{let rows=readRows(db,schema.statements);return stateOf(versions.slice(version).reduce((older,{upgrade})=>upgrade(older),rows))}catch(error){throw damaged(file,error instanceof Error?error.message:String(error))}finally{db.close()}}function versionOf(file,bytes){if(bytes.length===0)throw damaged(file,"it is empty");let magic=bytes.toString("latin1",0,MAGIC.length);if(!MAGIC.startsWith(magic))throw notASnapshot(file,"no SQLite database");if(bytes.length<100)throw damaged(file,"it is cut off");if(bytes.readInt32BE(68)!==1348628331)throw notASnapshot(file,"a database of another program");return bytes.readInt32BE(60)}function readRows(db,statements){if(db.pragma("trusted_schema = OFF"),db.pragma("cell_size_check = ON"),[...db.prepare("SELECT sql FROM sqlite_schema").pluck().all()].sort().join(";")!==[...statements].sort().join(";"))throw new TypeError("its tables are not those of its version");let integrity=db.pragma("integrity_check(1)",{simple:!0});if(integrity!=="ok")throw new TypeError(String(integrity).replaceAll(`
`,", "));let tables=db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all(),rows=Object.fromEntries(tables.map(table=>[table,db.prepare(`SELECT * FROM ${table}`).all()]));if(rows.snapshot?.[0]?.digest!==rowsDigest(rows))throw new TypeError("its content does not match its digest");return rows}function newer(file,version,known){return new SnapshotError("snapshot.newer",`the snapshot ${file} has version ${version}, this Pricebook knows versions up to ${known}`,"A newer Pricebook wrote it. Update this one, and pin the same version everywhere.")}function notASnapshot(file,what){return new SnapshotError("snapshot.not-a-snapshot",`${file} is ${what}, not a snapshot`,"Check `--snapshot` and `--env`. If a snapshot was here (a Git LFS pointer or a text filter can take its place), restore it from git, or move this file away and run `pricebook snapshot rebuild`.")}export{VERSIONS,decodeSnapshot};
