/** What a pattern matches, as an expression over paths from the top of the repository. */
function expressionOf(pattern: string): RegExp {
  const folder = pattern.endsWith('/');
  const body = pattern.replace(/^\/|\/$/g, '');
  // A slash at the start or inside ties a pattern to the top, one at its end does not.
  const anchored = pattern.startsWith('/') || body.includes('/');
  const inner = body
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(
      /\*\*\/|\*\*|\*|\?/g,
      (wild) => ({ '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*' })[wild] ?? '[^/]',
    );
  // `docs/*` is what lies in docs, and nothing in the folders there.
  const below = folder ? '/.*' : pattern.endsWith('/*') ? '' : '(?:/.*)?';
  return new RegExp(`^${anchored ? '' : '(?:.*/)?'}${inner}${below}$`);
}

/**
 * Who must approve changes of a file by the text of a CODEOWNERS file: those of the last pattern that matches; empty
 * where there is none, or where that names nobody.
 * https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function ownersOf(path: string, text: string): readonly string[] {
  const rules = text.split(/\r?\n/).flatMap((line) => {
    const [pattern, ...owners] = line
      .replace(/(?:^|\s)#.*/, '')
      .trim()
      .split(/\s+/);
    // GitHub passes over what git's own patterns have beyond this.
    if (pattern === undefined || pattern === '' || /^!|\[/.test(pattern)) return [];
    return [{ expression: expressionOf(pattern), owners }];
  });
  return rules.findLast(({ expression }) => expression.test(path))?.owners ?? [];
}
