import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{existsSync}from"node:fs";async function readApplied(file){if(!existsSync(file))return null;let{readSnapshot}=await import("./file-S6VHW5DL.js");return readSnapshot(file)}async function hasLeftover(file){let{workingPath}=await import("./working-file-BYUU3XXV.js");return existsSync(workingPath(file))}async function withLeftover(file,base){if(!await hasLeftover(file))return base;let{recoverWorking}=await import("./working-3WPJ2LSN.js");return await recoverWorking(file,base)??base}export{readApplied,hasLeftover,withLeftover};
