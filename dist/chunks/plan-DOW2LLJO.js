import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{livePlan,plan,planResult,unexpectedPlan}from"./chunk-JA2TNOGU.js";import"./chunk-NRF6YGNB.js";import"./chunk-O7MSKT3Q.js";import"./chunk-REVK52BT.js";import"./chunk-LPGKKS25.js";import"./chunk-IY2SPCRZ.js";import"./chunk-4T24DYRD.js";import"./chunk-CHQDACHX.js";import"./chunk-AP6KLXLF.js";import"./chunk-FP6BZW25.js";import"./chunk-U5IGRIGM.js";import"./chunk-S6ONNQ56.js";import"./chunk-OP4ZFL23.js";import"./chunk-HIXRQQQ6.js";import"./chunk-XSGBHUZG.js";import"./chunk-KZLCB445.js";export{livePlan,plan,planResult,unexpectedPlan};
