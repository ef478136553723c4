const SECRETS = /((?:sk|rk|pk|sk_org)_(?:test|live)_|whsec_|gh[oprsu]_|github_pat_)[A-Za-z0-9_*]+/g;

/** True when the text holds something of a key's or a secret's form. */
export function holdsSecret(text: string): boolean {
  return redact(text) !== text;
}

/** The text with every key and secret in it cut after its prefix: `rk_live_…`. */
export function redact(text: string): string {
  return text.replace(SECRETS, '$1…');
}
