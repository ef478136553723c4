/**
 * The nodes in an order in which each comes after everything it requires; among those that are free, by their
 * place in `nodes`. Requirements that are not nodes are ignored.
 *
 * @throws {Error} when requirements form a circle, naming its nodes: a bug of ours, since manifests cannot say so.
 */
export function dependencyOrder<Node>(
  nodes: readonly Node[],
  requires: (node: Node) => readonly Node[],
): Node[] {
  const known = new Set(nodes);
  const done = new Set<Node>();
  const path = new Set<Node>();
  const visit = (node: Node): void => {
    if (done.has(node)) return;
    if (path.has(node)) throw new Error(`requirements form a circle: ${[...path, node].join(' → ')}`);
    path.add(node);
    for (const required of requires(node)) if (known.has(required)) visit(required);
    path.delete(node);
    done.add(node);
  };
  nodes.forEach(visit);
  return [...done];
}
