import { DEFAULT_PATH } from '../workspace/config-file.ts';
import type { ImportOptions } from './import/options.ts';
import { proposeImport } from './import.ts';
import { EXIT, type Io } from './io.ts';
import { proposeFiles } from './propose.ts';
import type { Repository } from './release/tip.ts';
import type { Result, Run } from './run.ts';

/** An import as a job on GitHub: without a repository it says what it would bring. */
export interface ImportJobOptions extends ImportOptions {
  readonly repository?: Repository | undefined;
}

/** `import` on GitHub: a pull request that brings manifests of what the account has. Stripe is only read. */
export async function importProposal(options: ImportJobOptions, io: Io, run: Run): Promise<Result> {
  const { repository, ...given } = options;
  const result = await proposeImport(given, io, run);
  const { files } = result.imported;
  if (repository === undefined || files.length === 0) return result;
  const environment = run.environment ?? 'stripe';
  const { text, url, problems } = await proposeFiles(
    { ...repository, plans: given.plans, config: given.config ?? DEFAULT_PATH },
    {
      branch: `pricebook/import-${environment}`,
      title: `Import the catalog of ${environment}`,
      body: result.markdown ?? '',
      files,
    },
    'Run "pricebook import" in a clone and open the pull request by hand, or mend what GitHub says.',
  );
  run.diagnostics = [...run.diagnostics, ...problems];
  const said = {
    ...result,
    text: `${result.text}\n\n${text}`,
    markdown: `${result.markdown ?? ''}\n\n${text}`,
  };
  return url === null ? { ...said, exit: EXIT.error, failure: 'permission' } : said;
}
