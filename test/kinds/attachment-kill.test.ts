import { describe, expect, it, onTestFinished } from 'vitest';
import type { Death } from '../engine/laws/death.ts';
import { newLab, todo, undone } from '../engine/laws/lab.ts';
import { byText } from '../../src/lib/json.ts';

const entitlement = (code: string): string => `---\nkind: entitlement\ncode: ${code}\nname: The ${code}\n`;
const plan = (code: string, codes: string, more = ''): string =>
  `---\ncode: ${code}\nname: Plan ${code}\nentitlements: [${codes}]\n${more}`;
const price = 'price: 10\ncurrency: usd\ninterval: month\n';

const BEFORE = [
  entitlement('sso'),
  entitlement('api'),
  plan('pro', 'sso, api', price),
  plan('old', 'api'),
].join('');
/** Attaches to what there is, to what is new and to what gets another code; detaches; and gives up a whole plan. */
const AFTER = [
  entitlement('sso'),
  entitlement('saml'),
  entitlement('api'),
  plan('team', 'saml, sso', `formerly: pro\n${price}`),
  plan('next', 'saml, api', price),
].join('');

const DAY = 25 * 3600;
/** Each write on both sides of its effect once; after that in turns. */
const MOMENTS = ['before', 'after'] as const;

describe('a release of what plans unlock', () => {
  it.each(['nothing else happened', 'a day went by', 'the snapshot was put back'])(
    'killed at any write and run again leaves the same, when %s',
    { timeout: 60_000 },
    async (meanwhile) => {
      const lab = await newLab('test');
      onTestFinished(() => lab.close());
      await lab.apply(BEFORE);
      const goBack = lab.save();
      const before = lab.snapshot();
      /** What is attached, and what is recorded. */
      const end = async () => {
        const { product_feature: rows = [] } = lab.emulator.state().modes.test;
        const attached = rows.map(
          (row) => `${Reflect.get(row, 'product')} ${Reflect.get(row, 'entitlement_feature')}`,
        );
        const { resources } = (await lab.applied()) ?? { resources: new Map<string, { id: string }>() };
        const ids = new Set([...resources.values()].map(({ id }) => id));
        return {
          attached: attached.map((text) => text.replace(/feat_\w+/, '')).sort(byText),
          recorded: [...resources.keys()].sort(byText),
          strangers: rows.filter(({ id }) => !ids.has(id)).length,
        };
      };
      lab.emulator.resetRequests();
      await lab.apply(AFTER);
      const writes = lab.emulator.log().filter(({ method }) => method !== 'GET').length;
      const expected = await end();
      expect(writes).toBeGreaterThan(8);
      expect(expected.attached).toEqual(['next ', 'next ', 'old ', 'pro ', 'pro ']);
      const deaths = Array.from({ length: writes }, (_, index) =>
        MOMENTS.filter((_, at) => meanwhile.startsWith('nothing') || at === index % 2).map(
          (moment): Death => ({ write: index + 1, moment }),
        ),
      ).flat();
      for (const death of deaths) {
        goBack();
        expect(await lab.applyUntil(AFTER, death)).toBeNull();
        if (meanwhile === 'a day went by') lab.advance(DAY);
        if (meanwhile === 'the snapshot was put back') lab.putBack(before);
        const run = await lab.apply(AFTER);
        expect([death, undone(run), todo(run.left)]).toEqual([death, [], []]);
        expect([death, await end()]).toEqual([death, expected]);
      }
    },
  );
});
