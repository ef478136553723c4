import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
function keyOf(kind,...codes){return`${kind}/${codes.join("/")}`}function kindOf(key){return key.slice(0,key.indexOf("/"))}function isKey(text){return/^[a-z_]+\/[^/]+(\/[^/]+)?$/.test(text)}function codesOf(key){return key.slice(key.indexOf("/")+1)}export{keyOf,kindOf,isKey,codesOf};
