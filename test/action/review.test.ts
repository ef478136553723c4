import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { readRecord } from '../../src/plan/comment-marker.ts';
import { pullRequestEvent } from '../github/payloads.ts';
import { newShop, READ_KEY, type Shop } from './shop.ts';

const pro = (amount: string, more = ''): string =>
  `code: pro\nname: Pro Plan\nprices:\n  monthly: { amount: ${amount}, currency: usd, interval: month }\n${more}`;
const basic = `code: basic\nname: Basic Plan\nprice: 10.00\ncurrency: usd\ninterval: month\n`;

let shop: Shop;

const open = async (
  files: Readonly<Record<string, string>> = { 'plans/pro.yaml': pro('25.00'), 'plans/basic.yaml': basic },
  options: Parameters<typeof newShop>[1] = {},
): Promise<Shop> => (shop = await newShop(files, options));

afterEach(async () => shop.close());

const writes = (): number => shop.emulator.log().filter(({ method }) => method !== 'GET').length;
const recordIn = (body = '') => readRecord(body);

describe('the comment on a pull request', () => {
  it.each(['opened', 'synchronize', 'reopened', 'retitled'] as const)(
    'is written when it is %s',
    async (action) => {
      await open();
      await shop.release();
      const before = writes();
      const number = shop.propose({ 'plans/pro.yaml': pro('29.00') });
      const step = await shop.review(number, action);
      expect(step).toMatchObject({ exit: 0, outputs: { 'failure-reason': '', 'has-changes': 'true' } });
      const [body, ...copies] = shop.told(number);
      expect(copies).toEqual([]);
      expect(body).toContain('$25.00');
      expect(body).toContain('$29.00');
      expect(step.outputs['comment-url']).toMatch(
        /^https:\/\/github\.com\/acme\/shop\/pull\/\d+#issuecomment-\d+$/,
      );
      expect(recordIn(body)).toMatchObject({
        environment: 'test',
        head: shop.repo.pull(number).head.sha,
        base: { ref: 'main', commit: shop.repo.tip() },
        digest: step.outputs.digest,
        changes: [{ key: 'price/pro/monthly', action: 'replace' }],
      });
      expect(writes()).toBe(before);
    },
  );

  it('is one after ten pushes, among 250 others on pages of 30', async () => {
    await open(undefined, { limits: { pageSize: 30 } });
    const number = shop.propose({ 'plans/pro.yaml': pro('26.00') });
    shop.repo.addComments(number, 125);
    for (let push = 1; push <= 10; push += 1) {
      shop.push(number, { 'plans/pro.yaml': pro(`${26 + push}.00`) });
      if (push === 5) shop.repo.addComments(number, 125, 'reviewer');
      const step = await shop.review(number);
      expect(step.outputs['failure-reason']).toBe('');
    }
    const [body, ...copies] = shop.told(number);
    expect(copies).toEqual([]);
    expect(body).toContain('$36.00');
    expect(recordIn(body)?.head).toBe(shop.repo.pull(number).head.sha);
    expect(shop.repo.comments(number)).toHaveLength(251);
  }, 60_000);

  it('leaves alone what somebody else wrote with its marker', async () => {
    await open();
    const number = shop.propose({ 'plans/pro.yaml': pro('29.00') });
    shop.repo.addComment(number, '<!-- pricebook:review test {} -->\nApproved by finance', 'mallory');
    await shop.review(number, 'opened');
    expect(shop.repo.comments(number).find(({ author }) => author === 'mallory')?.body).toContain('finance');
    expect(shop.told(number)).toHaveLength(1);
  });

  it('is not written for a head that has moved on', async () => {
    await open();
    const number = shop.propose({ 'plans/pro.yaml': pro('29.00') });
    shop.github.onRequest(({ path }, phase) => {
      // While the run reads the snapshot's folder somebody pushes.
      if (phase === 'before' && path.includes('/git/trees/')) {
        shop.github.onRequest(null);
        shop.push(number, { 'plans/pro.yaml': pro('31.00') });
      }
    });
    const step = await shop.review(number);
    expect(step).toMatchObject({ exit: 0, outputs: { 'comment-url': '' } });
    expect(step.log).toContain('review.stale');
    expect(shop.told(number)).toEqual([]);
  });

  it('says so when nothing is left to change, and is not made for nothing where it is to be quiet', async () => {
    await open();
    await shop.release();
    const quiet = { inputs: { comment: 'changes' } };
    const number = shop.propose({ 'README.md': '# The shop\n' });
    await shop.review(number, 'opened', quiet);
    expect(shop.told(number)).toEqual([]);
    shop.push(number, { 'plans/pro.yaml': pro('29.00') });
    await shop.review(number, 'synchronize', quiet);
    expect(shop.told(number)[0]).toContain('$29.00');
    shop.push(number, { 'plans/pro.yaml': pro('25.00') });
    await shop.review(number, 'synchronize', quiet);
    expect(shop.told(number)).toHaveLength(1);
    expect(shop.told(number)[0]).not.toContain('$29.00');
    expect(recordIn(shop.told(number)[0])?.changes).toEqual([]);
  });

  it('is not written where it is off', async () => {
    await open();
    const number = shop.propose({ 'plans/pro.yaml': pro('29.00') });
    const step = await shop.review(number, 'opened', { inputs: { comment: 'off' } });
    expect(step.exit).toBe(0);
    expect(shop.told(number)).toEqual([]);
    expect(step.summary).toContain('$29.00');
  });

  it('is one for each environment', async () => {
    await open();
    const number = shop.propose({ 'plans/pro.yaml': pro('29.00') });
    await shop.review(number, 'opened');
    await shop.review(number, 'opened', { inputs: { 'stripe-api-key': READ_KEY.replace('test', 'live') } });
    expect(shop.told(number).map((body) => recordIn(body)?.environment)).toEqual(['test', 'live']);
  });
});

