import type { Repository, Token } from './world.ts';

const REASON = 'Changes must be made through a pull request.';

/** How a protected branch refuses a commit; nothing when it takes it. */
export function protectionFault(
  { protections, bypass }: Repository,
  branch: string,
  { login }: Token,
): { readonly type: string; readonly message: string } | undefined {
  if (bypass.has(login)) return undefined;
  switch (protections.get(branch)) {
    case undefined:
      return undefined;
    case 'classic':
      return { type: 'BRANCH_PROTECTION_RULE_VIOLATION', message: REASON };
    case 'ruleset':
      return { type: 'UNPROCESSABLE', message: `Repository rule violations found\n\n${REASON}\n\n` };
  }
}
