import { beforeEach, describe, expect, it } from 'vitest';
import type { Reviews } from '../github/world.ts';
import { newHosted, type Hosted } from './patient.ts';

const GOOD: Reviews = { approvals: 1, dismissStale: true, codeOwners: true, lastPush: false };
const JOB = { permissions: { contents: 'write' } } as const;

let hosted: Hosted;
beforeEach(async () => {
  hosted = await newHosted();
  await hosted.patient.repository.init();
});

const found = async (check: string): Promise<readonly string[]> => (await hosted.doctor()).of(check);

describe('GitHub', () => {
  it('is not asked without a token, and it is said how to give one', async () => {
    const { of, fixes } = await hosted.patient.doctor({ GITHUB_API_URL: hosted.github.url });
    expect(of('github')[0]).toMatch(/^unknown: .*there is no token for it$/);
    expect(fixes('github')[0]).toContain('GH_TOKEN=$(gh auth token)');
    expect(hosted.github.requests).toEqual([]);
  });

  it('is not known when it refuses the token', async () => {
    const env = { GITHUB_API_URL: hosted.github.url, GH_TOKEN: 'ghp_nobody' };
    const { of, text } = await hosted.patient.doctor(env);
    expect(of('github')).toEqual([expect.stringMatching(/^unknown: GitHub refuses the token/)]);
    expect(text).not.toContain('ghp_nobody');
  });

  it('is sent nothing but GET', async () => {
    hosted.shop.protect('main', 'classic', GOOD);
    hosted.shop.environment('stripe-test', [{ type: 'branch', name: 'main' }]);
    await hosted.doctor();
    expect(hosted.github.requests.length).toBeGreaterThan(6);
    expect(new Set(hosted.github.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
  });
});

describe('the branch of the snapshot', () => {
  it('is in order where it takes a commit', async () => {
    expect(await found('snapshot-branch')).toEqual(['ok: "main" takes the commit that records a release']);
  });

  it.each(['classic', 'ruleset'] as const)('is an error where it has %s protection', async (protection) => {
    hosted.shop.protect('main', protection);
    const { of, exit } = await hosted.doctor();
    expect(of('snapshot-branch')[0]).toMatch(/^error: "main" is protected/);
    expect(exit).toBe(1);
  });

  it('is a warning where the release commits with a token of its own, which may be let past', async () => {
    hosted.shop.protect('main', 'ruleset');
    const release = '.github/workflows/pricebook-release.yml';
    const { repository } = hosted.patient;
    repository.write(
      release,
      repository
        .read(release)
        .replace('command: apply', 'command: apply\n          github-token: ${{ steps.app.outputs.token }}'),
    );
    expect((await found('snapshot-branch'))[0]).toMatch(/^warning: "main" is protected/);
  });

  it('is the one that the workflows name, and need not be there yet', async () => {
    hosted = await newHosted();
    await hosted.patient.repository.init({ protected: true });
    hosted.shop.protect('main', 'classic', GOOD);
    expect(await found('snapshot-branch')).toEqual([
      'ok: "pricebook" is not there yet: the first release makes it',
    ]);
    hosted.shop.commit({ branch: 'pricebook', files: { a: 'a' }, message: 'Record' });
    expect(await found('snapshot-branch')).toEqual([
      'ok: "pricebook" takes the commit that records a release',
    ]);
  });
});

describe('reviews of the default branch', () => {
  it('are a warning where nothing is asked', async () => {
    expect(await found('reviews')).toEqual([
      'warning: a pull request to "main" needs no approval, keeps an approval when something else is pushed, does not ask the code owners',
    ]);
  });

  it.each([
    ['classic', { ...GOOD, approvals: 0 }, 'needs no approval'],
    ['ruleset', { ...GOOD, approvals: 0 }, 'needs no approval'],
    ['classic', { ...GOOD, dismissStale: false }, 'keeps an approval'],
    ['ruleset', { ...GOOD, dismissStale: false }, 'keeps an approval'],
    ['classic', { ...GOOD, codeOwners: false }, 'does not ask the code owners'],
    ['ruleset', { ...GOOD, codeOwners: false }, 'does not ask the code owners'],
  ] as const)('are a warning where %s protection leaves a gap: %o', async (protection, reviews, words) => {
    hosted.shop.protect('main', protection, reviews);
    expect(await found('reviews')).toEqual([
      expect.stringContaining(`warning: a pull request to "main" ${words}`),
    ]);
  });

  it.each([
    ['classic', GOOD],
    ['ruleset', GOOD],
    ['classic', { ...GOOD, dismissStale: false, lastPush: true }],
    ['ruleset', { ...GOOD, dismissStale: false, lastPush: true }],
  ] as const)('are in order by %s protection that asks for all: %o', async (protection, reviews) => {
    hosted.shop.protect('main', protection, reviews);
    expect((await found('reviews'))[0]).toMatch(/^ok: /);
  });

  it('are not known to whoever is no administrator, where protection is classic', async () => {
    hosted.shop.protect('main', 'classic', GOOD);
    const { of, fixes } = await hosted.doctor(JOB);
    expect(of('reviews')).toEqual(['unknown: "main" is protected, and only administrators may see how']);
    expect(fixes('reviews')[0]).toContain('Administration: read');
  });
});

describe('the environment of the writing key', () => {
  it.each([
    ['missing', null, 'error: GitHub has no environment "stripe-test": a release gets no key'],
    [
      'open',
      'anywhere',
      'warning: the environment "stripe-test" gives the writing key to jobs on every branch',
    ],
    [
      'for protected branches, and there is none',
      'protected-branches',
      'error: the environment "stripe-test" is for protected branches, and "main" is not: a release is refused',
    ],
    [
      'for no branch',
      [],
      'error: the environment "stripe-test" does not take the branch "main": a release is refused',
    ],
    [
      'for another branch',
      [{ type: 'branch', name: 'trunk' }],
      'error: the environment "stripe-test" does not take the branch "main": a release is refused',
    ],
    [
      'for a pattern',
      [{ type: 'branch', name: 'ma*' }],
      'warning: the environment "stripe-test" gives the writing key to jobs on other refs too: branch "ma*"',
    ],
    [
      'for others too',
      [
        { type: 'branch', name: 'main' },
        { type: 'branch', name: 'release/*' },
        { type: 'tag', name: 'main' },
      ],
      'warning: the environment "stripe-test" gives the writing key to jobs on other refs too: branch "release/*", tag "main"',
    ],
    [
      'for the default branch alone',
      [{ type: 'branch', name: 'main' }],
      'ok: the environment "stripe-test" is for "main" alone',
    ],
  ] as const)('that is %s is told', async (_, policy, finding) => {
    if (policy !== null) hosted.shop.environment('stripe-test', policy);
    expect(await found('deployments')).toEqual([finding]);
  });

  it('that only a run knows is not known', async () => {
    const { repository } = hosted.patient;
    for (const name of ['release', 'drift']) {
      const path = `.github/workflows/pricebook-${name}.yml`;
      repository.write(path, repository.read(path).replaceAll('stripe-test', 'stripe-${{ inputs.mode }}'));
    }
    expect(await found('deployments')).toEqual([
      'unknown: stripe-${{ inputs.mode }} is known only when the job runs',
    ]);
  });

  it('for protected branches is in order where the default branch is one', async () => {
    hosted.shop.protect('main', 'classic', GOOD);
    hosted.shop.environment('stripe-test', 'protected-branches');
    expect(await found('deployments')).toEqual([
      'ok: the environment "stripe-test" is for protected branches alone',
    ]);
  });

  it('is not known where the token may not read it', async () => {
    hosted = await newHosted({ private: true });
    await hosted.patient.repository.init();
    hosted.shop.environment('stripe-test', 'anywhere');
    const { of, fixes } = await hosted.doctor(JOB);
    expect(of('deployments')[0]).toMatch(/^unknown: the token may not GET .*environments\/stripe-test/);
    expect(fixes('deployments')[0]).toContain('Actions');
  });
});