describe('what a pull request answers for', () => {
  it('is not what was merged before it and is not released', async () => {
    await open();
    await shop.release();
    shop.repo.commit({ change: { 'plans/pro.yaml': pro('29.00') }, message: 'Merged, never released' });
    const number = shop.propose({ 'plans/basic.yaml': basic.replace('10.00', '12.00') });
    const step = await shop.review(number, 'opened');
    const [body = ''] = shop.told(number);
    expect(recordIn(body)?.changes?.map(({ key }) => key)).toEqual(['price/basic/main']);
    expect(JSON.parse(step.outputs.summary!)).toMatchObject({ replace: 2 });
    expect(body.indexOf('$12.00')).toBeLessThan(body.indexOf('Merged earlier'));
    expect(body.indexOf('Merged earlier')).toBeGreaterThan(0);
  });

  it('follows its base when it is retargeted, and is recorded for the default branch alone', async () => {
    await open();
    await shop.release();
    shop.repo.commit({
      branch: 'next',
      parents: [shop.repo.tip()],
      change: { 'plans/basic.yaml': basic.replace('10.00', '12.00') },
    });
    shop.repo.commit({
      branch: 'topic',
      parents: [shop.repo.tip('next')],
      change: { 'plans/pro.yaml': pro('29.00') },
    });
    const { number } = shop.repo.openPullRequest({ head: 'topic', base: 'next' });
    await shop.review(number, 'opened');
    expect(shop.told(number)[0]).toContain('$29.00');
    expect(recordIn(shop.told(number)[0])).toBeNull();
    shop.repo.retarget(number, 'main');
    await shop.review(number, 'retargeted');
    expect(shop.told(number)).toHaveLength(1);
    expect(
      recordIn(shop.told(number)[0])
        ?.changes?.map(({ key }) => key)
        .sort(),
    ).toEqual(['price/basic/main', 'price/pro/monthly']);
  });

  it('is everything, and it says so, where the base’s manifests are not valid', async () => {
    await open({ 'plans/pro.yaml': 'code: [pro\n' });
    const number = shop.propose({ 'plans/pro.yaml': pro('25.00') });
    const step = await shop.review(number, 'opened');
    expect(step.exit).toBe(0);
    expect(step.log).toContain('review.base-invalid');
    expect(recordIn(shop.told(number)[0])?.changes).toHaveLength(2);
  });
});

