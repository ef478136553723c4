import type { Comparison, Distance } from '../../model/status.ts';
import { count, joined, named, say, type Phrase } from '../phrase.ts';

/** As many digits of a commit as people read. */
const SHORT = 7;

const UNKNOWN: Readonly<Record<Extract<Distance, { known: false }>['why'], Phrase>> = {
  'no-git': say`git cannot be asked here`,
  'not-released': say`a snapshot names no released commit`,
  'not-there': say`a commit is not in the history that is here; "git fetch --unshallow" may bring it`,
};

/** A commit, behind words of ours; empty for none. */
export function commitWords(commit: string | null, before: string): Phrase {
  return commit === null ? [] : say`${[before]}${commit.slice(0, SHORT)}`;
}

/** How far the released commit of an environment is behind what is checked out. */
export function headWords(released: string | null, distance: Distance): Phrase {
  if (released === null) return say`no commit: only releases in the action note one`;
  const commit = say`${released.slice(0, SHORT)}`;
  if (!distance.known) return say`${commit}; how far behind HEAD is not known: ${UNKNOWN[distance.why]}`;
  const { behind, ahead } = distance;
  if (behind === 0 && ahead === 0) return say`${commit}, with the manifests of HEAD`;
  const ways = [
    ...(behind === 0 ? [] : [say`${count(behind, 'commit')} behind HEAD`]),
    ...(ahead === 0 ? [] : [say`${count(ahead, 'commit')} ahead of ${[behind === 0 ? 'HEAD' : 'it']}`]),
  ];
  return say`${commit}, ${joined(ways)}`;
}

/** How far two environments are from each other in commits that change manifests or configuration. */
export function distanceWords({ first, second, distance }: Comparison): Phrase {
  if (!distance.known) return say`How many commits lie between is not known: ${UNKNOWN[distance.why]}.`;
  const { behind, ahead } = distance;
  const [one, other] = [named(first), named(second)];
  if (behind === 0 && ahead === 0) return say`Both have released the same manifests.`;
  if (ahead === 0) return say`${other} is ${count(behind, 'commit')} behind ${one}.`;
  if (behind === 0) return say`${one} is ${count(ahead, 'commit')} behind ${other}.`;
  return say`${other} is ${count(behind, 'commit')} behind ${one} and ${count(ahead, 'commit')} ahead of it.`;
}
