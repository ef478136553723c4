import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
var Fault=class extends Error{code;detail;constructor(code,summary,detail){super(summary),this.name="Fault",this.code=code,this.detail=detail}};function faultDiagnostic({code,message,detail}){return{severity:"error",code,summary:message,detail}}export{Fault,faultDiagnostic};
