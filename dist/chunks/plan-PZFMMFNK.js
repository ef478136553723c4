import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{livePlan,plan,unexpectedPlan}from"./chunk-OYQ3FSPC.js";import"./chunk-V7CP2WSM.js";import"./chunk-BXJLGS7T.js";import"./chunk-M4M57V3Z.js";import"./chunk-F6BRKYS3.js";import"./chunk-IY2SPCRZ.js";import"./chunk-543AGDHW.js";import"./chunk-UNI3HJJL.js";import"./chunk-V7SWA3TP.js";import"./chunk-S6ONNQ56.js";import"./chunk-HIXRQQQ6.js";import"./chunk-OP4ZFL23.js";import"./chunk-XSGBHUZG.js";import"./chunk-KZLCB445.js";export{livePlan,plan,unexpectedPlan};
