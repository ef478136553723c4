import { configFile } from './config.ts';
import { driftWorkflow } from './drift.ts';
import { firstPlan } from './first-plan.ts';
import { releaseWorkflow } from './release.ts';
import { reviewWorkflow } from './review.ts';
import type { Setup } from './setup.ts';

/** A file that should be there. */
export interface WantedFile {
  /** From the top of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** What it is for, in a few words. */
  readonly about: string;
  /**
   * `whole`: the file is this text. `line`: it holds the text's last line, beside whatever else is in it. `example`:
   * anything may stand there, and nothing needs to where the folder has other manifests.
   */
  readonly need: 'whole' | 'line' | 'example';
}

/** Snapshots are no text to git: docs/snapshot.md. */
export const ATTRIBUTES = '*.sqlite -text -filter -merge diff=pricebook';

/** Every file of a setup, in the order in which it is shown. */
export function wantedFiles(setup: Setup): readonly WantedFile[] {
  const workflow = (name: string, text: string, about: string): WantedFile => ({
    path: `.github/workflows/pricebook-${name}.yml`,
    text,
    about,
    need: 'whole',
  });
  return [
    workflow('review', reviewWorkflow(setup), 'what a pull request would change'),
    workflow('release', releaseWorkflow(setup), 'makes Stripe what was merged'),
    workflow('drift', driftWorkflow(setup), 'what somebody changed by hand; archives that are due'),
    { path: setup.config, text: configFile(setup), about: 'environments and limits', need: 'whole' },
    { path: `${setup.plans}/pro.yaml`, text: firstPlan(setup), about: 'a first plan', need: 'example' },
    {
      path: '.gitattributes',
      text: `# Pricebook's snapshots: never filtered or merged as text\n${ATTRIBUTES}\n`,
      about: 'snapshots are no text',
      need: 'line',
    },
  ];
}
