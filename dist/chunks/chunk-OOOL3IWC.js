import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
async function openDatabase(source,options){let{default:Sqlite}=await import("./lib-4HDK7FVK.js");return new Sqlite(source,options)}function sqliteCode(error){let code=error instanceof Error&&"code"in error?error.code:void 0;return typeof code=="string"&&code.startsWith("SQLITE_")?code:void 0}export{openDatabase,sqliteCode};
