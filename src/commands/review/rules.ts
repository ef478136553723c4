import { parseConfig } from '../../manifest/config.ts';
import type { Config } from '../../model/config.ts';
import { hasErrors } from '../../model/diagnostic.ts';
import type { Github } from '../../github/github.ts';
import { sourceOf } from '../../workspace/read-source.ts';

/** The configuration at a commit; null where there is none, or none that is valid. */
export async function configAt(github: Github, commit: string, path: string): Promise<Config | null> {
  const bytes = await github.file(commit, path);
  const file = bytes === null ? null : sourceOf(path, bytes, 'config').file;
  if (file === null) return null;
  const { config, diagnostics } = parseConfig(file);
  return hasErrors(diagnostics) ? null : config;
}

/**
 * The configuration by which a pull request is judged. What a manifest means is its own: the default currency, and
 * which warnings are silent. What judges it is the default branch's: guards, accounts, review, the catalog's name and
 * what is ignored. Where that has no configuration, nothing is relaxed yet: the defaults count, and the catalog and
 * the environments that the pull request is about to introduce.
 *
 * @param rules the configuration at the tip of the default branch, or null.
 */
export function judgedBy(rules: Config | null, own: Config): Config {
  const { defaultCurrency, lint } = own;
  if (rules === null) {
    const { catalog, environments } = own;
    return { ...parseConfig(null).config, defaultCurrency, lint, catalog, environments };
  }
  const environments = new Map([...own.environments, ...rules.environments]);
  return { ...rules, defaultCurrency, lint, environments };
}
