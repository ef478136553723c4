import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{readSnapshot,recordedSerial,writeSnapshot}from"./chunk-AQWX4RNB.js";import"./chunk-2XFYGT3H.js";import"./chunk-NV753KWU.js";import"./chunk-HNBHWFYW.js";import"./chunk-W2OUPF6K.js";import"./chunk-OP4ZFL23.js";import"./chunk-OOOL3IWC.js";import"./chunk-FBFYXQB3.js";import"./chunk-UTEOXNHA.js";import"./chunk-HAGT2H27.js";import"./chunk-KZLCB445.js";export{readSnapshot,recordedSerial,writeSnapshot};
