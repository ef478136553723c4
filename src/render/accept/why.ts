import type { LeftAlone, WhyLeft } from '../../model/accept.ts';
import { named, say, type Phrase } from '../phrase.ts';

const WHY: Readonly<Record<WhyLeft, Phrase>> = {
  protect: say`protection is added and lifted in a manifest and nowhere else; put it back with ${'--revert-drift'}`,
  'unknown-object': say`it is an object that no manifest of the plan describes; import it first`,
  'cannot-say': say`a manifest cannot say this value`,
  'no-place': say`its place in the file cannot be changed without changing another; edit it by hand`,
  refused: say`the manifests would not be right with it`,
  'no-manifest': say`no manifest describes the object any more; the next release takes it off sale`,
  conflict: say`git changed it too; choose a side, with ${'--prefer'} or in the manifest`,
  'not-ours': say`the recorded object no longer bears our marker; give it back, or take it out of the manifests`,
  missing: say`it is gone from Stripe; the next release makes it again, unless its manifest goes`,
  orphan: say`it bears our marker and nobody knows it; write a manifest for it, or archive it in Stripe`,
};

/** Why something is left as it is, and what to do about it. */
export function whyWords({ why, detail }: LeftAlone): Phrase {
  return detail === undefined ? WHY[why] : say`${WHY[why]}: ${named(detail, 400)}`;
}
