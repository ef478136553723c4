import { named, type Phrase } from '../phrase.ts';
import { terminalText } from '../safe.ts';

/** UTF-16 units of a cost: two with long names in them are told whole. */
const LONGEST = 500;

/** Amounts that GitHub could take for commits as words, and that could not be copied where that is prevented. */
const LONG_AMOUNT = /( ?)([^ ]*\d\.\d{7,})( ?)/;

/** A cost in words, as a name; amounts of many decimals in it as values. */
export function costName(cost: string): Phrase {
  return terminalText(cost, LONGEST)
    .split(LONG_AMOUNT)
    .flatMap((part, index): Phrase => {
      if (part === '') return [];
      if (index % 4 === 0) return named(part, LONGEST);
      return index % 4 === 2 ? [{ value: part }] : [part];
    });
}
