import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{lookupId,retiringOf}from"./chunk-OCKBFI7H.js";import"./chunk-OH4KGXBX.js";import"./chunk-OP4ZFL23.js";import"./chunk-XSGBHUZG.js";import"./chunk-KZLCB445.js";export{lookupId,retiringOf};
