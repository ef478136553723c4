import { objectsIn } from '../../kinds/objects.ts';
import { manifestKinds } from '../../kinds/manifests.ts';
import { kinds } from '../../kinds/registry.ts';
import { code } from '../../lib/wording.ts';
import { Fault } from '../../model/fault.ts';
import type { Imported } from '../../model/import.ts';
import type { LiveState } from '../../model/state.ts';
import { verifyAccount } from '../../stripe/account.ts';
import { readLive } from '../../stripe/read.ts';
import type { ReadManifests } from '../../workspace/read.ts';
import { keyOf, openReader } from '../connect.ts';
import type { Io } from '../io.ts';
import type { Run } from '../run.ts';
import { openSettings, plansOf, type Settings } from '../workspace.ts';
import { makeImport } from './make.ts';
import type { ImportOptions } from './options.ts';
import { manifestsThere, openExisting } from './there.ts';

/**
 * Reads an account and says which files its catalog would be: new ones, and lines for those that are there. Writes
 * nothing, neither here nor in Stripe. Of the kinds that a plan reads when they are used, those that the key may not read are
 * left out and listed.
 *
 * @throws {InvalidInput} where what is there is not valid, or would not be any more.
 */
export async function readImport(
  options: ImportOptions,
  { io, run }: { readonly io: Io; readonly run: Run },
): Promise<Imported> {
  const key = keyOf(io);
  run.livemode = key.livemode;
  const settings = await openSettings(options, key.livemode);
  const { config, environment } = settings;
  run.environment = environment.name;
  const read = await manifestsThere(options.plans);
  const before = await openExisting(options, settings, read);
  const client = openReader(io, key, config);
  run.stats = client.stats;
  const account = await verifyAccount(client, environment, before.applied);
  run.account = account;
  const live = await readLive(client, {
    account,
    kinds,
    ids: new Map(),
    hasBelow: (_kind, raw) =>
      options.product.length === 0 ? raw.active === true : options.product.includes(raw.id),
    isOptional: ({ reading }) => reading === 'when used',
    needsDetails: (raw) => raw.active === true,
  });
  checkIds(options, live);
  const imported = makeImport({ live, before, files: read.files, settings, options });
  checkResult(imported, { read, settings, run });
  return imported;
}

/** The ids that people named must be there: a typing mistake must not look like an empty account. */
function checkIds({ product }: ImportOptions, live: LiveState): void {
  const kind = manifestKinds[0]?.importer.root;
  if (kind === undefined) return;
  const objects = objectsIn(live);
  const missing = product.find((id) => objects.byId(kind, id) === undefined);
  if (missing === undefined) return;
  throw new Fault(
    'import.unknown-object',
    `Stripe has no ${kind.name} ${code(missing)} in this account and mode`,
    'Correct the id; the key decides which account and mode are read.',
  );
}

/** All files together must be as good as they were: what is written is read as the next plan will read it. */
function checkResult(
  { files }: Imported,
  { read, settings, run }: { readonly read: ReadManifests; readonly settings: Settings; readonly run: Run },
): void {
  const written = new Map(files.map(({ path, text }) => [path, text]));
  const kept = read.files.filter(({ path }) => !written.has(path));
  const after = { ...read, files: [...kept, ...[...written].map(([path, text]) => ({ path, text }))] };
  if (after.files.length === 0) return;
  plansOf(after, settings, null);
  const { diagnostics, sources } = plansOf(after, settings, settings.environment);
  run.diagnostics = diagnostics;
  run.sources = sources;
}
