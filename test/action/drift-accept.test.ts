import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { dispatchEvent } from '../github/payloads.ts';
import { landed, morning, openShop, ours, plan, proposals, reading, writes } from './mornings.ts';
import { RELEASE, type Shop } from './shop.ts';

const PRO = 'plans/pro.yaml';
const BRANCH = 'pricebook/accept-live';

let shop: Shop;
afterEach(async () => shop.close());

const rename = async (name: string) => shop.somebody.products.update('pro', { name });
const accept = async (token = RELEASE) => morning(shop, 'accept', { token });
/** A manifest with another name, and nothing else changed. */
const named = (name: string): string => plan('pro', '25.00').replace('pro plan', name);

/** What a patch makes of the manifests of the default branch. */
function patched(patch: string, path: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'pricebook-patch-'));
  for (const [name, text] of Object.entries(shop.repo.read('main')).filter(([each]) =>
    each.endsWith('.yaml'),
  )) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  execFileSync('git', ['apply', '-'], { cwd: folder, input: patch });
  const text = readFileSync(join(folder, path), 'utf8');
  rmSync(folder, { recursive: true });
  return text;
}

describe('on-drift: accept', () => {
  it('opens one pull request that keeps the manifests’ comments, and keeps it up to date', async () => {
    shop = await openShop();
    const before = writes(shop);
    await rename('Pro for all');
    const made = writes(shop);
    expect(await accept()).toMatchObject({ exit: 0, outputs: { drift: 'true' } });
    const [pull] = proposals(shop);
    expect(pull).toMatchObject({ state: 'open', author: 'github-actions[bot]' });
    expect(shop.repo.read(BRANCH)[PRO]).toBe(named('Pro for all'));
    expect(pull!.body).toContain('probably in the Dashboard');
    expect(ours(shop)[0]!.body).toContain(`/pull/${pull!.number}`);

    const { updated, title } = pull!;
    const tip = shop.repo.tip(BRANCH);
    const issue = ours(shop)[0]!;
    const told = issue.updated;
    await accept();
    expect(pull).toMatchObject({ updated, title });
    expect(shop.repo.tip(BRANCH)).toBe(tip);
    expect(issue.updated).toBe(told);

    await shop.somebody.products.update('team', { name: 'Team for all' });
    await accept();
    expect(shop.repo.read(BRANCH)['plans/team.yaml']).toContain('name: Team for all # shown to customers');
    expect(shop.repo.read(BRANCH)[PRO]).toBe(named('Pro for all'));
    expect(proposals(shop)).toEqual([pull]);
    expect(pull!.body).toContain('Team for all');
    expect(made - before).toBe(1);
    expect(writes(shop)).toBe(made + 1);
  });

  it('does not open again what a person closed, until something else moves', async () => {
    shop = await openShop();
    await rename('Pro for all');
    await accept();
    shop.repo.close(proposals(shop)[0]!.number);
    const step = await accept();
    expect(step).toMatchObject({ exit: 0 });
    expect(step.log).toContain('closed by somebody');
    expect(proposals(shop).map(({ state }) => state)).toEqual(['closed']);
    await rename('Pro for us');
    await accept();
    expect(proposals(shop).map(({ state }) => state)).toEqual(['closed', 'open']);
  });

  it.each([
    ['the setting', false, RELEASE],
    ['the permission', true, { permissions: { contents: 'write', issues: 'write' } }],
    ['any permission', true, { permissions: { contents: 'read' } }],
  ] as const)('leaves the patch in the summary without %s', async (_, mayOpen, token) => {
    shop = await openShop();
    shop.repo.state.jobsOpenPulls = mayOpen;
    await rename('Pro for all');
    const step = await accept(token);
    expect(step).toMatchObject({ exit: 0, outputs: { drift: 'true', 'failure-reason': '' } });
    expect(step.log).toMatch(/::warning[^\n]*propose\.not-opened/);
    expect(proposals(shop)).toEqual([]);
    const [, patch = ''] = /^`{3,}diff\n([^]*?)^`{3,}$/m.exec(step.summary) ?? [];
    expect(patched(patch, PRO)).toBe(named('Pro for all'));
  });

  it('says why, where nothing that moved can be taken over', async () => {
    shop = await openShop();
    shop.repo.commit({ change: { [PRO]: named('Pro merged'), 'plans/team.yaml': null } });
    await rename('Pro by hand');
    await shop.somebody.products.update('team', { name: 'Team by hand' });
    const step = await accept();
    expect(step).toMatchObject({ exit: 0, outputs: { drift: 'true' } });
    expect(step.summary).toMatch(/nothing accepted, 2 left/);
    expect(step.summary).toMatch(/product\/pro.*git changed it too/);
    expect(step.summary).toMatch(/product\/team.*no manifest describes the object/);
    expect(proposals(shop)).toEqual([]);
    expect(ours(shop)[0]!.body).toContain('Team by hand');
  });

  it('settles the drift: after its merge nothing is left', async () => {
    shop = await openShop();
    await rename('Pro for all');
    await accept();
    const [pull] = proposals(shop);
    const released = await landed(shop, pull!.number);
    expect(released).toMatchObject({ exit: 0, outputs: { 'has-changes': 'false' } });
    const made = writes(shop);
    expect(await accept()).toMatchObject({ exit: 0, outputs: { drift: 'false' } });
    expect(ours(shop)).toMatchObject([{ state: 'closed', reason: 'completed' }]);
    expect(proposals(shop)).toEqual([pull]);
    const inputs = { ...reading.inputs, command: 'plan' };
    const plans = await shop.runOn(dispatchEvent(shop.repo), { inputs });
    expect(plans.outputs).toMatchObject({ 'has-changes': 'false', drift: 'false' });
    expect(writes(shop)).toBe(made);
  });
});
