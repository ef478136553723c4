/** One step of an alignment: an entry that both lists have, that the first alone has, or the second. */
export type Step = 'both' | 'first' | 'second';

/**
 * How one list becomes another with as many entries as possible in their place: steps in the order of both, what goes
 * before what comes. Takes time in proportion to the product of their lengths: for lists that people write.
 */
export function alignment(first: readonly string[], second: readonly string[]): readonly Step[] {
  // common[i][j]: the longest sequence that the rests of both have, from i and from j.
  const common = Array.from({ length: first.length + 1 }, () => second.map(() => 0));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = first.length - 1; i >= 0; i -= 1) {
    for (let j = second.length - 1; j >= 0; j -= 1) {
      const row = common[i] ?? [];
      row[j] = first[i] === second[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const steps: Step[] = [];
  let [i, j] = [0, 0];
  while (i < first.length || j < second.length) {
    const isBoth = i < first.length && j < second.length && first[i] === second[j];
    const isFirst = !isBoth && i < first.length && (j === second.length || at(i + 1, j) >= at(i, j + 1));
    steps.push(isBoth ? 'both' : isFirst ? 'first' : 'second');
    if (isBoth || isFirst) i += 1;
    if (!isFirst) j += 1;
  }
  return steps;
}
