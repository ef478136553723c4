import { kinds } from '../../kinds/registry.ts';
import type { LeftAlone, WhyLeft } from '../../model/accept.ts';
import { kindOf, type ResourceKey } from '../../model/key.ts';
import { named, say, type Phrase } from '../phrase.ts';
import { saleWords } from '../sale.ts';

/** What the next release does to an object that no manifest describes. */
function removalWords(key: ResourceKey): string {
  const name = kindOf(key);
  switch (kinds.find((kind) => kind.name === name)?.removal) {
    case 'delete':
      return 'deletes it';
    case 'detach':
      return 'detaches it';
    case 'forget':
      return 'lets go of it';
    case 'archive':
    case undefined:
      return saleWords(name).takes;
  }
}

const WHY: Readonly<Record<Exclude<WhyLeft, 'no-manifest'>, Phrase>> = {
  protect: say`protection is added and lifted in a manifest and nowhere else; put it back with ${'--revert-drift'}`,
  'unknown-object': say`it is an object that no manifest of the plan describes; import it first`,
  'cannot-say': say`a manifest cannot say this value`,
  'no-place': say`its place in the file cannot be changed without changing another; edit it by hand`,
  refused: say`the manifests would not be right with it`,
  conflict: say`git changed it too; choose a side, with ${'--prefer'} or in the manifest`,
  'not-ours': say`the recorded object no longer bears our marker; give it back, or take it out of the manifests`,
  missing: say`it is gone from Stripe; the next release makes it again, unless its manifest goes`,
  orphan: say`it bears our marker and nobody knows it; write a manifest for it, or archive it in Stripe`,
};

const whyOf = ({ why, key }: LeftAlone): Phrase =>
  why === 'no-manifest'
    ? say`no manifest describes the object any more; the next release ${[removalWords(key)]}`
    : WHY[why];

/** Why something is left as it is, and what to do about it. */
export function whyWords(left: LeftAlone): Phrase {
  const { detail } = left;
  return detail === undefined ? whyOf(left) : say`${whyOf(left)}: ${named(detail, 400)}`;
}
