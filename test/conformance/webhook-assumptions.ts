import type { Stripe } from 'stripe';
import type { Assumption } from './assumption.ts';
import { verdict, type Context } from './context.ts';

type Params = Stripe.WebhookEndpointCreateParams;

/** An endpoint of this run, switched off by its events: nothing of what the run does is sent to it. */
async function endpoint(
  stripe: Stripe,
  ctx: Context,
  params: Partial<Params> = {},
): Promise<Stripe.WebhookEndpoint> {
  const url = `https://example.com/${ctx.unique('hook')}`;
  const made = await stripe.webhookEndpoints.create({ url, enabled_events: ['topup.reversed'], ...params });
  ctx.defer(() => stripe.webhookEndpoints.del(made.id));
  return made;
}

/** What the reconciler takes webhook endpoints to do. */
export const webhookAssumptions: readonly Assumption[] = [
  {
    id: 'webhook-secret-once',
    question: 'Is the secret of an endpoint in the answer to its creation alone?',
    expected: 'created: yes, retrieved: no, updated: no, listed: no',
    relied: true,
    run: async (stripe, ctx) => {
      const made = await endpoint(stripe, ctx);
      const listed = (await stripe.webhookEndpoints.list({ limit: 100 })).data;
      const seen = (answer: object | undefined): string =>
        answer !== undefined && 'secret' in answer ? 'yes' : 'no';
      return [
        `created: ${seen(made)}`,
        `retrieved: ${seen(await stripe.webhookEndpoints.retrieve(made.id))}`,
        `updated: ${seen(await stripe.webhookEndpoints.update(made.id, { description: 'd' }))}`,
        `listed: ${seen(listed.find(({ id }) => id === made.id))}`,
      ].join(', ');
    },
  },
  {
    id: 'webhook-url-kept',
    question: 'Is a URL without a path kept as sent?',
    expected: 'as sent',
    relied: true,
    run: async (stripe, ctx) => {
      const url = 'https://example.com';
      const made = await endpoint(stripe, ctx, { url });
      return made.url === url ? 'as sent' : `now ${made.url}`;
    },
  },
  {
    id: 'webhook-same-url',
    question: 'Can two endpoints have one URL?',
    expected: 'allowed',
    relied: false,
    run: async (stripe, ctx) => {
      const { url } = await endpoint(stripe, ctx);
      return verdict(ctx, endpoint(stripe, ctx, { url }));
    },
  },
  {
    id: 'webhook-version-fixed',
    question: 'How is another version of the API refused for an endpoint that is there?',
    expected: 'refused: 400 parameter_unknown',
    relied: false,
    run: async (stripe, ctx) => {
      const { id } = await endpoint(stripe, ctx, { api_version: '2026-09-30.endive' });
      const params: object = { api_version: '2026-10-28.endive' };
      return verdict(ctx, stripe.webhookEndpoints.update(id, params));
    },
  },
  {
    id: 'webhook-created-enabled',
    question: 'Is `disabled` refused in a creation?',
    expected: 'refused: 400 parameter_unknown',
    relied: false,
    run: async (stripe, ctx) => {
      const params: object = { disabled: true };
      return verdict(ctx, endpoint(stripe, ctx, params));
    },
  },
  {
    id: 'webhook-clear-description',
    question: 'Does an empty `description` clear it?',
    expected: 'cleared',
    relied: true,
    run: async (stripe, ctx) => {
      const { id } = await endpoint(stripe, ctx, { description: 'd' });
      const { description } = await stripe.webhookEndpoints.update(id, { description: '' });
      return (description ?? '') === '' ? 'cleared' : `now ${JSON.stringify(description)}`;
    },
  },
];
