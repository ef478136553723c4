import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{markdownPhrase}from"./chunk-PNCOSTK7.js";import{markdownCode}from"./chunk-GMW72WJW.js";var bytesOf=text=>Buffer.byteLength(text,"utf8"),moreLine=left=>left===0?"":`
\u2026 and ${left} more.
`;function withinBudget({before,sections,after},budget){let left=budget-bytesOf(before)-bytesOf(after)-80,missing=0,parts=[];for(let{head,entries,tail}of sections){let frame=bytesOf(head)+bytesOf(tail)+80,taken=[];left-=frame;for(let{full,short}of entries){let text=bytesOf(full)<=left?full:short;if(bytesOf(text)>left)break;taken.push(text),left-=bytesOf(text)}taken.length===0?(left+=frame,missing+=entries.length):parts.push(head,...taken,moreLine(entries.length-taken.length),tail)}return`${before}${parts.join("")}${moreLine(missing)}${after}`}var SUMMARY_BUDGET=9e5,tableRow=cells=>`| ${cells.join(" | ")} |
`;function entryOf({symbol,subject,what,rows,notes,where},placed){let place=where===null?"":markdownCode(`${where.file}:${where.line}`),line=lines=>tableRow([markdownCode(symbol),markdownCode(subject),lines.join("<br>"),...placed?[place]:[]]),first=markdownPhrase(what);return{full:line([first,...rows.map(({label,text})=>`${markdownCode(label)}: ${markdownPhrase(text)}`),...notes.map(markdownPhrase)]),short:line([first])}}function blockSection({title,intro,items,fold}){let name=markdownPhrase(title),heading=fold?`<details><summary>${name} (${items.length})</summary>

`:`### ${name}

`,words=intro===null?"":`${markdownPhrase(intro)}

`,placed=items.some(({where})=>where!==null),columns=["","Object","What happens",...placed?["Written in"]:[]];return{head:`${heading}${words}${tableRow(columns)}${tableRow(columns.map(()=>"---"))}`,entries:items.map(entry=>entryOf(entry,placed)),tail:fold?`
</details>

`:`
`}}function markdownReport(report,{budget=SUMMARY_BUDGET}){let paragraph=text=>`${text}

`,before=[`## ${markdownPhrase(report.title)}`,`**${markdownPhrase(report.total)}**`,...report.intro.map(markdownPhrase)];return withinBudget({before:before.map(paragraph).join(""),sections:report.blocks.map(blockSection),after:report.after.map(phrase=>paragraph(markdownPhrase(phrase))).join("")},budget)}export{withinBudget,SUMMARY_BUDGET,markdownReport};
