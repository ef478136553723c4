import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
var SECRETS=/((?:sk|rk|pk|sk_org)_(?:test|live)_|whsec_|github_pat_)[A-Za-z0-9_*]+|(gh[oprsu]_)[A-Za-z0-9_*.-]*[A-Za-z0-9_*]/g;function holdsSecret(text){return redact(text)!==text}function redact(text){return text.replace(SECRETS,"$1$2\u2026")}export{holdsSecret,redact};
