import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{livePlan,plan,planResult,unexpectedPlan}from"./chunk-ELKAAYXD.js";import"./chunk-DC267YL2.js";import"./chunk-XNUNMH7G.js";import"./chunk-6FAJDO6P.js";import"./chunk-WM6QHNYD.js";import"./chunk-R7UTR2UJ.js";import"./chunk-IY2SPCRZ.js";import"./chunk-WVZ46TE3.js";import"./chunk-GFZQ3UNV.js";import"./chunk-7UTHG7TS.js";import"./chunk-GMW72WJW.js";import"./chunk-N4KB2UM3.js";import"./chunk-BQOEEMVU.js";import"./chunk-U5IGRIGM.js";import"./chunk-OP4ZFL23.js";import"./chunk-HIXRQQQ6.js";import"./chunk-XSGBHUZG.js";import"./chunk-KZLCB445.js";export{livePlan,plan,planResult,unexpectedPlan};
