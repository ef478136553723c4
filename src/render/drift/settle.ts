import type { DriftCheck } from '../../model/drift.ts';
import { markdownPhrase, say, type Phrase } from '../phrase.ts';

const line = (phrase: Phrase): string => `- ${markdownPhrase(phrase)}\n`;

/** How to settle what a check found, either way. */
export function settleText({ moved, conflicts, pending }: DriftCheck, environment: string): string {
  const [first] = moved;
  const env = `--env ${environment}`;
  const also =
    pending.length === 0
      ? []
      : say` An apply releases what is merged as well; ${'on-drift: revert'} does not.`;
  const lines = [
    ...(first === undefined
      ? []
      : [
          say`**Put it back**: ${`pricebook apply ${env} --revert-drift ${first.key}`}, for one object or several; or the drift workflow with ${'on-drift: revert'}.${also} Critical fields are put back where an object is named, or the environment says ${'revert: all'}.`,
          say`**Keep it**: write what Stripe has into the manifest; the drift workflow with ${'on-drift: accept'} opens a pull request that does.`,
          say`**Leave the field alone** from now on: name it under ${'ignore'} in the configuration.`,
        ]),
    ...(conflicts.length === 0
      ? []
      : [
          say`**Settle a conflict**: ${`pricebook apply ${env}`} with ${'--prefer manifest:KEY'} or ${'--prefer stripe:KEY'}, or write what Stripe has into the manifest.`,
        ]),
  ];
  return lines.length === 0 ? '' : `### What to do\n\n${lines.map(line).join('')}\n`;
}
