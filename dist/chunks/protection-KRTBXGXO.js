import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{isProtected}from"./chunk-TTTJQ76W.js";import"./chunk-G5CRY3OY.js";import"./chunk-U56SARUL.js";import"./chunk-U5IGRIGM.js";import"./chunk-HAGT2H27.js";import"./chunk-KZLCB445.js";export{isProtected};
