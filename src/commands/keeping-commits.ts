import { equal } from '../lib/json.ts';
import type { AppliedState } from '../model/state.ts';
import type { ApplyContext } from '../stripe/apply/context.ts';

/** What stays as it was recorded, such as a value that is put back, keeps the commit that applied it. */
export function keepingCommits(
  record: ApplyContext['record'],
  { resources }: AppliedState,
): ApplyContext['record'] {
  return ({ resource, ...entry }) => {
    const before = resource === undefined ? undefined : resources.get(resource.key);
    const isSame = before !== undefined && equal(before.spec, resource?.spec);
    const commit = isSame ? { commit: before.commit } : {};
    record(resource === undefined ? entry : { ...entry, resource: { ...resource, ...commit } });
  };
}
