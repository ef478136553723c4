import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{safeLine}from"./chunk-GMW72WJW.js";function bugText(error){return(error instanceof Error?error.stack??error.message:"something was thrown that is no error").split(`
`).map(safeLine).join(`
`)}export{bugText};
