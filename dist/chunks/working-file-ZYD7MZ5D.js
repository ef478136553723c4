import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{changesIn,openLocked,readLeftover,workingPath}from"./chunk-TQPA5RSI.js";import"./chunk-OOOL3IWC.js";import"./chunk-OH4KGXBX.js";import"./chunk-XSGBHUZG.js";import"./chunk-KZLCB445.js";export{changesIn,openLocked,readLeftover,workingPath};
