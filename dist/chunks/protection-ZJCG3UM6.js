import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{isProtected}from"./chunk-DMFB2ZVH.js";import"./chunk-KZLCB445.js";export{isProtected};
