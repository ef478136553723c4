import { groupBy } from '../lib/group.ts';
import type { Imported, ImportedFile, Left, Named } from '../model/import.ts';
import type { ResourceKey } from '../model/key.ts';
import { count, joined, named, say, word, type Phrase } from './phrase.ts';
import { blockOf, item, type Block, type Item, type Report, type Row } from './report.ts';

/** Which account was read, in which mode. */
export interface ImportView {
  readonly environment: string;
  readonly account: string;
  readonly livemode: boolean;
}

const SHORTEST = 60;

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > SHORTEST ? `${text.slice(0, SHORTEST)}…` : text;
};

function fileItem({ path, before, objects }: ImportedFile, codes: ReadonlyMap<ResourceKey, Named>): Item {
  const rows = objects.flatMap((key): readonly Row[] => {
    const found = codes.get(key);
    if (found === undefined) return [];
    const { id, from } = found;
    return [{ label: key, text: from === null ? say`${id}` : say`${id}, named after its ${[from]}` }];
  });
  const what = before === null ? say`new` : say`lines added`;
  return { ...item(before === null ? '+' : '~', path, what), tone: 'good', rows };
}

function leftItem([first, ...more]: readonly Left[]): readonly Item[] {
  if (first === undefined) return [];
  const { id, kind, key, detail, field } = first;
  const all = [first, ...more];
  const rows = all.flatMap((each): readonly Row[] =>
    each.field === null
      ? []
      : [{ label: each.field, text: say`${shown(each.value)}: ${named(each.detail)}` }],
  );
  const what = key === null ? say`${word(kind)}` : say`${key}`;
  const entry = item('·', id, field === null ? say`${what}: ${named(detail, 400)}` : what);
  return [{ ...entry, rows }];
}

function leftBlock(left: readonly Left[], title: Phrase, intro: Phrase): readonly Block[] {
  const items = [...groupBy(left, ({ id }) => id).values()].flatMap(leftItem);
  return blockOf({ title, tone: 'notice', intro, items, fold: false });
}

const passed = (counts: Readonly<Record<string, number>>, what: string): readonly Phrase[] => {
  const phrases = Object.entries(counts).map(([kind, number]) => count(number, kind));
  return phrases.length === 0 ? [] : [say`${joined(phrases)} ${[what]}.`];
};

/** What an import wrote, or would write: files with the keys of their objects, and all that was left as it is. */
export function importReport(
  { files, codes, left, unread, archived, managed }: Imported,
  { environment, account, livemode }: ImportView,
): Report {
  const byKey = new Map(codes.map((each) => [each.key, each]));
  const whole = left.filter(({ field }) => field === null);
  const fields = left.filter(({ field }) => field !== null);
  const mode = livemode ? 'LIVE mode' : 'TEST mode';
  return {
    title: say`Import from ${environment}: ${[mode]}, account ${account}`,
    tone: 'title',
    intro: [],
    blocks: [
      ...blockOf({
        title: say`Manifests`,
        tone: 'good',
        intro: null,
        items: files.map((file) => fileItem(file, byKey)),
        fold: false,
      }),
      ...blockOf({
        title: say`Not read`,
        tone: 'warning',
        intro: say`The key may not read them. Give it the permission and import again; what is there stays.`,
        items: unread.map(({ kind, permission }) => item('!', kind, say`${permission}`)),
        fold: false,
      }),
      ...leftBlock(whole, say`Not imported`, say`Left in Stripe as they are.`),
      ...leftBlock(
        fields,
        say`Fields left as they are`,
        say`No manifest says them, and releases leave them alone.`,
      ),
    ],
    after: [
      ...passed(archived, 'left out because they are archived or retiring'),
      ...passed(managed, 'in the manifests already'),
    ],
    total:
      codes.length === 0
        ? say`Nothing to import.`
        : say`${count(codes.length, 'object')} in ${count(files.length, 'file')}. Stripe was only read. The first release adopts them.`,
  };
}
