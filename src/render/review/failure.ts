import { countDiagnostics } from '../diagnostics.ts';
import { markdownPhrase, named, say } from '../phrase.ts';
import { fitted, fixed } from './fit.ts';
import { commitText } from './footer.ts';
import { alertText, titleText } from './header.ts';
import { problemsSection } from './problems.ts';
import type { ReviewView } from './view.ts';

/** What is known of a review that came to no plan. */
export type FailureView = Pick<
  ReviewView,
  'environment' | 'head' | 'toolVersion' | 'sources' | 'budget' | 'diagnostics' | 'whole'
>;

/** What a pull request is told when there is no plan for its commit: its manifests are not valid, or Stripe failed. */
export function reviewFailure(view: FailureView): string {
  const { environment, head, toolVersion, diagnostics, budget } = view;
  const counts = countDiagnostics(diagnostics);
  const why = diagnostics.length === 0 ? say`the log of the run says why` : counts;
  const sections = [
    fixed(titleText(named(environment))),
    fixed(alertText('WARNING', say`**Nothing was planned for ${commitText(head)}**: ${why}.`)),
    ...problemsSection('error', [0, 1], view),
    ...problemsSection('warning', [2, 3], view),
    fixed(
      `<sub>${markdownPhrase(say`Nothing is recorded for a release. Mend it and push, or run the job again · Pricebook ${named(toolVersion)}.`)}</sub>\n`,
    ),
  ];
  return fitted(sections, budget);
}
