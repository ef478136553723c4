import type { HealthFinding } from '../../model/health.ts';
import type { AppliedState } from '../../model/state.ts';
import { verifyAccount } from '../../stripe/account.ts';
import type { Reader } from '../../stripe/client.ts';
import type { StripeKey } from '../../stripe/key.ts';
import { openReader } from '../connect.ts';
import type { Io } from '../io.ts';
import { kindsInUse, readStripe } from '../make-plan.ts';
import type { Run } from '../run.ts';
import type { Settings, Workspace } from '../workspace.ts';
import { attempt } from './attempt.ts';
import { checkExcess } from './excess.ts';
import { isSecretKey } from './key.ts';
import { checkReads } from './reads.ts';
import { checkRecordedObjects } from './recorded-objects.ts';
import { checkWrites } from './writes.ts';

/** What is known of the user's side when Stripe is asked. */
export interface Known {
  readonly key: StripeKey;
  readonly settings: Settings;
  /** null where the manifests are not valid. */
  readonly workspace: Workspace | null;
  /** null where there is no snapshot, or none that can be read. */
  readonly applied: AppliedState | null;
}

async function permissions(client: Reader, known: Known): Promise<readonly HealthFinding[]> {
  const { key, workspace, applied } = known;
  const kinds = kindsInUse({ desired: workspace?.desired ?? [], applied });
  const { findings, value } = await attempt('key-reads', () => checkReads(client, kinds));
  const reads = [...findings, ...(value ?? [])];
  return isSecretKey(key) ? reads : [...reads, checkWrites(kinds), await checkExcess(client)];
}

async function record(client: Reader, account: string, known: Known): Promise<readonly HealthFinding[]> {
  const { applied, settings, workspace } = known;
  if (applied === null) return [];
  const desired = workspace?.desired ?? [];
  const limits = settings.config.guards;
  const { findings, value } = await attempt('recorded-objects', async () =>
    checkRecordedObjects(applied, await readStripe(client, account, { desired: [], applied }), {
      desired,
      limits,
    }),
  );
  return value === null ? findings : [value];
}

/** What Stripe says of the key and of what is recorded. Mode and account come first: another account is not looked at. */
export async function examineStripe(known: Known, io: Io, run: Run): Promise<readonly HealthFinding[]> {
  const { key, settings, applied } = known;
  const { environment, config } = settings;
  const opened = await attempt('account', async () => {
    const client = openReader(io, key, config);
    run.stats = client.stats;
    return { client, account: await verifyAccount(client, environment, applied) };
  });
  if (opened.value === null) return opened.findings;
  const { client, account } = opened.value;
  run.account = account;
  const summary = `the key is of ${account}, in the mode of the environment ${environment.name}`;
  return [
    { check: 'account', status: 'ok', summary },
    ...(await permissions(client, known)),
    ...(await record(client, account, known)),
  ];
}
