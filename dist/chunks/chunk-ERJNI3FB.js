import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
var ACTIVE={path:"active",value:!1};function isOff({off=ACTIVE},{path,before,after}){return path===off.path&&before===!off.value&&after===off.value}function switchesOff(kind,{fields}){return fields.some(field=>isOff(kind,field))}export{isOff,switchesOff};
