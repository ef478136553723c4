import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
var HARMLESS=new Set(["creation","deletion","non_fast_forward","required_linear_history","required_signatures"]);async function isProtected(question){let{getOctokit}=await import("./github-PADF3LBS.js"),[owner="",repo=""]=question.repository.split("/"),{rest}=getOctokit(question.token,{baseUrl:question.apiUrl,request:{signal:question.signal},log:{debug(){},info(){},warn(){},error(){}}}),where={owner,repo,branch:question.branch};try{return(await rest.repos.getBranch(where)).data.protected?!0:(await rest.repos.getBranchRules({...where,per_page:100})).data.some(({type})=>!HARMLESS.has(type))}catch{return null}}export{isProtected};
