import { describe, expect, it } from 'vitest';
import { line, load, objectsOf } from '../manifest/support.ts';

const SSO = 'kind: entitlement\ncode: sso\nname: Single sign-on\n';
const plan = (lines: string): string => `code: pro\nname: Pro\n${lines}---\n`;
const problems = (text: string, options = {}): readonly string[] =>
  load({ 'plans/a.yaml': text }, options).diagnostics.map(line);

describe('the manifest of an entitlement', () => {
  it.each([
    ['no name', SSO.replace(/name.*\n/, ''), 'missing-field'],
    ['a long name', SSO.replace('Single sign-on', 'x'.repeat(81)), 'too-long'],
    ['a code with a space', SSO.replace('code: sso', 'code: s s'), 'bad-code'],
    ['metadata of ours', `${SSO}metadata: { pricebook_key: x }\n`, 'reserved-metadata'],
    ['a former code', `${SSO}formerly: saml\n`, 'unknown-field'],
  ])('is refused with %s', (_name, text, code) => {
    expect(problems(text)).toEqual([expect.stringContaining(`manifest.${code} `)]);
  });
});

describe('what a plan unlocks', () => {
  it('is an object for each code, at its place', () => {
    const objects = objectsOf(`${plan('entitlements:\n  - sso\nformerly: team\n')}${SSO}`);
    expect(objects.find(({ kind }) => kind === 'attachment')).toMatchObject({
      key: 'attachment/pro/sso',
      spec: { product: 'product/pro', entitlement: 'entitlement/sso' },
      formerly: ['attachment/team/sso'],
      where: { line: 4, column: 5 },
    });
  });

  it('is an entitlement that a manifest describes, and that is active', () => {
    expect(problems(`${plan('entitlements: [soo]\n')}${SSO}`)).toEqual([
      'plans/a.yaml:3:16 manifest.unknown-reference no manifest describes the entitlement `soo`',
    ]);
    expect(problems(`${plan('entitlements: [sso]\n')}${SSO}active: false\n`)).toEqual([
      'plans/a.yaml:3:16 manifest.inactive-reference `entitlement/sso` is inactive, and `attachment/pro/sso` needs it',
    ]);
  });

  it('is where its plan is', () => {
    const text = `${plan('entitlements: [sso]\n')}${SSO}only: [live]\n`;
    expect(problems(text)).toEqual([
      'plans/a.yaml:3:16 manifest.unknown-reference `entitlement/sso` does not exist in `test`',
    ]);
    expect(problems(text.replace('---', 'only: [live]\n---'))).toEqual([]);
  });

  it.each(['entitlements: sso', 'entitlements: [sso, sso]', 'entitlements: ["s s"]', 'entitlements: [1]'])(
    'is not %s',
    (lines) => {
      expect(problems(`${plan(`${lines}\n`)}${SSO}`)).toHaveLength(1);
    },
  );
});
