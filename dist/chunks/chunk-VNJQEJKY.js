import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{stateOf}from"./chunk-PRWVP7TW.js";import{openDatabase,sqliteCode}from"./chunk-OOOL3IWC.js";import{SnapshotError,damaged,outdated}from"./chunk-OH4KGXBX.js";import{rowsDigest,rowsOf,snapshotDigest}from"./chunk-S6ONNQ56.js";import{existsSync}from"node:fs";import{open,readFile,rename,rm}from"node:fs/promises";import{dirname}from"node:path";var FIRST={statements:[`CREATE TABLE snapshot (
  account TEXT NOT NULL PRIMARY KEY CHECK (account <> ''),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  catalog TEXT NOT NULL CHECK (catalog <> ''),
  serial INTEGER NOT NULL CHECK (serial BETWEEN 0 AND 9007199254740991),
  released TEXT,
  digest TEXT NOT NULL
) STRICT, WITHOUT ROWID`,`CREATE TABLE resources (
  key TEXT NOT NULL PRIMARY KEY CHECK (substr(key, 1, length(kind) + 1) = kind || '/'),
  kind TEXT NOT NULL CHECK (kind <> ''),
  id TEXT NOT NULL CHECK (id <> ''),
  spec TEXT NOT NULL CHECK (json_type(spec) = 'object'),
  commit_sha TEXT
) STRICT, WITHOUT ROWID`,`CREATE TABLE ids (
  key TEXT NOT NULL,
  id TEXT NOT NULL CHECK (id <> ''),
  since TEXT NOT NULL,
  until TEXT,
  retire_at TEXT,
  PRIMARY KEY (key, id)
) STRICT, WITHOUT ROWID`,"CREATE INDEX ids_by_id ON ids (id)",`CREATE TABLE ledger (
  serial INTEGER NOT NULL PRIMARY KEY,
  at TEXT NOT NULL,
  commit_sha TEXT,
  digest TEXT NOT NULL,
  summary TEXT NOT NULL CHECK (json_type(summary) = 'object')
) STRICT, WITHOUT ROWID`],upgrade:rows=>rows},VERSIONS=[FIRST];var MAGIC="SQLite format 3\0";async function decodeSnapshot(file,bytes,versions=VERSIONS){let version=versionOf(file,bytes),schema=versions[version-1];if(schema===void 0)throw version>versions.length?newer(file,version,versions.length):damaged(file,`no version ${version} was ever written`);let db=await openDatabase(bytes,{readonly:!0});try{let rows=readRows(db,schema.statements);return stateOf(versions.slice(version).reduce((older,{upgrade})=>upgrade(older),rows))}catch(error){throw damaged(file,error instanceof Error?error.message:String(error))}finally{db.close()}}function versionOf(file,bytes){if(bytes.length===0)throw damaged(file,"it is empty");let magic=bytes.toString("latin1",0,MAGIC.length);if(!MAGIC.startsWith(magic))throw notASnapshot(file,"no SQLite database");if(bytes.length<100)throw damaged(file,"it is cut off");if(bytes.readInt32BE(68)!==1348628331)throw notASnapshot(file,"a database of another program");return bytes.readInt32BE(60)}function readRows(db,statements){if(db.pragma("trusted_schema = OFF"),db.pragma("cell_size_check = ON"),[...db.prepare("SELECT sql FROM sqlite_schema").pluck().all()].sort().join(";")!==[...statements].sort().join(";"))throw new TypeError("its tables are not those of its version");let integrity=db.pragma("integrity_check(1)",{simple:!0});if(integrity!=="ok")throw new TypeError(String(integrity).replaceAll(`
`,", "));let tables=db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all(),rows=Object.fromEntries(tables.map(table=>[table,db.prepare(`SELECT * FROM ${table}`).all()]));if(rows.snapshot?.[0]?.digest!==rowsDigest(rows))throw new TypeError("its content does not match its digest");return rows}function newer(file,version,known){return new SnapshotError("snapshot.newer",`the snapshot ${file} has version ${version}, this Pricebook knows versions up to ${known}`,"A newer Pricebook wrote it. Update this one, and pin the same version everywhere.")}function notASnapshot(file,what){return new SnapshotError("snapshot.not-a-snapshot",`${file} is ${what}, not a snapshot`,"Check `--snapshot` and `--env`. If a snapshot was here (a Git LFS pointer or a text filter can take its place), restore it from git, or move this file away and run `pricebook snapshot rebuild`.")}async function serializeSnapshot(state){let db=await openDatabase(":memory:");try{return fill(db,rowsOf(state)),db.serialize()}finally{db.close()}}function fill(db,rows){db.exec(`PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA auto_vacuum = NONE;
    PRAGMA application_id = ${1348628331}; PRAGMA user_version = ${VERSIONS.length}`),db.transaction(()=>{for(let statement of VERSIONS.at(-1)?.statements??[])db.exec(statement);for(let[table,list]of Object.entries(rows)){let columns=Object.keys(list[0]??{});if(columns.length===0)continue;let values=columns.map(column=>`@${column}`),insert=db.prepare(`INSERT INTO ${table} (${columns.join(", ")}) VALUES (${values.join(", ")})`);for(let row of list)insert.run(row)}})()}async function readSnapshot(file){try{return await decodeSnapshot(file,await readFile(file))}catch(error){if(error instanceof Error&&"code"in error&&error.code==="ENOENT")return null;throw error}}async function writeSnapshot(file,state){let present=await readIfSound(file);if(present!==null){if(snapshotDigest(present)===snapshotDigest(state))return!1;if(present.serial>=state.serial)throw outdated(file,present.serial)}return await replaceFile(file,await serializeSnapshot(state)),!0}async function recordedSerial(file){if(!existsSync(file))return;let db=await openDatabase(file,{readonly:!0});try{return db.prepare("SELECT serial FROM snapshot").pluck().get()}catch(error){throw sqliteCode(error)===void 0?error:damaged(file,String(error))}finally{db.close()}}async function readIfSound(file){try{return await readSnapshot(file)}catch(error){if(error instanceof SnapshotError&&error.code==="snapshot.damaged")return null;throw error}}async function replaceFile(file,bytes){let temporary=`${file}.${process.pid}.tmp`;try{await synced(temporary,"w",handle=>handle.writeFile(bytes)),await rename(temporary,file)}catch(error){throw await rm(temporary,{force:!0}),error}process.platform!=="win32"&&await synced(dirname(file),"r",async()=>{})}async function synced(path,flags,use){let handle=await open(path,flags);try{await use(handle),await handle.sync()}finally{await handle.close()}}export{readSnapshot,writeSnapshot,recordedSerial};
