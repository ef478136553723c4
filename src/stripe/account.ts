import { textOr } from '../kinds/kind.ts';
import { Fault } from '../model/fault.ts';
import type { Environment } from '../model/config.ts';
import type { AppliedState } from '../model/state.ts';
import type { Reader } from './client.ts';
import { StripeFailure } from './failure.ts';

const mode = (livemode: boolean): string => (livemode ? 'live' : 'test');

function refuse(is: string, expected: string): never {
  throw new Fault(
    'stripe.wrong-account',
    `the key is for ${is}, but ${expected}`,
    'Use the key of that environment, or name another one with --env. Nothing was read or written.',
  );
}

/** Refuses a key whose mode is not the environment's, or not the snapshot's, before any request is sent. */
function checkMode(livemode: boolean, environment: Environment, applied: AppliedState | null): void {
  if (environment.livemode !== livemode) {
    refuse(`${mode(livemode)} mode`, `the environment ${environment.name} is ${mode(environment.livemode)}`);
  }
  if (applied !== null && applied.livemode !== livemode) {
    refuse(`${mode(livemode)} mode`, `the snapshot records ${mode(applied.livemode)} mode`);
  }
}

/**
 * The id of the account that the key belongs to, after it was found to be the environment's and the snapshot's.
 *
 * @throws {Fault} `stripe.wrong-account` before anything else is read.
 */
export async function verifyAccount(
  reader: Reader,
  environment: Environment,
  applied: AppliedState | null,
): Promise<string> {
  checkMode(reader.livemode, environment, applied);
  try {
    const account = await reader.get({ endpoint: '/v1/account', path: '/v1/account', params: {} });
    const id = textOr(account.id, '');
    if (environment.account !== null && environment.account !== id) {
      refuse(`the account ${id}`, `the environment ${environment.name} is ${environment.account}`);
    }
    if (applied !== null && applied.account !== id) {
      refuse(`the account ${id}`, `the snapshot records ${applied.account}`);
    }
    return id;
  } catch (error) {
    if (error instanceof StripeFailure && error.status === 401) {
      throw new Fault(
        'stripe.key-refused',
        'Stripe refuses the key in STRIPE_API_KEY',
        'It may have been rolled or deleted: make a new one in the Dashboard under Developers, API keys.',
      );
    }
    throw error;
  }
}
