import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{context,getOctokit}from"./chunk-EHK6K4AS.js";import"./chunk-UMBMA262.js";import"./chunk-KZLCB445.js";export{context,getOctokit};
