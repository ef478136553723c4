// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { it } from './it.ts';
import { applied, marker, monthly, pro, writes } from './shop.ts';

const one = pro({ monthly: monthly('25.00') });

describe('a recorded id', () => {
  const cases = {
    'no marker': { managed_by: '', pricebook_key: '', pricebook_catalog: '' },
    'another tool’s marker': { managed_by: 'terraform' },
    'another catalog’s marker': marker('product/pro', 'theirs'),
    'another key’s marker': marker('product/basic'),
  };
  for (const [name, metadata] of Object.entries(cases)) {
    it(`whose object bears ${name} is a conflict and is never written to`, async ({ world }) => {
      await applied(world, one);
      await world.post('/v1/products/pro', { metadata });
      world.emulator.resetRequests();
      const plan = await world.plan(one.replace('Pro Plan', 'Pro'));
      expect(plan.conflicts).toEqual([{ key: 'product/pro', reason: 'not-ours', fields: [] }]);
      expect(plan.changes.filter(({ key }) => key === 'product/pro')).toEqual([]);
      expect(plan.changes.filter(({ kind }) => kind === 'price')).toEqual([]);
      const gone = await world.apply('code: other\nname: Other\nprices: {}');
      expect(gone.plan.changes.map(({ action, key }) => `${action} ${key}`)).toContain('forget product/pro');
      expect(writes(world).filter((write) => write.includes('/v1/products/'))).toEqual([]);
    });
  }
});
