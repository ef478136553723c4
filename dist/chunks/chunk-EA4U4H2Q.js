import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{GithubFailure}from"./chunk-ZAPJGJYN.js";var HARMLESS=new Set(["creation","deletion","non_fast_forward","required_linear_history","required_signatures"]);async function isProtected({octokit,at},branch){let{repos}=octokit.rest;try{let{data}=await repos.getBranch({...at,branch});return data.protected?!0:(await octokit.paginate(repos.getBranchRules,{...at,branch,per_page:100})).some(({type})=>!HARMLESS.has(type))}catch(error){if(error instanceof GithubFailure)return null;throw error}}export{isProtected};
