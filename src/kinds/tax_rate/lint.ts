import { suggest } from '../../lib/suggest.ts';
import { code } from '../../lib/wording.ts';
import type { Desired } from '../../model/state.ts';
import { finding, type Warning } from '../finding.ts';
import type { LintFinding } from '../manifest-kind.ts';
import { COUNTRIES, TAX_TYPES } from './known.ts';

/** Fields whose values come out of a list that grows: what is not in ours is a warning, since Stripe may know it. */
const LISTED = [
  { path: 'country', known: COUNTRIES, code: 'lint.unknown-country', what: 'a country of ISO 3166-1' },
  {
    path: 'tax_type',
    known: TAX_TYPES,
    code: 'lint.unknown-tax-type',
    what: 'a type of tax that Stripe lists',
  },
] as const;

/** Warnings about tax rates that are valid and probably not meant. */
export function lintTaxRates(objects: readonly Desired[]): readonly LintFinding[] {
  return objects.flatMap((object) =>
    LISTED.flatMap(({ path, known, what, ...rest }): LintFinding[] => {
      const value = object.spec[path];
      if (typeof value !== 'string' || known.has(value)) return [];
      const near = suggest(value, [...known]);
      const warning: Warning = {
        ...rest,
        path,
        summary: `${code(path)}: ${code(value)} is not ${what}`,
        detail: near === undefined ? 'Stripe may refuse it.' : `Did you mean ${code(near)}?`,
      };
      return [finding(object, warning)];
    }),
  );
}
