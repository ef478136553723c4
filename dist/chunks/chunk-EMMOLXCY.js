import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{snapshotDigest}from"./chunk-I4G346G2.js";function emptyState(of){return{...of,serial:0,released:null,reviewed:null,pending:[],resources:new Map,ids:[],ledger:[]}}function nextState(base,draft,entry){let{serial,ledger}=base;return snapshotDigest({...draft,serial,ledger})===snapshotDigest(base)?base:{...draft,serial:serial+1,ledger:[...ledger,{...entry,serial:serial+1}]}}export{emptyState,nextState};
