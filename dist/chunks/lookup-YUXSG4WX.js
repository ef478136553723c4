import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{lookupId,retiringOf}from"./chunk-CSVFZVW5.js";import"./chunk-OP4ZFL23.js";import"./chunk-FBFYXQB3.js";import"./chunk-HAGT2H27.js";import"./chunk-KZLCB445.js";export{lookupId,retiringOf};
