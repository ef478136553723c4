import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{retiringOf}from"./chunk-OCKBFI7H.js";import{SnapshotError}from"./chunk-OH4KGXBX.js";import"./chunk-OP4ZFL23.js";import"./chunk-XSGBHUZG.js";import"./chunk-KZLCB445.js";function exportRecords(state){let retiring=state.ids.filter(({retireAt})=>retireAt!==null);return[...state.resources.values()].map(({key,id,spec})=>({key,id,lookupKey:typeof spec.lookup_key=="string"?spec.lookup_key:null,retiring:retiringOf(retiring,key).map(record=>({id:record.id,until:record.retireAt??""}))})).sort((a,b)=>a.key<b.key?-1:1)}var json=records=>`${JSON.stringify({formatVersion:1,records},null,2)}
`,ts=records=>["// Written by `pricebook export --format ts`. Changes are lost with the next export.\n",`export const pricebook = {
${records.map(({key,...rest})=>`  ${JSON.stringify(key)}: ${JSON.stringify(rest)},
`).join("")}} as const;
`,`export type PricebookKey = keyof typeof pricebook;
`].join(`
`),env=records=>{let named=new Map;for(let record of records){let name=`PRICEBOOK_${record.key.toUpperCase().replace(/[^A-Z0-9]/g,"_")}`,other=named.get(name);if(other!==void 0)throw unusable(`${other.key} and ${record.key} would both be ${name}`);if(!/^[\w.:/@+-]+$/.test(record.id))throw unusable(`the id of ${record.key} needs quotes`);named.set(name,record)}return[...named].map(([name,{id}])=>`${name}=${id}
`).join("")},unusable=summary=>new SnapshotError("export.name",`${summary} in a .env file`,"Export with `--format json` or `--format ts`, which hold any key and id."),FORMATS={json,ts,env};function formatExport(records,format){return FORMATS[format](records)}export{exportRecords,formatExport};
