import type { Edge } from './edges.ts';

const LAYERS: Readonly<Record<string, number>> = {
  lib: 0,
  model: 1,
  kinds: 2,
  manifest: 3,
  diff: 3,
  plan: 3,
  render: 3,
  stripe: 4,
  snapshot: 4,
  workspace: 4,
  github: 4,
  commands: 5,
  action: 6,
  cli: 6,
};

const SCHEMA = /^\.\.\/schemas\/[a-z_.]+\.json$/;
const VERSION = /^\.\.\/package\.json$/;

/** What may be imported from outside `src`, and by whom. */
const OUTSIDE: Readonly<Record<string, RegExp>> = {
  kinds: SCHEMA,
  manifest: SCHEMA,
  commands: VERSION,
  action: VERSION,
  cli: VERSION,
};

/** The folder that a file's layer follows from; `cli.ts` belongs to `cli`. */
export const folderOf = (path: string): string => /^[^/.]+/.exec(path)?.[0] ?? path;

/** The layer of a file of `src`; undefined for the emulator, which stands beside them. */
export function layerOf(path: string): number | undefined {
  if (/^kinds\/[^/]+\/api\.ts$/.test(path)) return 4;
  const folder = folderOf(path);
  const layer = LAYERS[folder];
  if (layer === undefined && folder !== 'emulator') throw new Error(`src/${path} is in no layer`);
  return layer;
}

/** Why an import between files of `src`, or of a schema, may not be; undefined when it may. */
export function layerFault({ from, to }: Edge): string | undefined {
  const fault = (reason: string): string => `src/${from} imports ${to}: ${reason}`;
  if (to.startsWith('../')) return OUTSIDE[folderOf(from)]?.test(to) ? undefined : fault('it is outside src');
  const below = layerOf(to);
  const above = layerOf(from);
  if (folderOf(from) === folderOf(to) && below === above) return undefined;
  if (above === undefined) return below === 0 ? undefined : fault('the emulator imports only lib and itself');
  if (below === undefined)
    return folderOf(from) === 'cli' ? undefined : fault('only the command line imports the emulator');
  return below < above ? undefined : fault(`layer ${above} may not import layer ${below}`);
}
