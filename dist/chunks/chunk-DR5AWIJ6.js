import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
function hasDrifted({drift,conflicts,orphans,changes}){return drift.length+conflicts.length+orphans.length>0||changes.some(({recovery})=>recovery)}export{hasDrifted};
