import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{canonicalJson}from"./chunk-E7HIA2R5.js";import{createHash}from"node:crypto";function digestOf(value){return createHash("sha256").update(canonicalJson(value)).digest("hex")}export{digestOf};
