const BEGINNING = 'Record what was applied to Stripe (';

/** The first line of the message of a commit that records an apply. */
export const recordHeadline = (environment: string): string => `${BEGINNING}${environment})`;

/** True for the first line of a message that we wrote. Anybody can write it: it tells slips from records, not friend from foe. */
export const isRecordHeadline = (headline: string): boolean => headline.startsWith(BEGINNING);
