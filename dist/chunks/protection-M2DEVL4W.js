import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{isProtected}from"./chunk-EA4U4H2Q.js";import"./chunk-ZAPJGJYN.js";import"./chunk-U5IGRIGM.js";import"./chunk-HAGT2H27.js";import"./chunk-KZLCB445.js";export{isProtected};
