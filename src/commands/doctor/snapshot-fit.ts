import type { HealthFinding } from '../../model/health.ts';
import type { AppliedState } from '../../model/state.ts';
import { checkCatalog } from '../session.ts';
import type { Settings } from '../workspace.ts';
import { attempt } from './attempt.ts';

const check = 'snapshot-fit';

const modeOf = (livemode: boolean): string => `${livemode ? 'live' : 'test'} mode`;

/** Whether the snapshot is of the catalog, the account and the mode that the configuration says. */
export async function checkSnapshotFit(
  settings: Settings,
  applied: AppliedState,
): Promise<readonly HealthFinding[]> {
  const { environment, snapshotFile } = settings;
  const { account, livemode, catalog } = applied;
  const { findings } = await attempt(check, () => checkCatalog(settings, applied));
  const others = [
    ...(livemode === environment.livemode ? [] : [[modeOf(livemode), modeOf(environment.livemode)]]),
    ...(environment.account === null || account === environment.account
      ? []
      : [[account, environment.account]]),
  ].map(
    ([recorded, configured]): HealthFinding => ({
      check,
      status: 'error',
      summary: `${snapshotFile} records ${recorded}, and the environment ${environment.name} is ${configured}`,
      fix: 'Mend the configuration if it is wrong, or name the right snapshot with --snapshot: each environment has its own.',
    }),
  );
  const all = [...findings, ...others];
  const summary = `the snapshot is of the catalog ${catalog}, ${account}, ${modeOf(livemode)}, as configured`;
  return all.length > 0 ? all : [{ check, status: 'ok', summary }];
}
