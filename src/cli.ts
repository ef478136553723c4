// Newer syntax and built-ins are behind this import, so that an older Node can still say what it lacks.
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(
    `pricebook needs Node 24, and this is ${process.versions.node}. In its repository "npx node dist/cli.js" runs the one that npm ci brought.\n`,
  );
  process.exitCode = 1;
} else {
  const { program } = await import('./cli/program.ts');
  process.exitCode = await program(process.argv);
}
