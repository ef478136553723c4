import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{openForValidation}from"./chunk-LPGOBQLC.js";import{EXIT,resultJson}from"./chunk-623HOEPA.js";import{renderDiagnostics}from"./chunk-PNCOSTK7.js";import"./chunk-GMW72WJW.js";import"./chunk-DFDVVGYF.js";import"./chunk-U3YSPF2E.js";import"./chunk-OP4ZFL23.js";import"./chunk-U5IGRIGM.js";import"./chunk-E7HIA2R5.js";import"./chunk-HAGT2H27.js";import"./chunk-KZLCB445.js";async function validate(options,io,run){run.offline=!0;let{environment,desired,diagnostics,sources}=await openForValidation(options);run.environment=environment?.name??null,run.diagnostics=diagnostics,run.sources=sources;let good=`${sources.size} ${sources.size===1?"file is":"files are"} valid: ${desired.length} objects.`,warnings=diagnostics.length===0?"":`${renderDiagnostics(diagnostics,sources,{colour:io.colour})}

`;return{exit:EXIT.done,text:`${warnings}${good}`,json:resultJson(run.facts(),{objects:desired.length})}}export{validate};