describe('whose word counts', () => {
  it('judges by the default branch’s configuration, not by the pull request’s', async () => {
    const config = 'default_currency: usd\nguards: { max_price_change: 10 }\n';
    await open({ 'plans/pro.yaml': pro('25.00'), '.github/pricebook.yaml': config });
    await shop.release();
    const loose = config.replace('10', '90').replace('usd', 'eur');
    const noCurrency = 'code: new\nname: New\nprice: 5\ninterval: month\n';
    const number = shop.propose({
      '.github/pricebook.yaml': loose,
      'plans/pro.yaml': pro('29.00'),
      'plans/new.yaml': noCurrency,
    });
    const step = await shop.review(number, 'opened');
    expect(step.exit).toBe(0);
    expect(shop.told(number)[0]).toContain('max_price_change');
    // What manifests mean is the pull request's own.
    expect(shop.told(number)[0]).toContain('€5.00');
  });

  it('takes the first configuration that a repository gets, but not its guards', async () => {
    await open({ 'README.md': '# Shop\n' });
    const config =
      'catalog: acme\nguards: { max_price_change: 90 }\nenvironments: { staging: { livemode: false } }\n';
    const number = shop.propose({ '.github/pricebook.yaml': config, 'plans/pro.yaml': pro('25.00') });
    const step = await shop.review(number, 'opened');
    expect(step.exit).toBe(0);
    expect(recordIn(shop.told(number)[0])?.environment).toBe('staging');
  });

  it('refuses a snapshot that the pull request brings, and names the command that undoes it', async () => {
    await open();
    await shop.release();
    const number = shop.propose({ 'plans/snapshot.test.sqlite': 'mine' });
    const step = await shop.review(number, 'opened');
    expect(step).toMatchObject({ exit: 1, outputs: { 'failure-reason': 'snapshot' } });
    expect(step.log).toContain('git checkout origin/main -- plans/snapshot.test.sqlite');
  });

  it('reads the snapshot from its branch and never from the working folder', async () => {
    await open();
    await shop.release();
    const number = shop.propose({ 'plans/pro.yaml': pro('29.00') });
    const inputs = { 'snapshot-branch': 'pricebook' };
    const mistyped = await shop.review(number, 'opened', { inputs });
    expect(mistyped).toMatchObject({ exit: 1, outputs: { 'failure-reason': 'snapshot' } });
    expect(mistyped.log).toContain('snapshot.no-branch');
    shop.repo.commit({ branch: 'pricebook', parents: [], files: { 'README.md': 'Snapshots' } });
    const elsewhere = await shop.review(number, 'opened', { inputs });
    // Without its record everything is found by its marker.
    expect(JSON.parse(elsewhere.outputs.summary!)).toMatchObject({ relink: 3, replace: 1 });
  });

  it('refuses a checkout that is not the merge', async () => {
    await open();
    const number = shop.propose({ 'plans/pro.yaml': pro('29.00') });
    const { env, payload } = pullRequestEvent(shop.repo, number, 'opened');
    shop.job.write('plans/pro.yaml', pro('1.00'));
    shop.job.write('plans/basic.yaml', basic);
    const step = await shop.job.run({
      event: 'pull_request',
      payload,
      inputs: {
        'stripe-api-key': READ_KEY,
        'github-token': shop.github.token({ permissions: { contents: 'read' } }),
      },
      env: { ...env, STRIPE_API_BASE: shop.emulator.url },
    });
    expect(step.exit).toBe(1);
    expect(step.log).toContain('review.other-checkout');
    expect(step.log).toContain('plans/pro.yaml');
  });

  it('takes line ends of another system for what they are', async () => {
    await open();
    const number = shop.propose({ 'plans/pro.yaml': pro('29.00') });
    const { env, payload } = pullRequestEvent(shop.repo, number, 'opened');
    shop.job.write('plans/pro.yaml', pro('29.00').replaceAll('\n', '\r\n'));
    shop.job.write('plans/basic.yaml', basic);
    const token = shop.github.token({ permissions: { contents: 'read', pull_requests: 'write' } });
    const inputs = { 'stripe-api-key': READ_KEY, 'github-token': token };
    const step = await shop.job.run({
      event: 'pull_request',
      payload,
      inputs,
      env: { ...env, STRIPE_API_BASE: shop.emulator.url },
    });
    expect(step.exit).toBe(0);
  });
});

