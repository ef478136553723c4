/**
 * What Stripe knows of currencies: which it supports, and how many decimals its minor unit has.
 * https://docs.stripe.com/currencies
 */
const TWO_DECIMALS = `
  usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad cdf chf cny cop
  crc cve czk dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl hrk htg huf idr ils inr jmd kes kgs
  khr kyd kzt lak lbp lkr lrd lsl mad mdl mkd mmk mnt mop mro mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab
  pen pgk php pkr pln qar ron rsd rub sar sbd scr sek sgd shp sle sll sos srd std svc szl thb tjs top try ttd twd
  tzs uah usdb usdc uyu uzs wst xcd xcg yer zar zmw`;
const NO_DECIMALS = 'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf';
const THREE_DECIMALS = 'bhd jod kwd omr tnd';

const words = (text: string): string[] => text.trim().split(/\s+/);

const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ...words(TWO_DECIMALS).map((code) => [code, 2] as const),
  ...words(NO_DECIMALS).map((code) => [code, 0] as const),
  ...words(THREE_DECIMALS).map((code) => [code, 3] as const),
]);

/**
 * Currencies that Stripe supports but counts in a way that no document settles (ISK and UGX have no minor unit
 * and are sent times a hundred). Refused until the conformance suite has seen a real account's answer.
 */
export const UNSETTLED_CURRENCIES: ReadonlySet<string> = new Set(['isk', 'ugx']);

/** Decimals of a currency's minor unit (2 for usd, 0 for jpy, 3 for kwd); undefined when Stripe does not know it. */
export function currencyExponent(currency: string): number | undefined {
  return EXPONENTS.get(currency);
}

/** Every currency code that a manifest may name, sorted. */
export const CURRENCIES: readonly string[] = [...EXPONENTS.keys()].sort();
