/** Pieces of work that are begun together: GitHub takes a hundred requests at a time from all jobs of a token. */
const MOST = 20;

/** What `work` makes of each item, in their order; some of them at once. Rejects with the first failure. */
export async function atOnce<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < items.length; from += MOST) {
    results.push(...(await Promise.all(items.slice(from, from + MOST).map(work))));
  }
  return results;
}
