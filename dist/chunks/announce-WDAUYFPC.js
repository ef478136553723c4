import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{ISSUE_LABEL,announce}from"./chunk-ASWZPVO7.js";import"./chunk-GLHHMLKJ.js";import"./chunk-2G7ZQJQM.js";import"./chunk-WBERBD7Y.js";import"./chunk-3LSYBQRC.js";import"./chunk-IDQGIZ2G.js";import"./chunk-IMA22OF6.js";import"./chunk-7NQHOBY5.js";import"./chunk-FVV3S4EG.js";import"./chunk-PNCOSTK7.js";import"./chunk-GMW72WJW.js";import"./chunk-XMFU4WZC.js";import"./chunk-I7NQ6BK5.js";import"./chunk-W2OUPF6K.js";import"./chunk-OP4ZFL23.js";import"./chunk-U56SARUL.js";import"./chunk-U5IGRIGM.js";import"./chunk-UTEOXNHA.js";import"./chunk-HAGT2H27.js";import"./chunk-KZLCB445.js";export{ISSUE_LABEL,announce};
