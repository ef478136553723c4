import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
function dependencyOrder(nodes,requires){let known=new Set(nodes),done=new Set,path=new Set,visit=node=>{if(!done.has(node)){if(path.has(node))throw new Error(`requirements form a circle: ${[...path,node].join(" \u2192 ")}`);path.add(node);for(let required of requires(node))known.has(required)&&visit(required);path.delete(node),done.add(node)}};return nodes.forEach(visit),[...done]}export{dependencyOrder};
