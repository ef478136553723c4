import { Document, isMap, isScalar, isSeq, visit, type ScalarTag, type YAMLMap } from 'yaml';
import { digitsOf, type Written } from '../kinds/written.ts';

/** Amounts keep every digit that they were given. */
const DECIMAL: ScalarTag = {
  default: true,
  tag: 'tag:yaml.org,2002:float',
  identify: (value) => digitsOf(value) !== undefined,
  resolve: (text) => text,
  stringify: ({ value }) => digitsOf(value) ?? '',
};

/** The longest map that is written on one line, in its own characters. */
const LONGEST = 60;

/**
 * The value as YAML, as a person would write it: two spaces, lists on lines of their own, small maps in braces, but
 * for the entries of a map of maps. No anchors, nothing folded. Ends in a line feed.
 */
export function yamlOf(value: Written): string {
  return textOf(value, 'lines');
}

/** The value on one line, in braces and brackets where it is a map or a list. */
export function yamlInline(value: Written): string {
  return textOf(value, 'line').trimEnd();
}

function textOf(value: Written, form: 'lines' | 'line'): string {
  const document = new Document(value, { customTags: [DECIMAL], aliasDuplicateObjects: false });
  visit(document, {
    Collection: (_key, node, path) => {
      const above = path.filter((each) => isMap(each) || isSeq(each));
      if (form === 'line' || node.items.length === 0 || (isMap(node) && isSmall(node, above)))
        node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 });
}

/** True for a short map of single values in a list, or in a document or an entry: not for a price itself. */
function isSmall({ items }: YAMLMap, above: readonly unknown[]): boolean {
  const isEntry = above.length === 0 || above.length === 2;
  if (isEntry && !isSeq(above.at(-1))) return false;
  const texts = items.map(({ key, value }) => (isScalar(key) && isScalar(value) ? [key, value] : null));
  const length = texts.flat().reduce((sum, scalar) => {
    const shown = digitsOf(scalar?.value) ?? String(scalar?.value);
    return sum + (scalar === null || shown.includes('\n') ? LONGEST + 1 : shown.length + 2);
  }, 0);
  return length <= LONGEST;
}
