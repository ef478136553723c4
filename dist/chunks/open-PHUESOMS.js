import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{openRepository}from"./chunk-4CYCI3SB.js";import"./chunk-KX4UM7U5.js";import"./chunk-SH6WUWBJ.js";import"./chunk-UMBMA262.js";import"./chunk-U5IGRIGM.js";import"./chunk-HIXRQQQ6.js";import"./chunk-HAGT2H27.js";import"./chunk-KZLCB445.js";export{openRepository};
