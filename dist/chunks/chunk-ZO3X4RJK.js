import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
var DEFAULT_ACTION={repository:"OWNER/pricebook",ref:"v0"},SNAPSHOT_BRANCH="pricebook",WRITE_SECRET="STRIPE_WRITE_KEY",TEST={name:"test",readSecret:"STRIPE_READ_KEY"},LIVE={name:"live",readSecret:"STRIPE_READ_KEY_LIVE"};function targetsOf(live){return live==="with live"?[TEST,LIVE]:[TEST]}var githubEnvironment=({name})=>`stripe-${name}`,schemaUrl=({action:{repository,ref}},name)=>`https://raw.githubusercontent.com/${repository}/${ref}/schemas/${name}.schema.json`;export{DEFAULT_ACTION,SNAPSHOT_BRANCH,WRITE_SECRET,targetsOf,githubEnvironment,schemaUrl};
