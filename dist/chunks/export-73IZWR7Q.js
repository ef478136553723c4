import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{openSnapshot}from"./chunk-ASL2JSAV.js";import"./chunk-7SKWIVF7.js";import"./chunk-OODPN644.js";import{EXIT,resultJson}from"./chunk-ST2OLQYY.js";import"./chunk-OP4ZFL23.js";import"./chunk-U5IGRIGM.js";import"./chunk-HIXRQQQ6.js";import"./chunk-HAGT2H27.js";import"./chunk-KZLCB445.js";async function exportIds(options,_io,run){let{state}=await openSnapshot(options,run),{exportRecords,formatExport}=await import("./export-4QK2GWXO.js"),records=exportRecords(state),json=resultJson(run.facts(),{records:records.map(record=>({...record}))});return{exit:EXIT.done,text:formatExport(records,options.format).trimEnd(),json}}export{exportIds};
