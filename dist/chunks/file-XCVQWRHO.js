import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{readSnapshot,recordedSerial,writeSnapshot}from"./chunk-5UFS5ENB.js";import"./chunk-PQJ7XFM4.js";import"./chunk-GUUJMAC7.js";import"./chunk-WVZ46TE3.js";import"./chunk-GFZQ3UNV.js";import"./chunk-OOOL3IWC.js";import"./chunk-OH4KGXBX.js";import"./chunk-OP4ZFL23.js";import"./chunk-HIXRQQQ6.js";import"./chunk-XSGBHUZG.js";import"./chunk-KZLCB445.js";export{readSnapshot,recordedSerial,writeSnapshot};
