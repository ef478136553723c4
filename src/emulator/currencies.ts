import { invalid } from './errors.ts';

const codes =
  'usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl hrk htg huf idr ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mro mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sll sos srd std szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vef vnd vuv wst xaf xcd xcg xof xpf yer zar zmw usdc btn ghs eek lvl svc ltl'.split(
    ' ',
  );
const known: ReadonlySet<string> = new Set(codes);

/** The code in lower case; Stripe takes either case at the top level. */
export const currencyCode = (text: string, param: string): string => {
  const code = text.toLowerCase();
  if (known.has(code)) return code;
  throw invalid(
    `Invalid currency: ${code}. Stripe currently supports these currencies: ${codes.join(', ')}`,
    { param },
  );
};

/** The code as a key in a map, where upper case is refused. */
export const currencyKey = (text: string, param: string): string => {
  const code = text.toLowerCase();
  if (code !== text && known.has(code))
    throw invalid(
      `Currencies must be lowercase when used as keys in a map. Use \`${code}\` instead of \`${text}\`.`,
      { param },
    );
  return currencyCode(text, param);
};
