import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
function item(symbol,subject,what){return{symbol,tone:"plain",subject,what,rows:[],notes:[],where:null}}function blockOf(block){return block.items.length===0?[]:[block]}export{item,blockOf};
