/** How something stands: `error` would fail a run, `warning` is open or unwise, `unknown` could not be looked at. */
export type HealthStatus = 'ok' | 'warning' | 'error' | 'unknown';

/** What one check of `doctor` found. */
export interface HealthFinding {
  /** The check's name, stable and in kebab-case: `workflow-permissions`. */
  readonly check: string;
  readonly status: HealthStatus;
  /** What is so, in one line, with the values. */
  readonly summary: string;
  /** What to do about it; left out where there is nothing to do. */
  readonly fix?: string;
}
