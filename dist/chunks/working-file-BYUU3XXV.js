import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{changesIn,openLocked,readLeftover,workingPath}from"./chunk-SVMWXXMC.js";import"./chunk-OOOL3IWC.js";import"./chunk-FBFYXQB3.js";import"./chunk-HAGT2H27.js";import"./chunk-KZLCB445.js";export{changesIn,openLocked,readLeftover,workingPath};
