import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
function hasErrors(diagnostics){return diagnostics.some(diagnostic=>diagnostic.severity==="error")}export{hasErrors};
