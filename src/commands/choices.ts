import { NO_CHOICES, type Choices } from '../diff/input.ts';
import type { Config } from '../model/config.ts';
import { Fault } from '../model/fault.ts';
import { isKey, type ResourceKey } from '../model/key.ts';
import type { PlanOptions } from './io.ts';

function keyIn(option: string, text: string): ResourceKey {
  if (isKey(text)) return text;
  throw new Fault(
    'options.bad-key',
    `${option} names ${JSON.stringify(text)}, which is no key`,
    'Keys look like product/pro or price/pro/monthly; the plan prints them.',
  );
}

function preference(text: string): readonly [ResourceKey, 'manifest' | 'stripe'] {
  const [side = '', key = ''] = text.split(/:(.*)/s);
  if (side !== 'manifest' && side !== 'stripe') {
    throw new Fault(
      'options.bad-prefer',
      `--prefer ${JSON.stringify(text)} names no side`,
      'Write --prefer manifest:KEY or --prefer stripe:KEY.',
    );
  }
  return [keyIn('--prefer', key), side];
}

function allowance(text: string): string {
  const [, key] = text.split(/:(.*)/s);
  keyIn('--allow', key ?? text);
  return text;
}

/** What the user settled, checked: a mistyped key is an error, not a choice that never applies. */
export function choicesOf(config: Config, options: PlanOptions): Choices {
  const { revertDrift } = options;
  return {
    ...NO_CHOICES,
    ignore: config.ignore,
    prefer: new Map(options.prefer.map(preference)),
    revert: revertDrift === true ? 'all' : new Set(revertDrift.map((key) => keyIn('--revert-drift', key))),
    allow: new Set(options.allow.map(allowance)),
  };
}

/**
 * Refuses choices about keys that nobody knows: a slip of the keyboard would look like a choice that was made.
 *
 * @param known the keys of manifests, snapshot and plan.
 */
export function checkKeys({ allow, prefer, revert }: Choices, known: ReadonlySet<string>): void {
  const named = [
    ...[...allow].map((text) => ['--allow', text.slice(text.indexOf(':') + 1)] as const),
    ...[...prefer.keys()].map((key) => ['--prefer', key] as const),
    ...(typeof revert === 'string' ? [] : [...revert].map((key) => ['--revert-drift', key] as const)),
  ];
  const unknown = named.find(([, key]) => !known.has(key));
  if (unknown === undefined) return;
  throw new Fault(
    'options.unknown-key',
    `${unknown[0]} names ${JSON.stringify(unknown[1])}, which neither a manifest nor the snapshot has`,
    'Correct it: the plan prints every key.',
  );
}
