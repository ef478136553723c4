import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{openRepository}from"./chunk-L4ODQSEE.js";import"./chunk-VURGNZUL.js";import"./chunk-U56SARUL.js";import"./chunk-UMBMA262.js";import"./chunk-U5IGRIGM.js";import"./chunk-E7HIA2R5.js";import"./chunk-HAGT2H27.js";import"./chunk-KZLCB445.js";export{openRepository};
