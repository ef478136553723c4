import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
import{coupon,meter,price,product,promotionCode,taxRate}from"./chunk-XMFU4WZC.js";var kinds=[product,meter,price,taxRate,coupon,promotionCode],byName=new Map(kinds.map(kind=>[kind.name,kind]));function kindNamed(name){let kind=byName.get(name);if(kind===void 0)throw new Error(`unknown kind ${JSON.stringify(name)}`);return kind}export{kinds,kindNamed};
