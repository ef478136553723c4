import { manifestKinds } from '../../src/kinds/manifests.ts';
import { loadManifests, type Loaded, type LoadOptions } from '../../src/manifest/load.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Desired } from '../../src/model/state.ts';

const OPTIONS: LoadOptions = {
  kinds: manifestKinds,
  environment: null,
  defaultCurrency: null,
  lintRules: [],
};

/** Loads manifests by path, with what differs from an ordinary run. */
export function load(files: Readonly<Record<string, string>>, options: Partial<LoadOptions> = {}): Loaded {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  return loadManifests(sources, { ...OPTIONS, ...options });
}

/** The objects of one valid file. */
export function objectsOf(text: string, options: Partial<LoadOptions> = {}): readonly Desired[] {
  const { desired, diagnostics } = load({ 'plans/a.yaml': text }, options);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(line).join('\n'));
  return desired;
}

/** The object of one key in a valid file. */
export function objectOf(text: string, key: string, options: Partial<LoadOptions> = {}): Desired {
  const found = objectsOf(text, options).find((object) => object.key === key);
  if (found === undefined) throw new Error(`no ${key}`);
  return found;
}

/** A diagnostic as one line: `plans/a.yaml:3:1 manifest.unknown-field a plan has no field …`. */
export function line({ where, code, summary }: Diagnostic): string {
  return `${where?.file}:${where?.line}:${where?.column} ${code} ${summary}`;
}

/** A plan with one price whose fields are `price`, two spaces in. */
export function planWith(price: string): string {
  const fields = price
    .trim()
    .split('\n')
    .map((each) => `    ${each}`)
    .join('\n');
  return `code: pro\nname: Pro\nprices:\n  monthly:\n${fields}\n`;
}
