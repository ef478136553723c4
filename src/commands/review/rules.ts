import { parseConfig } from '../../manifest/config.ts';
import { defaultEnvironment, type Config } from '../../model/config.ts';
import { hasErrors, type Diagnostic } from '../../model/diagnostic.ts';
import type { AppliedState } from '../../model/state.ts';
import type { Github } from '../../github/github.ts';
import { sourceOf } from '../../workspace/read-source.ts';
import { environmentsOf } from '../environment.ts';
import type { ReadConfig } from '../workspace.ts';

/** The configuration at a commit, with everything that is wrong with it; null where there is none. */
export async function configAt(github: Github, commit: string, path: string): Promise<ReadConfig | null> {
  const bytes = await github.file(commit, path);
  if (bytes === null) return null;
  const { file, diagnostics } = sourceOf(path, bytes, 'config');
  const parsed = parseConfig(file);
  return {
    config: parsed.config,
    diagnostics: [...diagnostics, ...parsed.diagnostics],
    sources: new Map(file === null ? [] : [[file.path, file.text]]),
  };
}

/** The configuration, where there is one that can be believed. */
export const validConfig = (read: ReadConfig | null): Config | null =>
  read === null || hasErrors(read.diagnostics) ? null : read.config;

/** The environments that a pull request brings: who and where, and nothing that judges. */
const introduced = ({ environments }: Config): Config['environments'] =>
  new Map(
    [...environments].map(([name, { account, livemode }]) => [
      name,
      { ...defaultEnvironment(name, livemode), account },
    ]),
  );

/** The environments that judge, each of the account that the pull request says. One that was of another mode is new. */
function standing(rules: Config, own: Config): Config['environments'] {
  const written = new Map(environmentsOf(own).map((environment) => [environment.name, environment]));
  const kept = [...rules.environments].map(([name, judging]) => {
    const { account, livemode } = written.get(name) ?? judging;
    const judges = livemode === judging.livemode ? judging : defaultEnvironment(name, livemode);
    return [name, { ...judges, account }] as const;
  });
  return new Map([...introduced(own), ...kept]);
}

/**
 * The configuration by which a pull request is judged. What a manifest means is its own: the default currency, which
 * warnings are silent, and how fast Stripe is asked. What judges it is the default branch's: guards, review, retirement,
 * the catalog's name and what is ignored. Accounts and modes are its own as well: they loosen nothing, since the key and
 * the snapshot are held to them, and a slip on the default branch must not stop what corrects it. An environment that only the pull request has gets the defaults of its mode. Where the
 * default branch has no configuration the defaults count, and the catalog's name that the pull request introduces.
 *
 * @param rules the configuration at the tip of the default branch, or null.
 */
export function judgedBy(rules: Config | null, own: Config): Config {
  const { defaultCurrency, lint, maxRequestsPerSecond } = own;
  if (rules === null) {
    return {
      ...parseConfig(null).config,
      defaultCurrency,
      lint,
      maxRequestsPerSecond,
      catalog: own.catalog,
      environments: introduced(own),
    };
  }
  return { ...rules, defaultCurrency, lint, maxRequestsPerSecond, environments: standing(rules, own) };
}

/**
 * The configuration under the catalog's name that the snapshot records, where there is one: whatever the default branch
 * says by now, what corrects it is not to be refused for it.
 */
export const asRecorded = (config: Config, snapshot: Pick<AppliedState, 'catalog'> | null): Config =>
  snapshot === null ? config : { ...config, catalog: snapshot.catalog };

/** What to say of rules that cannot be read: the defaults are not what somebody wrote. */
export const brokenRules = (branch: string): Diagnostic => ({
  severity: 'warning',
  code: 'review.rules-invalid',
  summary: `the configuration of ${branch} is not valid, so the default limits judge this pull request`,
  detail: 'Mend it first: a release stops at it.',
});
