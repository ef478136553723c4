import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{readSnapshot,recordedSerial,writeSnapshot}from"./chunk-QMTBFKXO.js";import"./chunk-6TILHHSZ.js";import"./chunk-GUUJMAC7.js";import"./chunk-S6ONNQ56.js";import"./chunk-OOOL3IWC.js";import"./chunk-FBFYXQB3.js";import"./chunk-OP4ZFL23.js";import"./chunk-HIXRQQQ6.js";import"./chunk-HAGT2H27.js";import"./chunk-KZLCB445.js";export{readSnapshot,recordedSerial,writeSnapshot};
