/**
 * `npm run build` writes `dist/`, which the action and the command line run from.
 * `npm run build -- --check` writes nothing and names every file of `dist/` that is not what the sources give.
 */
import { bundle } from './bundle.ts';
import { differences, writeFolder } from './folder.ts';

const root = `${import.meta.dirname}/..`;
const { files } = await bundle(root);

if (process.argv.includes('--check')) {
  const found = differences(`${root}/dist`, files);
  for (const difference of found) console.error(`dist/${difference}`);
  if (found.length > 0) {
    console.error('dist/ is not what the sources give: run `npm run build` and commit it.');
    process.exitCode = 1;
  } else {
    console.log(`dist/ is current: ${files.size} files`);
  }
} else {
  writeFolder(`${root}/dist`, files);
  console.log(`dist/ written: ${files.size} files`);
}
