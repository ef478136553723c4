import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{safeLine}from"./chunk-GMW72WJW.js";import{redact}from"./chunk-U5IGRIGM.js";function bugText(error){return(error instanceof Error?error.stack??error.message:"something was thrown that is no error").split(`
`).map(safeLine).join(`
`)}function levelOf(event){switch(event.event){case"start":return"info";case"request":return event.error===null?"info":"warning";case"change":return{done:"info",skipped:"warning",failed:"error"}[event.status];case"signal":return"warning";case"diagnostic":return event.severity;case"end":return event.failure===null?"info":"error"}}var UNSEEN=/[\p{Cc}\p{Cf}\u2028\u2029]/gu,escaped=character=>Array.from({length:character.length},(_,index)=>character.charCodeAt(index)).map(unit=>`\\u${unit.toString(16).padStart(4,"0")}`).join("");function logLine(event,time){let text=JSON.stringify({time:time.toISOString(),level:levelOf(event),...event});return redact(text).replace(UNSEEN,escaped).replace(/##(?=\[)/g,"#\\u0023")}export{bugText,logLine};
