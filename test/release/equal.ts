import { kindNamed } from '../../src/kinds/registry.ts';
import { decodeSnapshot } from '../../src/snapshot/decode.ts';
import { todo } from '../engine/laws/lab.ts';
import { accountIn, type Account } from '../engine/laws/account.ts';
import { filesAt } from '../github/history.ts';
import type { AppliedState } from '../../src/model/state.ts';
import type { Shop } from './real-git.ts';

/** Where the shop's snapshot is. */
export const snapshotPath = ({ mode }: Pick<Shop, 'mode'>): string => `plans/snapshot.${mode}.sqlite`;

/** The snapshot's bytes at a commit or branch; null where there is none. */
export function snapshotBytes({ repo, mode }: Pick<Shop, 'repo' | 'mode'>, ref = repo.tip()): Buffer | null {
  const file = filesAt(repo.state.objects, repo.state.branches.get(ref) ?? ref).get(snapshotPath({ mode }));
  return file === undefined ? null : (repo.state.objects.blobs.get(file.id) ?? null);
}

/** What the snapshot of the default branch says. */
export async function recorded(shop: Pick<Shop, 'repo' | 'mode'>, ref?: string): Promise<AppliedState> {
  const bytes = snapshotBytes(shop, ref);
  if (bytes === null) throw new Error('There is no snapshot.');
  return decodeSnapshot(snapshotPath(shop), bytes);
}

/** What Stripe holds. */
export const account = ({ emulator, mode }: Pick<Shop, 'emulator' | 'mode'>): Account =>
  accountIn(emulator.state(), mode);

/** The recorded ids of what is on sale, or available, and has metadata: else it has no key in Stripe. */
const onSaleIn = ({ resources }: AppliedState): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...resources.values()]
      .filter(({ kind, spec }) => kindNamed(kind).hasMarker && spec.active !== false)
      .map(({ key, id }) => [key, id]),
  );

const differing = (
  left: Readonly<Record<string, string>>,
  right: Readonly<Record<string, string>>,
): readonly string[] =>
  [...new Set([...Object.keys(left), ...Object.keys(right)])]
    .filter((key) => left[key] !== right[key])
    .map((key) => `${key} is ${right[key] ?? 'not on sale'} in Stripe, and ${left[key] ?? 'not'} recorded`);

/**
 * How the account, the snapshot in git and the manifests at the tip of the default branch differ, in a line each; none
 * where the release is over. The manifests are compared by a fresh plan, the snapshot with Stripe's own rows.
 */
export async function differences(shop: Shop): Promise<readonly string[]> {
  const planned = await shop.plan();
  if (planned.plan === undefined) return [`there is no plan: ${planned.log}`];
  const { plan } = planned;
  const { faults, onSale } = account(shop);
  const state = await recorded(shop);
  const beneath = filesAt(shop.repo.state.objects, state.released ?? '');
  const unreleased = [...filesAt(shop.repo.state.objects, shop.repo.tip())]
    .filter(([path]) => /^plans\/.*\.ya?ml$/.test(path))
    .filter(([path, { id }]) => beneath.get(path)?.id !== id);
  return [
    ...todo(plan).map((line) => `the manifests ask for: ${line}`),
    ...plan.drift.map(({ key }) => `${key} has drifted`),
    ...plan.conflicts.map(({ key }) => `${key} is in conflict`),
    ...plan.orphans.map((orphan) => `an orphan: ${JSON.stringify(orphan)}`),
    ...faults,
    ...differing(onSaleIn(state), onSale),
    ...unreleased.map(([path]) => `${path} does not count as released`),
  ];
}
