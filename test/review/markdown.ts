/** Tags of ours, wherever they stand. */
const INLINE = /<span>\$<\/span>|<\/?(?:sub|summary|details)>/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', '#124': '|' };

/** What GitHub does with text after it was Markdown: each is a pattern that must not be found. */
const LIVE: Readonly<Record<string, RegExp>> = {
  mention: /(?<![\w`])@[a-z\d]/i,
  email: /[\w.+-]@\w/,
  reference: /#\d/,
  'GH reference': /\bGH-\d/i,
  commit: /(?<![a-z\d])[a-f\d]{7,40}(?![a-z\d])/i,
  emoji: /:[\w+-]+:/,
  formula: /\$/,
};

/** What is live in the source of Markdown, before escapes are taken away. */
const RAW: Readonly<Record<string, RegExp>> = {
  tag: /[<>]/,
  bracket: /(?<!\\)[[\]]/,
  strike: /(?<!\\)~/,
  link: /(?<!\\):\/\/|www\./i,
  command: /^\s*::|##\[/,
  underline: /^\s*(?:=+|-{2,}|\*{3,}|_{3,})\s*$/,
};

/** What opens a block where a line starts, and how ours look. */
const BLOCK = /^\s*(?:#{1,6}(?:\s|$)|[-+*](?:\s|$)|\d+[.)](?:\s|$)|>|=+\s*$|\||<|~{3}|`{3})|^\s{4}/;
const OURS = /^(?:#{2,4} |- |> |\s{2}\||<details><summary>|<\/details>$|<sub>|<span>|<code>[^<>])/;

/** The line without its code spans; a backtick that opens none stays. */
function withoutCode(line: string): string {
  let text = '';
  for (let at = 0; at < line.length; ) {
    const rest = line.slice(at);
    const run = /^`+/.exec(rest)?.[0];
    if (rest.startsWith('\\')) {
      text += rest.slice(0, 2);
      at += 2;
    } else if (run === undefined) {
      text += rest.charAt(0);
      at += 1;
    } else {
      const close = new RegExp(`(?<!\`)${run}(?!\`)`).exec(rest.slice(run.length));
      if (close === null) return `${text}${rest}`;
      at += run.length * 2 + close.index;
    }
  }
  return text.replace(/<code>[^<>]*<\/code>/g, '');
}

/** Text as GitHub's filters find it: without escapes and entities. */
const rendered = (text: string): string =>
  text
    .replace(/&(amp|lt|gt|#124);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1');

/** The lines outside of fenced blocks, and what is wrong with the fences. */
function outside(markdown: string): {
  readonly lines: readonly string[];
  readonly problems: readonly string[];
} {
  const lines: string[] = [];
  let fence: string | null = null;
  for (const line of markdown.split('\n')) {
    const run = /^`{3,}/.exec(line)?.[0];
    if (fence !== null) {
      if (line === fence) fence = null;
      else if (run !== undefined && run.length >= fence.length && line.trim() === run) fence = null;
    } else if (run !== undefined && /^`{3,}(?:text|diff)$/.test(line)) fence = run;
    else lines.push(line);
  }
  return { lines, problems: fence === null ? [] : ['a fence without an end'] };
}

function lineProblems(line: string): readonly string[] {
  if (BLOCK.test(line) && !OURS.test(line)) return [`a block that is none of ours: ${line.slice(0, 40)}`];
  if (/^> \[!(?:CAUTION|WARNING|NOTE)\]$/.test(line)) return [];
  if (/^\s*\|(?: :?--:? \|)+$/.test(line)) return [];
  const words = withoutCode(line.replace(/^> /, '')).replaceAll(INLINE, '');
  const text = rendered(words);
  return [
    ...(/(?<!\\)`/.test(words) ? ['a backtick without its other'] : []),
    ...(/\|/.test(words) && !line.startsWith('  |') ? ['a pipe outside of tables'] : []),
    ...Object.entries(RAW).flatMap(([name, pattern]) => (pattern.test(words) ? [name] : [])),
    ...Object.entries(LIVE).flatMap(([name, pattern]) => (pattern.test(text) ? [name] : [])),
  ].map((problem) => `${problem}: ${line.slice(0, 120)}`);
}

const count = (lines: readonly string[], part: string): number =>
  lines.reduce((sum, line) => sum + withoutCode(line).split(part).length - 1, 0);

function balanceProblems(lines: readonly string[]): readonly string[] {
  return ['details', 'summary', 'sub', 'span'].flatMap((tag) =>
    count(lines, `<${tag}>`) === count(lines, `</${tag}>`) ? [] : [`<${tag}> without its other`],
  );
}

function tableProblems(lines: readonly string[]): readonly string[] {
  const tables = lines
    .map((line) => (line.startsWith('  |') ? line : ''))
    .join('\n')
    .split(/\n{2,}/)
    .filter((table) => table.trim() !== '');
  return tables.flatMap((table) => {
    const widths = table
      .trim()
      .split('\n')
      .map((row) => row.split(/(?<!\\)\|/).length);
    return new Set(widths).size === 1 ? [] : [`a table with rows of ${widths.join(', ')} cells`];
  });
}

/** What of a comment would be alive on GitHub, or broken, that should not be; empty when all is well. */
export function problemsIn(markdown: string): readonly string[] {
  const { lines, problems } = outside(markdown);
  const unseen = /[\p{Cf}\p{Default_Ignorable_Code_Point}]|(?!\n)\p{Cc}/u;
  return [
    ...problems,
    ...lines.flatMap(lineProblems),
    ...balanceProblems(lines),
    ...tableProblems(lines),
    ...(unseen.test(markdown.replaceAll('\u200b', '')) ? ['a character that nobody sees'] : []),
    ...(markdown.isWellFormed() ? [] : ['half a character']),
    ...(/sk_live_\w/.test(markdown) ? ['a secret'] : []),
    ...(/^\s*::|##\[/m.test(markdown) ? ['a command for the runner'] : []),
  ];
}
