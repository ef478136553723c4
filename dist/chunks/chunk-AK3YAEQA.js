import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{switchesOff}from"./chunk-ERJNI3FB.js";import{saleWords}from"./chunk-Q5ZPNKKI.js";import{SENTENCE,frameLines,placeOf}from"./chunk-PNCOSTK7.js";import{markdownBlock,markdownCode,markdownSentence}from"./chunk-GMW72WJW.js";import{isRemoval,kinds}from"./chunk-U3YSPF2E.js";function isSwitchedOff(change){return switchesOff(kinds.find(({name})=>name===change.kind)??{},change)}function endsOrReplaces(change){return"cause"in change?isRemoval(change):change.action==="replace"||change.action==="forget"||isSwitchedOff(change)}var losesKey=({fields})=>fields.some(({path,before})=>path==="lookup_key"&&before!==null);function takesAway(change){return endsOrReplaces(change)||losesKey(change)}function takenWord(change){return change.action==="replace"?"replaced":change.action==="delete"?"deleted":change.action==="detach"?"taken away":change.action==="forget"?"no longer managed":endsOrReplaces(change)?saleWords(change.kind).off:"with another lookup key"}function destructiveTitle(changes){let words=[...new Set(changes.map(takenWord))].sort().reverse().join(" or ");return`${words.charAt(0).toUpperCase()}${words.slice(1)}`}function diagnosticEntry({severity,summary,detail,code,where,other},sources){let places=[where,other].filter(place=>place!==void 0),at=places.map(place=>` ${markdownCode(placeOf(place))}`).join(" and"),frames=places.map(place=>frameLines(sources.get(place.file)??"",place)),short=`**${severity}**: ${markdownSentence(summary,SENTENCE)}${at}

`,blocks=frames.filter(({length})=>length>0).map(frame=>`${markdownBlock(frame)}

`);return{short,full:`${short}${blocks.join("")}${markdownSentence(detail,SENTENCE)} (${markdownCode(code)})

`}}export{isSwitchedOff,endsOrReplaces,diagnosticEntry,takesAway,takenWord,destructiveTitle};