describe('an old run that is started again', () => {
  it('tells nothing of a base that has moved on, and leaves the comment as it is', async () => {
    await open();
    await shop.release();
    const first = shop.propose({ 'plans/basic.yaml': basic.replace('10.00', '11.00') });
    const second = shop.propose({ 'plans/pro.yaml': pro('29.00') });
    await shop.review(first, 'opened');
    const old = pullRequestEvent(shop.repo, first, 'opened');
    const before = shop.told(first);
    shop.repo.merge(second);
    await shop.release();
    const step = await shop.runOn(old);
    expect(step.exit).toBe(1);
    expect(step.log).toContain('review.stale-base');
    expect(shop.told(first)).toEqual(before);
    // A push makes a new merge.
    shop.push(first, { 'README.md': '# Anew\n' });
    expect((await shop.review(first)).exit).toBe(0);
  });

  it('tells nothing of a pull request that was merged', async () => {
    await open();
    await shop.release();
    const number = shop.propose({ 'plans/pro.yaml': pro('29.00') });
    const old = pullRequestEvent(shop.repo, number, 'opened');
    await shop.runOn(old);
    const before = shop.told(number);
    shop.repo.merge(number);
    await shop.runOn(old);
    expect(shop.told(number)).toEqual(before);
    await shop.release();
    const outcome = shop.told(number);
    expect(outcome[0]).toMatch(/^## Pricebook: .*, applied$/m);
    await shop.runOn(old);
    expect(shop.told(number)).toEqual(outcome);
  });

  it('records no head that it did not plan', async () => {
    await open();
    const number = shop.propose({ 'plans/pro.yaml': pro('26.00') });
    const { env } = pullRequestEvent(shop.repo, number, 'opened');
    shop.push(number, { 'plans/pro.yaml': pro('36.00') });
    const { payload } = pullRequestEvent(shop.repo, number, 'synchronize');
    const step = await shop.runOn({ env, payload });
    expect(step.log).toContain('review.stale-merge');
    expect(shop.told(number)).toEqual([]);
  });
});

describe('what a pull request cannot bring along', () => {
  it('is a manifest that is a link', async () => {
    await open({ 'plans/pro.yaml': pro('25.00') });
    const link = { mode: '120000', content: 'data/pro.txt' } as const;
    const number = shop.propose({});
    shop.repo.commit({
      branch: shop.repo.pull(number).head.ref,
      change: { 'plans/data/pro.txt': pro('34.00'), 'plans/pro.yaml': link },
    });
    const step = await shop.review(number, 'opened');
    expect(step.exit).toBe(1);
    expect(step.log).toContain('review.link');
  });

  it('is the record of a killed apply', async () => {
    await open();
    await shop.release();
    const number = shop.propose({ 'plans/snapshot.test.sqlite.working': 'forged' });
    const step = await shop.review(number, 'opened');
    expect(step.outputs['failure-reason']).toBe('snapshot');
    expect(step.log).toContain('git rm plans/snapshot.test.sqlite.working');
    shop.repo.commit({ change: { 'plans/snapshot.test.sqlite.working': 'forged' } });
    expect((await shop.release()).outputs['has-changes']).toBe('false');
  });

  it('is a review policy for an environment that the default branch does not name', async () => {
    await open({ 'plans/pro.yaml': pro('25.00'), '.github/pricebook.yaml': 'default_currency: usd\n' });
    await shop.release('live');
    const lax =
      'default_currency: usd\nenvironments: { live: { livemode: true, review: none, retire_after: 0 } }\n';
    const number = shop.propose({ '.github/pricebook.yaml': lax, 'plans/pro.yaml': pro('29.00') });
    const inputs = { 'stripe-api-key': READ_KEY.replace('test', 'live') };
    expect((await shop.queue([number], { inputs })).outputs['failure-reason']).toBe('not-reviewed');
    await shop.review(number, 'opened', { inputs });
    expect(shop.told(number)[0]).toContain('a day after the release');
  });

  it('is another name for the configuration that judges', async () => {
    await open({
      'plans/pro.yaml': pro('25.00'),
      '.github/pricebook.yaml': 'guards: { max_price_change: 1 }\n',
    });
    await shop.release();
    const number = shop.propose({
      'lax.yaml': 'guards: { max_price_change: 99 }\n',
      'plans/pro.yaml': pro('29.00'),
    });
    const named = await shop.review(number, 'opened', { inputs: { config: 'lax.yaml' } });
    expect(named.log).toContain('review.other-config');
    const written = await shop.review(number, 'opened', { inputs: { config: './.github/pricebook.yaml' } });
    expect(written.exit).toBe(0);
    expect(shop.told(number)[0]).toContain('max_price_change');
    const outside = await shop.review(number, 'opened', { inputs: { config: '../lax.yaml' } });
    expect(outside.log).toContain('action.bad-input');
  });

  it('is another catalog name, which a release would stop at', async () => {
    await open({ 'plans/pro.yaml': pro('25.00'), '.github/pricebook.yaml': 'default_currency: usd\n' });
    await shop.release();
    const number = shop.propose({ '.github/pricebook.yaml': 'catalog: other\n' });
    const step = await shop.review(number, 'opened');
    expect(step.log).toContain('snapshot.wrong-catalog');
  });

  it('is another object to take over under the name of one that was merged before', async () => {
    await open({ 'plans/pro.yaml': pro('25.00') });
    await shop.release('live');
    await shop.somebody.products.create({ id: 'team', name: 'Team' });
    const amount = {
      product: 'team',
      currency: 'usd',
      unit_amount: 900,
      recurring: { interval: 'month' },
    } as const;
    const [a, b] = [await shop.somebody.prices.create(amount), await shop.somebody.prices.create(amount)];
    const team = (id: string): string =>
      `code: team\nname: Team\nadopt: team\nprices:\n  monthly: { amount: 9.00, currency: usd, interval: month, adopt: ${id}, lookup_key: none }\n`;
    shop.repo.commit({ change: { 'plans/team.yaml': team(a.id) }, message: 'Merged before' });
    const number = shop.propose({ 'plans/team.yaml': team(b.id) });
    await shop.review(number, 'opened', { inputs: { 'stripe-api-key': READ_KEY.replace('test', 'live') } });
    expect(
      recordIn(shop.told(number)[0])?.changes?.map(({ key, fields }) => [key, Object.keys(fields)]),
    ).toEqual([['price/team/monthly', ['adopt']]]);
  });
});

describe('without a key, or without the right to write', () => {
  const readOnly = { permissions: { contents: 'read' as const, pull_requests: 'read' as const } };

  it('compares a fork’s pull request with the committed snapshot, in the job summary', async () => {
    await open();
    await shop.release();
    const fork = shop.github.fork(shop.repo, 'contributor/shop');
    fork.commit({
      branch: 'cheaper',
      parents: [shop.repo.tip()],
      change: { 'plans/pro.yaml': pro('19.00') },
    });
    const { number } = shop.repo.openPullRequest({ head: 'cheaper', from: fork, author: 'contributor' });
    const asked = shop.emulator.requests().total;
    const step = await shop.review(number, 'opened', { inputs: { 'stripe-api-key': '' }, token: readOnly });
    expect(step).toMatchObject({ exit: 0, outputs: { 'has-changes': 'true', 'comment-url': '' } });
    expect(step.summary).toContain('$19.00');
    expect(step.summary).toMatch(/maintainer/);
    expect(shop.emulator.requests().total).toBe(asked);
    expect(shop.told(number)).toEqual([]);
  });

  it('does the same for Dependabot', async () => {
    await open();
    const branch = 'dependabot/npm_and_yarn/left-pad-2.0.0';
    shop.repo.commit({ branch, parents: [shop.repo.tip()], change: { 'package.json': '{}' } });
    const { number } = shop.repo.openPullRequest({ head: branch, author: 'dependabot[bot]' });
    const step = await shop.review(number, 'opened', { inputs: { 'stripe-api-key': '' }, token: readOnly });
    expect(step.exit).toBe(0);
    expect(shop.told(number)).toEqual([]);
  });

  it('plans for real where there is a key, and names the permission that the comment needs', async () => {
    await open();
    const number = shop.propose({ 'plans/pro.yaml': pro('29.00') });
    const step = await shop.review(number, 'opened', { token: readOnly });
    expect(step).toMatchObject({ exit: 0, outputs: { 'comment-url': '' } });
    expect(step.log).toContain('pull-requests: write');
    expect(step.summary).toContain('$29.00');
  });
});

describe('what goes wrong', () => {
  it('is told in the comment, and recorded is nothing', async () => {
    await open();
    await shop.release();
    const number = shop.propose({ 'plans/pro.yaml': pro('29.00') });
    await shop.review(number, 'opened');
    shop.push(number, { 'plans/pro.yaml': pro('1e3') });
    const step = await shop.review(number);
    expect(step).toMatchObject({ exit: 1, outputs: { 'failure-reason': 'invalid-manifest' } });
    expect(step.log).toMatch(/^::error title=manifest\.[a-z-]+,file=plans\/pro\.yaml,line=4,col=\d+::/m);
    const [body, ...copies] = shop.told(number);
    expect(copies).toEqual([]);
    expect(body).not.toContain('$29.00');
    expect(recordIn(body)).toBeNull();
  });

  it('annotates ten at most, and counts the rest', async () => {
    await open();
    const broken = Array.from(
      { length: 30 },
      (_, index) => `code: p${index}\nname: P\nprice: x\ncurrency: usd\ninterval: month\n`,
    );
    const number = shop.propose({ 'plans/many.yaml': broken.join('---\n') });
    const step = await shop.review(number, 'opened');
    expect(step.log.match(/^::error /gm)?.length).toBeLessThanOrEqual(11);
    expect(step.log).toMatch(/^::error title=pricebook::22 more/m);
  });

  it('is no annotation without a key for GitHub', async () => {
    await open();
    const number = shop.propose({ 'plans/pro.yaml': pro('29.00') });
    const step = await shop.review(number, 'opened', { inputs: { 'github-token': '' } });
    expect(step.exit).toBe(1);
    expect(step.log).toContain('action.no-token');
  });

  it('leaves keys and tokens out of everything', async () => {
    await open();
    const number = shop.propose({ 'plans/pro.yaml': pro('29.00') });
    const token = shop.github.token({ permissions: { contents: 'read', pull_requests: 'write' } });
    const step = await shop.review(number, 'opened', { inputs: { 'github-token': token } });
    const said = step.log.replaceAll(/^::add-mask::.*$/gm, '') + step.summary + JSON.stringify(step.outputs);
    for (const secret of [token, READ_KEY]) {
      expect(said).not.toContain(secret);
      expect(shop.told(number).join('')).not.toContain(secret);
    }
  });
});

describe('GitHub or Stripe in trouble', () => {
  it('fails the run and keeps the plan when the comment cannot be written', async () => {
    await open();
    const number = shop.propose({ 'plans/pro.yaml': pro('29.00') });
    shop.github.fail({ kind: 'error-before', method: 'POST', path: /comments$/, times: 99 });
    const step = await shop.review(number, 'opened');
    expect(step).toMatchObject({ exit: 1, outputs: { 'has-changes': 'true', 'comment-url': '' } });
    expect(step.summary).toContain('$29.00');
    expect(step.log).toContain('github.failed');
  }, 60_000);

  it('tells the plan without subscribers when they cannot be counted', async () => {
    await open();
    await shop.release();
    const number = shop.propose({ 'plans/pro.yaml': pro('29.00') });
    const inputs = { 'stripe-api-key': `${READ_KEY}_nosubscriptions` };
    const step = await shop.review(number, 'opened', { inputs });
    expect(step.exit).toBe(0);
    expect(shop.told(number)[0]).toContain('subscription_read');
    expect(shop.told(number)[0]).toContain('$29.00');
  });
});

describe('a merge queue', () => {
  const strict = 'environments: { test: { livemode: false, review: planned } }\n';

  it('lets a group through whose changes its pull requests showed', async () => {
    await open({
      'plans/pro.yaml': pro('25.00'),
      'plans/basic.yaml': basic,
      '.github/pricebook.yaml': strict,
    });
    await shop.release();
    const first = shop.propose({ 'plans/pro.yaml': pro('29.00') });
    const second = shop.propose({ 'plans/basic.yaml': basic.replace('10.00', '12.00') });
    await shop.review(first, 'opened');
    await shop.review(second, 'opened');
    const step = await shop.queue([first, second]);
    expect(step).toMatchObject({ exit: 0, outputs: { 'failure-reason': '', 'comment-url': '' } });
    expect([...shop.told(first), ...shop.told(second)]).toHaveLength(2);
  });

  it('stops one that nobody reviewed, or that changed since', async () => {
    await open({ 'plans/pro.yaml': pro('25.00'), '.github/pricebook.yaml': strict });
    await shop.release();
    const number = shop.propose({ 'plans/pro.yaml': pro('29.00') });
    const unseen = await shop.queue([number]);
    expect(unseen).toMatchObject({ exit: 1, outputs: { 'failure-reason': 'not-reviewed' } });
    expect(unseen.log).toContain('price/pro/monthly');
    await shop.review(number, 'opened');
    shop.push(number, { 'plans/pro.yaml': pro('35.00') });
    const moved = await shop.queue([number]);
    expect(moved.outputs['failure-reason']).toBe('not-reviewed');
  });

  it('stops one that a guard stops, in live mode', async () => {
    await open();
    await shop.release('live');
    const number = shop.propose({ 'plans/pro.yaml': pro('99.00') });
    const inputs = { 'stripe-api-key': READ_KEY.replace('test', 'live') };
    await shop.review(number, 'opened', { inputs });
    const step = await shop.queue([number], { inputs });
    expect(step).toMatchObject({ exit: 1, outputs: { 'failure-reason': 'guard' } });
  });
});

describe('a large plan', () => {
  it('fits into the comment with every destructive change, and whole into the plan file', async () => {
    const plans = (amount: string, count: number): string =>
      Array.from({ length: count }, (_, index) => {
        const code = `plan_${String(index).padStart(4, '0')}`;
        return `code: ${code}\nname: Plan ${index}\nprice: ${amount}\ncurrency: usd\ninterval: month\n`;
      }).join('---\n');
    await open({
      'plans/many.yaml': plans('10.00', 1000),
      '.github/pricebook.yaml': 'max_requests_per_second: 100\n',
    });
    await shop.release();
    const number = shop.propose({
      'plans/many.yaml': `${plans('12.00', 700)}---\n${plans('9.00', 400).replaceAll('plan_', 'new_')}`,
    });
    const step = await shop.review(number, 'opened');
    expect(step.exit).toBe(0);
    const [body = ''] = shop.told(number);
    expect(body.length).toBeLessThanOrEqual(60_000);
    const { changes } = JSON.parse(readFileSync(step.outputs['plan-file']!, 'utf8'));
    expect(changes.length).toBeGreaterThan(2000);
    for (let index = 0; index < 1000; index += 1)
      expect(body).toContain(`plan_${String(index).padStart(4, '0')}`);
    expect(recordIn(body)).toMatchObject({ changes: null, digest: step.outputs.digest });
    expect(Buffer.byteLength(step.summary)).toBeLessThan(1024 * 1024);
  }, 120_000);
});
