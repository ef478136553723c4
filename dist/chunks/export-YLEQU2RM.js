import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{openSnapshot}from"./chunk-6FAJDO6P.js";import"./chunk-WM6QHNYD.js";import"./chunk-N4KB2UM3.js";import{EXIT,resultJson}from"./chunk-BQOEEMVU.js";import"./chunk-U5IGRIGM.js";import"./chunk-OP4ZFL23.js";import"./chunk-HIXRQQQ6.js";import"./chunk-XSGBHUZG.js";import"./chunk-KZLCB445.js";async function exportIds(options,_io,run){let{state}=await openSnapshot(options,run),{exportRecords,formatExport}=await import("./export-WNUSU6QV.js"),records=exportRecords(state),json=resultJson(run.facts(),{records:records.map(record=>({...record}))});return{exit:EXIT.done,text:formatExport(records,options.format).trimEnd(),json}}export{exportIds};
