import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{retiringOf}from"./chunk-CSVFZVW5.js";import"./chunk-OP4ZFL23.js";import{SnapshotError}from"./chunk-FBFYXQB3.js";import"./chunk-HAGT2H27.js";import"./chunk-KZLCB445.js";function exportRecords(state){let retiring=state.ids.filter(({retireAt})=>retireAt!==null);return[...state.resources.values()].map(({key,id,spec})=>({key,id,lookupKey:typeof spec.lookup_key=="string"?spec.lookup_key:null,retiring:retiringOf(retiring,key).map(record=>({id:record.id,until:record.retireAt??""}))})).sort((a,b)=>a.key<b.key?-1:1)}var json=records=>`${JSON.stringify({formatVersion:1,records},null,2)}
`,ts=records=>["// Written by `pricebook export --format ts`. Changes are lost with the next export.\n",`export const pricebook = {
${records.map(({key,...rest})=>`  ${JSON.stringify(key)}: ${JSON.stringify(rest)},
`).join("")}} as const;
`,`export type PricebookKey = keyof typeof pricebook;
`].join(`
`),variables=({key,id,lookupKey,retiring})=>{let name=`PRICEBOOK_${key.toUpperCase().replace(/[^A-Z0-9]/g,"_")}`,ids=retiring.map(former=>former.id).join(",");return[[name,id],...lookupKey===null?[]:[[`${name}_LOOKUP_KEY`,lookupKey]],...ids===""?[]:[[`${name}_RETIRING`,ids]]]},env=records=>{let owners=new Map,line=(key,name,value)=>{let other=owners.get(name);if(other!==void 0)throw unusable(`${other} and ${key} would both be ${name}`);if(!/^[\w.:/@+,-]+$/.test(value))throw unusable(`${JSON.stringify(value)} of ${key} needs quotes`);return owners.set(name,key),`${name}=${value}
`};return records.flatMap(record=>variables(record).map(([name,value])=>line(record.key,name,value))).join("")},unusable=summary=>new SnapshotError("export.name",`${summary} in a .env file`,"Export with `--format json` or `--format ts`, which hold any key and id."),FORMATS={json,ts,env};function formatExport(records,format){return FORMATS[format](records)}export{exportRecords,formatExport};
