import type { Diagnostic } from '../model/diagnostic.ts';
import type { Plan } from '../model/plan.ts';

/** What is still to do after everything was done, an error for each change that names its fields; none is good. */
export function unconverged(left: Plan): readonly Diagnostic[] {
  return left.changes.map(({ key, action, fields, where }) => {
    const paths = fields.map(({ path }) => path).join(', ');
    return {
      severity: 'error',
      code: 'apply.not-converged',
      summary: `${key} was applied, and Stripe still asks for: ${action}${paths === '' ? '' : ` (${paths})`}`,
      detail:
        'Someone changed it at the same moment, or Stripe did not keep what was sent. Run the plan again and compare.',
      ...(where === null ? {} : { where }),
    };
  });
}
