import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{readSnapshot,recordedSerial,writeSnapshot}from"./chunk-VF3BZ2IO.js";import"./chunk-M73ULT34.js";import"./chunk-G5ZTG4XA.js";import"./chunk-I4G346G2.js";import"./chunk-TJJIT3XT.js";import"./chunk-OP4ZFL23.js";import"./chunk-OOOL3IWC.js";import"./chunk-FBFYXQB3.js";import"./chunk-E7HIA2R5.js";import"./chunk-HAGT2H27.js";import"./chunk-KZLCB445.js";export{readSnapshot,recordedSerial,writeSnapshot};
