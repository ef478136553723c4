import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{SENTENCE,frameLines,placeOf}from"./chunk-PNCOSTK7.js";import{markdownBlock,markdownCode,markdownSentence}from"./chunk-GMW72WJW.js";function switchesOff({fields}){return fields.some(({path,before,after})=>path==="active"&&before===!0&&after===!1)}function endsOrReplaces(change){return change.action==="archive"?change.cause==="removed":["replace","delete","forget"].includes(change.action)?!0:switchesOff(change)}function diagnosticEntry({severity,summary,detail,code,where,other},sources){let places=[where,other].filter(place=>place!==void 0),at=places.map(place=>` ${markdownCode(placeOf(place))}`).join(" and"),frames=places.map(place=>frameLines(sources.get(place.file)??"",place)),short=`**${severity}**: ${markdownSentence(summary,SENTENCE)}${at}

`,blocks=frames.filter(({length})=>length>0).map(frame=>`${markdownBlock(frame)}

`);return{short,full:`${short}${blocks.join("")}${markdownSentence(detail,SENTENCE)} (${markdownCode(code)})

`}}export{switchesOff,endsOrReplaces,diagnosticEntry};
