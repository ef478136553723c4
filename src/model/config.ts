/** One environment of the configuration: an account in a mode. */
export interface Environment {
  readonly name: string;
  /** null where no configuration names it: then any account that the snapshot does not contradict. */
  readonly account: string | null;
  readonly livemode: boolean;
  /** How long a replaced price stays on sale, in seconds. */
  readonly retireAfter: number;
  readonly review: 'none' | 'planned';
  /** What an unattended revert may put back: `safe` leaves critical fields and missing objects to people. */
  readonly revert: 'safe' | 'all';
}

/** The environment of that name and mode where the configuration says no more: a day of retirement in live mode. */
export function defaultEnvironment(name: string, livemode: boolean): Environment {
  return {
    name,
    account: null,
    livemode,
    retireAfter: livemode ? 24 * 60 * 60 : 0,
    review: livemode ? 'planned' : 'none',
    revert: 'safe',
  };
}

/** Limits that stop an apply. Counts of objects, and percents. */
export interface GuardLimits {
  readonly max_archives: number;
  readonly max_replacements: number;
  readonly max_recreates: number;
  readonly max_changed_share: number;
  readonly max_price_change: number;
}

/** A pattern of keys (`product/legacy*`) and the fields that are not compared for them. */
export interface IgnoreRule {
  readonly key: string;
  readonly fields: readonly string[];
}

/** A pattern of keys and the lint codes that are silent for them. */
export interface LintRule {
  readonly key: string;
  readonly off: readonly string[];
}

/** `.github/pricebook.yaml`, complete: defaults filled in. */
export interface Config {
  readonly catalog: string;
  readonly defaultCurrency: string | null;
  /** By name; empty without a configuration. */
  readonly environments: ReadonlyMap<string, Environment>;
  readonly guards: GuardLimits;
  /** null: 20 in live mode, 15 in test. */
  readonly maxRequestsPerSecond: number | null;
  /** Whether reviews count subscribers; null: in private repositories. */
  readonly showSubscribers: boolean | null;
  readonly ignore: readonly IgnoreRule[];
  readonly lint: readonly LintRule[];
}
