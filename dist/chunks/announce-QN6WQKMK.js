import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{ISSUE_LABEL,announce}from"./chunk-E6IL66ZJ.js";import"./chunk-6WT5MZEN.js";import"./chunk-F6UJV2HT.js";import"./chunk-WBERBD7Y.js";import"./chunk-J5E2NM4S.js";import"./chunk-O4YHY3CA.js";import"./chunk-ERJNI3FB.js";import"./chunk-ACSQUGCB.js";import"./chunk-3BDXDW54.js";import"./chunk-7NQHOBY5.js";import"./chunk-PNCOSTK7.js";import"./chunk-GMW72WJW.js";import"./chunk-DFDVVGYF.js";import"./chunk-OMDEFGM6.js";import"./chunk-TJJIT3XT.js";import"./chunk-OP4ZFL23.js";import"./chunk-U56SARUL.js";import"./chunk-U5IGRIGM.js";import"./chunk-E7HIA2R5.js";import"./chunk-HAGT2H27.js";import"./chunk-KZLCB445.js";export{ISSUE_LABEL,announce};
