import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
var NO_CHOICES={ignore:[],prefer:new Map,revert:new Set,allow:new Set};export{NO_CHOICES};
