import { describe, expect, it } from 'vitest';
import { holdsSecret, redact } from '../../src/lib/redact.ts';

describe('redacting', () => {
  it.each([
    ['sk_live_51Abc', 'sk_live_…'],
    ['rk_test_51Abc', 'rk_test_…'],
    ['sk_org_live_51Abc', 'sk_org_live_…'],
    ['whsec_Abc', 'whsec_…'],
    ['ghp_16C7e42F', 'ghp_…'],
    ['gho_16C7e42F', 'gho_…'],
    ['ghu_16C7e42F', 'ghu_…'],
    ['ghr_16C7e42F', 'ghr_…'],
    ['ghs_16C7e42F', 'ghs_…'],
    ['github_pat_11ABC_xyz', 'github_pat_…'],
    ['ghs_1234_eyJh-bG_ci.eyJpc3-Mi_Oi.c2ln-bmF0_dXJl', 'ghs_…'],
  ])('cuts %s after its prefix', (secret, cut) => {
    expect(redact(`token ${secret}. Next`)).toBe(`token ${cut}. Next`);
    expect(redact(`"${secret}"`)).toBe(`"${cut}"`);
    expect(holdsSecret(secret)).toBe(true);
    expect(holdsSecret(cut)).toBe(false);
  });

  it.each(['ghs_', 'ghs_…', 'price_1Abc', 'a.b-c', 'sk_live_'])('leaves %s', (text) => {
    expect(redact(text)).toBe(text);
  });
});
