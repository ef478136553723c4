import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { HealthFinding } from '../../model/health.ts';
import { ownersOf } from './owners.ts';

const check = 'code-owners';

/** Where GitHub looks, in this order; the first counts. */
const PLACES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

/** Whether CODEOWNERS covers what decides about prices: manifests, workflows, configuration, and itself. */
export function checkCodeOwners(
  root: string,
  { plans, config }: { readonly plans: string; readonly config: string },
): HealthFinding {
  const file = PLACES.find((place) => existsSync(join(root, place)));
  const fix = `Name owners of /.github/ and /${plans}/ in ${file ?? PLACES[0]}, and require their review on the default branch.`;
  if (file === undefined) {
    return {
      check,
      status: 'warning',
      summary: 'there is no CODEOWNERS: nobody in particular approves prices',
      fix,
    };
  }
  const text = readFileSync(join(root, file), 'utf8');
  const wanted = [posix.join(plans, 'new.yaml'), '.github/workflows/new.yml', config, file];
  const open = wanted.filter((path) => ownersOf(path, text).length === 0);
  if (open.length === 0)
    return { check, status: 'ok', summary: `${file} covers manifests, workflows and configuration` };
  return { check, status: 'warning', summary: `${file} names no owner of ${open.join(', ')}`, fix };
}
