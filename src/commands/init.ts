import { resultJson } from '../render/json.ts';
import { terminalText } from '../render/safe.ts';
import { chooseSetup, type Ask } from './init/choose.ts';
import { findFiles, type Found } from './init/existing.ts';
import { wantedFiles } from './init/files.ts';
import { nextSteps } from './init/next-steps.ts';
import type { InitOptions } from './init/options.ts';
import { listing, report } from './init/report.ts';
import { findRepository } from './init/repository.ts';
import { writeFiles } from './init/write.ts';
import { EXIT, type Io } from './io.ts';
import type { Result, Run } from './run.ts';

/** A question about all files that are missing at once; yes where there is none, or nobody to ask. */
async function mayWrite(found: readonly Found[], ask: Ask): Promise<boolean> {
  const missing = found.filter(({ standing }) => standing.is === 'missing').length;
  if (missing === 0 || ask === null) return true;
  return ask(`Write ${missing === 1 ? 'the file that is' : `the ${missing} files that are`} not there yet?`);
}

/**
 * `init`: writes workflows, configuration and a first plan into the git repository of the working folder. What is
 * there is changed after a question alone; where nobody can be asked, only what is missing is written.
 */
export async function init(options: InitOptions, io: Io, run: Run): Promise<Result> {
  run.offline = true;
  const found = findRepository('.');
  const repository = { ...found, defaultBranch: options.defaultBranch ?? found.defaultBranch };
  const ask = options.yes || options.json ? null : io.confirm;
  const choice = await chooseSetup(options, { repository, io, ask });
  const { setup } = choice;
  const files = findFiles(repository.root, wantedFiles(setup));
  if (!options.json) {
    const place = `In ${terminalText(repository.root)}, default branch "${setup.defaultBranch}":`;
    io.out(`${place}\n${listing(files)}\n\n`);
  }
  if (!(await mayWrite(files, ask))) {
    return {
      exit: EXIT.error,
      text: 'Not confirmed: nothing was written.',
      json: resultJson(run.facts(), {}),
    };
  }
  const fates = await writeFiles(repository.root, files, ask);
  return {
    exit: EXIT.done,
    text: `${report(files, fates)}\n\n${nextSteps(choice, repository.origin)}`,
    json: resultJson(run.facts(), {
      files: [...fates].map(([path, status]) => ({ path, status })),
      defaultBranch: setup.defaultBranch,
      snapshotBranch: setup.snapshotBranch,
      environments: setup.targets.map(({ name }) => name),
    }),
  };
}
