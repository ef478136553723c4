import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { lazyUndici } from './lazy-undici.ts';
import { licensesOf } from './licenses.ts';

/** What `dist/` must hold. */
export interface Bundle {
  /** Every file by its path below `dist/`, with forward slashes. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What went where; paths relative to the repository. */
  readonly metafile: Metafile;
}

/**
 * Gives the CommonJS packages inside an ES module the two names they expect. better-sqlite3 looks for its binaries
 * in `../prebuilds` beside the file it is in, and that is a chunk: hence `chunks/` and `prebuilds/` are siblings.
 */
const BANNER = `import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __dirname = import.meta.dirname;`;

/** Makes `dist/cli.js` a command of its own. */
const SHEBANG = '#!/usr/bin/env node\n';

const PREBUILDS = 'node_modules/better-sqlite3/prebuilds';

/**
 * The content of `dist/` for the sources in `root`, a repository with its packages installed. The same sources and
 * lock file give the same bytes on every machine and at every path.
 */
export async function bundle(root: string): Promise<Bundle> {
  const outdir = join(root, 'dist');
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/action.ts', 'src/cli.ts'],
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    entryNames: '[name]',
    chunkNames: 'chunks/[name]-[hash]',
    plugins: [lazyUndici],
    banner: { js: BANNER },
    // The names of functions and classes stay: they are in stack traces and in `error.name`.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  const files = new Map<string, Uint8Array>();
  for (const { path, contents } of outputFiles) {
    const name = relative(outdir, path).split(sep).join('/');
    files.set(name, name === 'cli.js' ? Buffer.concat([Buffer.from(SHEBANG), contents]) : contents);
  }
  for (const file of readdirSync(join(root, PREBUILDS)).toSorted())
    files.set(`prebuilds/${basename(file)}`, readFileSync(join(root, PREBUILDS, file)));
  files.set('licenses.txt', Buffer.from(licensesOf(root, Object.keys(metafile.inputs))));
  return { files, metafile };
}
