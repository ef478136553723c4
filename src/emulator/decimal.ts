/**
 * The canonical text of a decimal number, exact: no sign for zero, no leading or trailing zeros.
 * `null` where the text is no plain decimal. Money never passes through a binary float.
 */
export const canonicalDecimal = (text: string): string | null => {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return null;
  const whole = (match[2] ?? '0').replace(/^0+(?=\d)/, '');
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  const digits = fraction === '' ? whole : `${whole}.${fraction}`;
  return match[1] === '-' && digits !== '0' ? `-${digits}` : digits;
};

/** How many decimal places a canonical decimal has. */
export const decimalPlaces = (canonical: string): number => canonical.split('.')[1]?.length ?? 0;

/** An amount in the currency's minor unit in both forms in which Stripe answers. */
export type Amount = {
  /** Integer minor units; `null` where the amount is a fraction, or absent. */
  readonly integer: number | null;
  /** The same, canonical, up to twelve decimal places. */
  readonly decimal: string | null;
};

/** Both forms of an amount given in either; nothing given is `null` twice. */
export const bothForms = (integer: number | undefined, decimal: string | undefined): Amount => {
  if (integer !== undefined) return { integer, decimal: String(integer) };
  if (decimal === undefined) return { integer: null, decimal: null };
  return { integer: decimal.includes('.') ? null : Number(decimal), decimal };
};
