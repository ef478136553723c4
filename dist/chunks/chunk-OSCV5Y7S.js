import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
function timestamp(date){return`${date.toISOString().slice(0,19)}Z`}export{timestamp};
