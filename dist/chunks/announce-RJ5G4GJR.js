import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{ISSUE_LABEL,announce}from"./chunk-JXIQBXKV.js";import"./chunk-F5K4YJGW.js";import"./chunk-M6YGZ66F.js";import"./chunk-WBERBD7Y.js";import"./chunk-AK3YAEQA.js";import"./chunk-SEHD462P.js";import"./chunk-ERJNI3FB.js";import"./chunk-QRH2POOB.js";import"./chunk-Q5ZPNKKI.js";import"./chunk-7NQHOBY5.js";import"./chunk-PNCOSTK7.js";import"./chunk-GMW72WJW.js";import"./chunk-DFDVVGYF.js";import"./chunk-U3YSPF2E.js";import"./chunk-TJJIT3XT.js";import"./chunk-OP4ZFL23.js";import"./chunk-U56SARUL.js";import"./chunk-U5IGRIGM.js";import"./chunk-E7HIA2R5.js";import"./chunk-HAGT2H27.js";import"./chunk-KZLCB445.js";export{ISSUE_LABEL,announce};
