import { markdownCode, markdownText, terminalText } from './safe.ts';

const LONGEST_WORD = 40;
const LONGEST_NAME = 120;

/**
 * A sentence of ours with texts of others in it, which every medium makes harmless in its own way: values, which
 * Markdown shows as code, and names, which read as words among words.
 */
export type Phrase = readonly (string | { readonly value: string } | { readonly name: string })[];

/** A template whose words are ours. A text inserted is a value from outside, a number and a phrase are ours. */
export function say(words: TemplateStringsArray, ...inserts: readonly (string | number | Phrase)[]): Phrase {
  return words.flatMap((part, index): Phrase => {
    const insert = inserts[index];
    if (insert === undefined) return [part];
    if (typeof insert === 'string') return [part, { value: insert }];
    return typeof insert === 'number' ? [part, String(insert)] : [part, ...insert];
  });
}

/** A name that is only letters, as a word of ours: an action, a kind. Nothing else of it gets through. */
export function word(name: string): Phrase {
  return [name.slice(0, LONGEST_WORD).replace(/[^a-z]+/gi, ' ')];
}

/** A name or an amount, at most so many UTF-16 units of it, as words among words. */
export function named(name: string, longest = LONGEST_NAME): Phrase {
  return [{ name: terminalText(name, longest) }];
}

/** A number of things: `1 error`, `2 errors`. */
export function count(number: number, thing: string): Phrase {
  return say`${number} ${word(thing)}${word(number === 1 ? '' : 's')}`;
}

/** The phrases with commas between them. */
export function joined(phrases: readonly Phrase[]): Phrase {
  return phrases.flatMap((phrase, index) => (index === 0 ? phrase : [', ', ...phrase]));
}

/** The phrase for a terminal. */
export function terminalPhrase(phrase: Phrase): string {
  return phrase
    .map((part) => (typeof part === 'string' ? part : terminalText('name' in part ? part.name : part.value)))
    .join('');
}

function markdownPart(part: Phrase[number]): string {
  if (typeof part === 'string') return part;
  if ('value' in part) return markdownCode(part.value);
  const text = markdownText(part.name);
  return text === '' ? markdownCode('') : text;
}

/** The phrase for Markdown, its values as code. */
export function markdownPhrase(phrase: Phrase): string {
  return phrase.map(markdownPart).join('');
}
