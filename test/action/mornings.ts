import type { StepResult } from './runner.ts';
import { pushEvent, scheduleEvent } from '../github/payloads.ts';
import type { TokenOptions } from '../github/server.ts';
import type { Issue, Pull } from '../github/world.ts';
import { newShop, READ_KEY, RELEASE, WRITE_KEY, type Shop } from './shop.ts';

const live = (key: string): string => key.replace('test', 'live');

/** What a job has that reads the live account, and one that writes to it. */
export const reading = { inputs: { 'stripe-api-key': live(READ_KEY) } };
export const writing = { inputs: { 'stripe-api-key': live(WRITE_KEY) }, token: RELEASE };

/** What a drift check's token may do at least, so that it tells. */
const REPORT: TokenOptions = { permissions: { contents: 'read', issues: 'write' } };

/** A plan with comments that must last. */
export const plan = (code: string, amount: string, more = ''): string =>
  `# ${code}, as sold
code: ${code}
name: ${code} plan # shown to customers
${more}default_price: monthly
prices:
  monthly: { amount: ${amount}, currency: usd, interval: month }
`;

/** A shop with two plans, released to the live account. */
export async function openShop(files: Readonly<Record<string, string>> = {}): Promise<Shop> {
  const shop = await newShop({
    'plans/pro.yaml': plan('pro', '25.00'),
    'plans/team.yaml': plan('team', '50.00'),
    ...files,
  });
  await shop.release('live');
  return shop;
}

/** The drift job of a morning: by default it may read alone, and report. */
export const morning = async (
  shop: Shop,
  onDrift = 'report',
  how: Parameters<Shop['runOn']>[1] = {},
): Promise<StepResult> => {
  const { inputs } = onDrift === 'revert' ? writing : reading;
  const token = onDrift === 'report' || onDrift === 'fail' ? REPORT : RELEASE;
  const asked = { ...inputs, ...how.inputs, 'on-drift': onDrift };
  return shop.runOn(scheduleEvent(shop.repo), { token, ...how, inputs: asked });
};

/** Reviews a pull request, merges it, and releases it to the live account. */
export async function landed(shop: Shop, number: number): Promise<StepResult> {
  const review = await shop.review(number, 'opened', reading);
  if (review.exit !== 0) throw new Error(review.log);
  shop.repo.merge(number, 'squash');
  return push(shop);
}

/** The release job that a push to the default branch starts. */
export const push = async (shop: Shop): Promise<StepResult> =>
  shop.runOn(pushEvent(shop.repo, { before: null }), writing);

/** The issues that the job's token opened. */
export const ours = ({ repo }: Shop): Issue[] =>
  [...repo.state.issues.values()].filter(
    ({ author, body }) =>
      author === 'github-actions[bot]' && body?.startsWith('<!-- pricebook:issue ') === true,
  );

/** The pull requests from a branch of ours, oldest first. */
export const proposals = ({ repo }: Shop, branch = 'pricebook/accept-live'): Pull[] =>
  [...repo.state.pulls.values()].filter(({ head }) => head.ref === branch);

/** How often anything was written to Stripe. */
export const writes = ({ emulator }: Shop): number =>
  emulator.log().filter(({ method }) => method !== 'GET').length;
