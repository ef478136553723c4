/**
 * Tokens of GitHub Apps, the job's own among them, may have dots and dashes inside:
 * https://github.blog/changelog/2026-04-24-notice-about-upcoming-new-format-for-github-app-installation-tokens/
 */
const SECRETS =
  /((?:sk|rk|pk|sk_org)_(?:test|live)_|whsec_|github_pat_)[A-Za-z0-9_*]+|(gh[oprsu]_)[A-Za-z0-9_*.-]*[A-Za-z0-9_*]/g;

/** True when the text holds something of a key's or a secret's form. */
export function holdsSecret(text: string): boolean {
  return redact(text) !== text;
}

/** The text with every key and secret in it cut after its prefix: `rk_live_…`. */
export function redact(text: string): string {
  return text.replace(SECRETS, '$1$2…');
}
