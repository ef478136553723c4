import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{livePlan,plan}from"./chunk-QTDYGZ7J.js";import"./chunk-2GHOGL3X.js";import"./chunk-WHNCYENL.js";import"./chunk-DWBM5THJ.js";import"./chunk-P67I7BNV.js";import"./chunk-HS6KICIW.js";import"./chunk-VPRWFC5Q.js";import"./chunk-SIRZ35TZ.js";import"./chunk-S6ONNQ56.js";import"./chunk-HIXRQQQ6.js";import"./chunk-OP4ZFL23.js";import"./chunk-XSGBHUZG.js";import"./chunk-KZLCB445.js";export{livePlan,plan};
