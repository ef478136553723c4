import { under, type Spec } from '../../model/spec.ts';

/** The currencies of a price beside its own, sorted. */
export function currenciesOf(spec: Spec): readonly string[] {
  const paths = Object.keys(under(spec, 'currencies'));
  return [...new Set(paths.map((path) => path.split('.')[0] ?? ''))].sort();
}
