import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{existsSync}from"node:fs";async function readApplied(file){if(!existsSync(file))return null;let{readSnapshot}=await import("./file-KOQWFCMQ.js");return readSnapshot(file)}async function hasLeftover(file){let{workingPath}=await import("./working-file-BYUU3XXV.js");return existsSync(workingPath(file))}async function withLeftover(file,base){if(!await hasLeftover(file))return base;let{recoverWorking}=await import("./working-M533DLO4.js");return await recoverWorking(file,base)??base}export{readApplied,hasLeftover,withLeftover};
