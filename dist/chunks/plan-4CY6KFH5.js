import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{livePlan,plan,planResult,unexpectedPlan}from"./chunk-4VCMPKTC.js";import"./chunk-DC267YL2.js";import"./chunk-42G55BZU.js";import"./chunk-ASL2JSAV.js";import"./chunk-7SKWIVF7.js";import"./chunk-ATTSCJAQ.js";import"./chunk-IY2SPCRZ.js";import"./chunk-S6ONNQ56.js";import"./chunk-4GESPEJN.js";import"./chunk-7UTHG7TS.js";import"./chunk-GMW72WJW.js";import"./chunk-OODPN644.js";import"./chunk-ST2OLQYY.js";import"./chunk-OP4ZFL23.js";import"./chunk-U5IGRIGM.js";import"./chunk-HIXRQQQ6.js";import"./chunk-HAGT2H27.js";import"./chunk-KZLCB445.js";export{livePlan,plan,planResult,unexpectedPlan};
