import { byText, isList, isRecord } from '../../lib/json.ts';
import type { Draft } from '../draft.ts';
import type { Fields } from '../fields.ts';

/** When a subscription ends that a customer cancels, where nothing says it. */
export const AT_END = 'at_period_end';

/** How customers may cancel, into the draft: `false`, `true`, or a map. */
export function readCancel(fields: Fields, to: Draft): void {
  const value = fields.get('cancel');
  if (value === undefined) return;
  const below = fields.below('cancel');
  const mode = below.text('mode') ?? AT_END;
  to.put('cancel.mode', value === false ? null : mode, below.place('mode') ?? fields.place('cancel'));
  if (!isRecord(value)) return;
  const reasons = below.get('reasons');
  if (isList(reasons)) to.put('cancel.reasons', [...reasons].sort(byText), below.place('reasons'));
  const proration = below.text('proration');
  if (proration === undefined) return;
  to.put('cancel.proration', proration === 'none' ? null : proration, below.place('proration'));
  if (proration !== 'none' && mode === AT_END)
    below.report('proration', {
      code: 'manifest.cannot-combine',
      summary: `\`proration: ${proration}\` cannot stand beside \`mode: ${AT_END}\``,
      detail:
        'At the end of a period nothing is left to give back. Remove the line, or write `mode: immediately`.',
    });
}
