#!/usr/bin/env node
import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;
var[major=0]=process.versions.node.split(".").map(Number);if(major<24)process.stderr.write(`pricebook needs Node 24, and this is ${process.versions.node}. In its repository "npx node dist/cli.js" runs the one that npm ci brought.
`),process.exitCode=1;else{let{program}=await import("./chunks/program-2XBNGI5U.js");process.exitCode=await program(process.argv)}
