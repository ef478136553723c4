import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{livePlan,plan,planResult,unexpectedPlan}from"./chunk-GTLDL6UP.js";import"./chunk-VE5ZFK23.js";import"./chunk-566KRSAB.js";import"./chunk-REVK52BT.js";import"./chunk-UITCXNTP.js";import"./chunk-IY2SPCRZ.js";import"./chunk-7UTHG7TS.js";import"./chunk-GMW72WJW.js";import"./chunk-7USUHITI.js";import"./chunk-FP6BZW25.js";import"./chunk-U5IGRIGM.js";import"./chunk-S6ONNQ56.js";import"./chunk-OP4ZFL23.js";import"./chunk-HIXRQQQ6.js";import"./chunk-XSGBHUZG.js";import"./chunk-KZLCB445.js";export{livePlan,plan,planResult,unexpectedPlan};
