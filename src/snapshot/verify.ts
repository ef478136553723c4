import { existsSync } from 'node:fs';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { ResourceKey } from '../model/key.ts';
import type { AppliedState } from '../model/state.ts';
import { SnapshotError } from './error.ts';
import { readSnapshot } from './file.ts';
import { workingPath } from './working-file.ts';

/**
 * Everything about the snapshot in `file` that can be checked without Stripe; empty when all is in order. An error
 * is a snapshot that no command would read, a warning is content that does not fit together.
 */
export async function verifySnapshot(file: string): Promise<Diagnostic[]> {
  const unfinished = existsSync(workingPath(file))
    ? [finding('unfinished', `an apply that did not finish left ${workingPath(file)}`, RUN)]
    : [];
  try {
    const state = await readSnapshot(file);
    if (state !== null) return [...unfinished, ...contradictions(state)];
    return [
      ...unfinished,
      { ...finding('missing', `there is no snapshot ${file}`, CREATE), severity: 'error' },
    ];
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error;
    const { code, message: summary, detail } = error;
    return [...unfinished, { severity: 'error', code, summary, detail }];
  }
}

const RUN = 'Run `pricebook apply`: it goes on where that one stopped.';
const CREATE =
  'Check `--snapshot` and `--env`. The first apply writes it; `pricebook snapshot rebuild` restores it.';
const REBUILD =
  'The next apply may put it right. `pricebook snapshot rebuild` records anew what is in Stripe.';

const finding = (code: string, summary: string, detail = REBUILD): Diagnostic => ({
  severity: 'warning',
  code: `snapshot.${code}`,
  summary,
  detail,
});

function contradictions(state: AppliedState): Diagnostic[] {
  const resources = [...state.resources.values()];
  const present = state.ids.filter(({ until }) => until === null);
  const history = new Set(present.map(({ key, id }) => `${key} ${id}`));
  const newest = Math.max(0, ...state.ledger.map(({ serial }) => serial));
  return [
    ...resources
      .filter(({ key, id }) => !history.has(`${key} ${id}`))
      .map(({ key, id }) => finding('history', `${key} has the id ${id}, its history does not say so`)),
    ...shared(resources, ({ kind, id }) => `${kind} ${id}`).map((keys) =>
      finding('shared-id', `${keys.join(' and ')} have the same id`),
    ),
    ...shared(resources, ({ kind, spec }) => lookupKey(kind, spec.lookup_key)).map((keys) =>
      finding('shared-lookup-key', `${keys.join(' and ')} have the same lookup key`),
    ),
    ...shared(present, ({ key }) => key).map(([key]) =>
      finding('history', `${key} has several present ids in its history`),
    ),
    ...state.ids
      .filter(({ since, until, retireAt }) => [since, until, retireAt].some(isNoTime))
      .map(({ key, id }) => finding('time', `a time in the history of ${key}, ${id}, is none`)),
    ...state.ledger
      .filter(({ at }) => isNoTime(at))
      .map(({ serial }) => finding('time', `the time of serial ${serial} in the ledger is none`)),
    ...(isCommit(state.released) && state.reviewed !== null && !isCommit(state.reviewed)
      ? [finding('reviewed', `the commit that reviews were used up to, ${state.reviewed}, is none`)]
      : []),
    ...state.pending
      .filter(({ fields }) => !Object.values(fields).flat().every(isShortDigest))
      .map(({ key }) => finding('pending', `the pending change of ${key} holds no digests`)),
    ...(newest > state.serial
      ? [finding('serial', `the serial ${state.serial} is below the ledger's ${newest}`)]
      : []),
  ];
}

const lookupKey = (kind: string, value: unknown): string | undefined =>
  typeof value === 'string' ? `${kind} ${value}` : undefined;

const isNoTime = (time: string | null): boolean =>
  time !== null && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(time);

/** The name of a commit in git, by SHA-1 or SHA-256. */
const isCommit = (name: string | null): boolean =>
  name !== null && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(name);

const isShortDigest = (digest: string): boolean => /^[0-9a-f]{16}$/.test(digest);

/** The keys of items that share a name, for each name that several share. */
const shared = <Item extends { readonly key: ResourceKey }>(
  items: readonly Item[],
  nameOf: (item: Item) => string | undefined,
): ResourceKey[][] => {
  const named = new Map<string, ResourceKey[]>();
  for (const item of items) {
    const name = nameOf(item);
    if (name !== undefined) named.set(name, [...(named.get(name) ?? []), item.key]);
  }
  return [...named.values()].filter(({ length }) => length > 1);
};
