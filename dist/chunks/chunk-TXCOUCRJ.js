import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
var BEGINNING="Record what was applied to Stripe (",recordHeadline=environment=>`${BEGINNING}${environment})`,isRecordHeadline=headline=>headline.startsWith(BEGINNING);export{recordHeadline,isRecordHeadline};
