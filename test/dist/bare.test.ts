import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { copyOfDist, emptyFolder, root, runNode } from './dist.ts';

/** Prints, when the process ends, the native add-ons that it has loaded. */
const PROBE = `data:text/javascript,${encodeURIComponent(`
  process.on('exit', () => {
    process.report.excludeNetwork = true;
    const loaded = process.report.getReport().sharedObjects.filter((path) => path.endsWith('.node'));
    process.stderr.write('add-ons: ' + JSON.stringify(loaded));
  });`)}`;

const dist = copyOfDist();

/** An empty folder but for the sample catalog. */
function folderWithPlans(): string {
  const folder = emptyFolder();
  cpSync(join(root, 'plans'), join(folder, 'plans'), {
    recursive: true,
    filter: (path) => !path.endsWith('.sqlite'),
  });
  return folder;
}

/** The chunk that better-sqlite3 is in: the one that looks for the binaries. */
function sqliteChunk(): string {
  const chunks = readdirSync(join(dist, 'chunks')).map((name) => join(dist, 'chunks', name));
  const [chunk, ...others] = chunks.filter((path) => readFileSync(path, 'utf8').includes('"prebuilds"'));
  if (chunk === undefined || others.length > 0) throw new Error('expected better-sqlite3 in one chunk');
  return chunk;
}

describe('dist/ alone, without node_modules', () => {
  it('shows its help from any folder', () => {
    const { status, stdout, stderr } = runNode(emptyFolder(), [join(dist, 'cli.js'), '--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Usage: pricebook');
  });

  it('validates the sample catalog', () => {
    const { status, stderr } = runNode(folderWithPlans(), [join(dist, 'cli.js'), 'validate']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('runs from the committed folder as well', () => {
    const { status } = runNode(emptyFolder(), [join(root, 'dist/cli.js'), '--help']);
    expect(status).toBe(0);
  });

  it('starts with a line that a shell understands', () => {
    expect(readFileSync(join(dist, 'cli.js'), 'utf8').split('\n')[0]).toBe('#!/usr/bin/env node');
  });
});

describe('native add-ons', () => {
  it.each(['--help', 'validate'])('are not loaded by %s', (argument) => {
    const { status, stderr } = runNode(folderWithPlans(), [
      '--import',
      PROBE,
      join(dist, 'cli.js'),
      argument,
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'add-ons: []' });
  });

  it('are loaded from dist/prebuilds once a database is opened', () => {
    const chunk = pathToFileURL(sqliteChunk()).href;
    const open = `const { default: Sqlite } = await import('${chunk}'); new Sqlite(':memory:').close();`;
    const { status, stderr } = runNode(emptyFolder(), [
      '--import',
      PROBE,
      '--input-type=module',
      '--eval',
      open,
    ]);
    expect(status).toBe(0);
    expect(stderr).toContain(join(dist, 'prebuilds'));
  });
});
