import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{livePlan,plan,planResult,unexpectedPlan}from"./chunk-D2OJ4ZRZ.js";import"./chunk-UI2GZ4WO.js";import"./chunk-HR4DY5DP.js";import"./chunk-JQCW72AL.js";import"./chunk-HZCIUI2H.js";import"./chunk-IY2SPCRZ.js";import"./chunk-S6ONNQ56.js";import"./chunk-7UTHG7TS.js";import"./chunk-GMW72WJW.js";import"./chunk-CQMPZ32C.js";import"./chunk-ILSHIT4A.js";import"./chunk-U5IGRIGM.js";import"./chunk-OP4ZFL23.js";import"./chunk-HIXRQQQ6.js";import"./chunk-XSGBHUZG.js";import"./chunk-KZLCB445.js";export{livePlan,plan,planResult,unexpectedPlan};
