import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{mayRefuse,readRules}from"./chunk-G5CRY3OY.js";import{GithubFailure}from"./chunk-U56SARUL.js";async function isProtected(repository,branch){let{octokit,at}=repository;try{let{data}=await octokit.rest.repos.getBranch({...at,branch});return data.protection.enabled===!0?!0:(await readRules(repository,branch)).some(mayRefuse)}catch(error){if(error instanceof GithubFailure)return null;throw error}}export{isProtected};
