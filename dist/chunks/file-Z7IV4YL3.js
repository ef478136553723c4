import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{readSnapshot,recordedSerial,writeSnapshot}from"./chunk-6WOCU2QS.js";import"./chunk-KTB57TGY.js";import"./chunk-7CDLCJBZ.js";import"./chunk-OMZIO3ZZ.js";import"./chunk-OP4ZFL23.js";import"./chunk-OOOL3IWC.js";import"./chunk-FBFYXQB3.js";import"./chunk-HIXRQQQ6.js";import"./chunk-HAGT2H27.js";import"./chunk-KZLCB445.js";export{readSnapshot,recordedSerial,writeSnapshot};
