import { fitsPattern } from '../lib/pattern.ts';
import type { LintRule } from '../model/config.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Desired } from '../model/state.ts';
import type { Expansion } from './duplicates.ts';

/** Which objects are looked at, and which warnings are not wanted. */
export interface LintScope {
  readonly here: (object: Desired) => boolean;
  readonly rules: readonly LintRule[];
}

/** What every kind finds in valid documents, without the warnings that the configuration silences. */
export function lint(expansions: readonly Expansion[], { here, rules }: LintScope): readonly Diagnostic[] {
  const kinds = new Set(expansions.map(({ kind }) => kind));
  const objectsOf = (some: readonly Expansion[]): readonly Desired[] =>
    some.flatMap(({ objects }) => objects).filter(here);
  const valid = expansions.filter((expansion) => expansion.valid);
  const all = objectsOf(valid);
  return [...kinds].flatMap((kind) => {
    const own = objectsOf(valid.filter((expansion) => expansion.kind === kind));
    return (kind.lint?.(own, all) ?? [])
      .filter(
        ({ key, diagnostic: { severity, code } }) =>
          severity === 'error' || !rules.some((rule) => silences(rule, key, code)),
      )
      .map(({ diagnostic }) => diagnostic);
  });
}

function silences(rule: LintRule, key: string, code: string): boolean {
  return rule.off.includes(code) && fitsPattern(rule.key, key);
}
