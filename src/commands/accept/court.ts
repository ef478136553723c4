import { NO_CHOICES } from '../../diff/input.ts';
import { manifestKinds } from '../../kinds/manifests.ts';
import { acceptDrift } from '../../manifest/accept.ts';
import type { Environment } from '../../model/config.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { SourceFile } from '../../model/source.ts';
import type { AppliedState, LiveState } from '../../model/state.ts';
import { environmentsOf } from '../environment.ts';
import { planFrom } from '../make-plan.ts';
import { InvalidInput, plansOf, type Workspace } from '../workspace.ts';
import type { Court, Verdict } from './settle.ts';

/** One reading of Stripe, and of the snapshot. */
export interface Sides {
  readonly applied: AppliedState;
  readonly live: LiveState;
}

const isError = ({ severity }: Diagnostic): boolean => severity === 'error';

/** What manifests say in one environment, or in all; nothing where they are not valid. */
interface Read {
  readonly errors: readonly Diagnostic[];
  readonly desired: Workspace['desired'] | null;
}

/** Rewrites manifests, and judges them by the plan that they make with the same reading of Stripe. */
export function courtOf(
  { config, environment }: Workspace,
  files: readonly SourceFile[],
  { sides, now }: { readonly sides: Sides; readonly now: Date },
): Court {
  const planned = (given: readonly SourceFile[], where: Environment | null): Read => {
    try {
      const read = { config, diagnostics: [], sources: new Map() };
      return { errors: [], desired: plansOf({ files: given, diagnostics: [] }, read, where).desired };
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      return { errors: error.diagnostics.filter(isError), desired: null };
    }
  };
  const options = {
    kinds: manifestKinds,
    environment: environment.name,
    environments: [...new Set([...environmentsOf(config).map(({ name }) => name), environment.name])],
    defaultCurrency: config.defaultCurrency,
  };
  return {
    files,
    rewrite: (moved) => acceptDrift(files, moved, options),
    judge(given): Verdict {
      // What is right in this environment may be wrong in another, such as a default price that is not there.
      const everywhere = planned(given, null);
      const { errors, desired } = planned(given, environment);
      if (desired === null) return { errors: [...everywhere.errors, ...errors], plan: null };
      const choices = { ...NO_CHOICES, ignore: config.ignore };
      const plan = planFrom({ config, desired, diagnostics: [] }, sides, { choices, now });
      return { errors: [...everywhere.errors, ...plan.diagnostics.filter(isError)], plan };
    },
  };
}
