import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
var KEY_PREFIX="pricebook";export{KEY_PREFIX};
