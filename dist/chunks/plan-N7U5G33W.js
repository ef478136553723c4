import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{livePlan,plan,unexpectedPlan}from"./chunk-JFHSHHSQ.js";import"./chunk-BSE2ACLI.js";import"./chunk-DWBM5THJ.js";import"./chunk-U533XM5V.js";import"./chunk-HS6KICIW.js";import"./chunk-UT56YG52.js";import"./chunk-2LKGRKEY.js";import"./chunk-VPQXBYWW.js";import"./chunk-S6ONNQ56.js";import"./chunk-HIXRQQQ6.js";import"./chunk-OP4ZFL23.js";import"./chunk-XSGBHUZG.js";import"./chunk-KZLCB445.js";export{livePlan,plan,unexpectedPlan};
