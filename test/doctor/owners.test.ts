import { describe, expect, it } from 'vitest';
import { ownersOf } from '../../src/commands/doctor/owners.ts';
import { newPatient } from './patient.ts';

describe('the owners of a file', () => {
  it.each([
    ['*', 'plans/a/pro.yaml', true],
    ['*.yaml', 'plans/a/pro.yaml', true],
    ['*.yml', 'plans/a/pro.yaml', false],
    ['/plans/', 'plans/a/pro.yaml', true],
    ['plans/', 'shop/plans/pro.yaml', true],
    ['/plans/', 'shop/plans/pro.yaml', false],
    ['/plans', 'plans/pro.yaml', true],
    ['/plan', 'plans/pro.yaml', false],
    ['plans/*', 'plans/pro.yaml', true],
    ['plans/*', 'plans/a/pro.yaml', false],
    ['plans/**', 'plans/a/pro.yaml', true],
    ['**/workflows/', '.github/workflows/review.yml', true],
    ['.github/**/*.yml', '.github/workflows/review.yml', true],
    ['/p?ans/', 'plans/pro.yaml', true],
    ['/.github/', 'xgithub/a', false],
    ['!plans/', 'plans/pro.yaml', false],
    ['[p]lans/', 'plans/pro.yaml', false],
  ])('by the pattern %s are those of %s: %s', (pattern, path, matches) => {
    expect(ownersOf(path, `${pattern} @acme/prices`)).toEqual(matches ? ['@acme/prices'] : []);
  });

  it('are those of the last line that matches, or nobody where it names none', () => {
    expect(ownersOf('plans/a.yaml', '* @a\n# plans/ @b\n/plans/ @c @d # both\n')).toEqual(['@c', '@d']);
    expect(ownersOf('plans/a.yaml', '* @a\n/plans/\n')).toEqual([]);
  });
});

describe('CODEOWNERS', () => {
  it('is a warning where there is none', async () => {
    const { of } = await (await newPatient()).doctor({});
    expect(of('code-owners')[0]).toMatch(/^warning: there is no CODEOWNERS/);
  });

  it('is a warning where it leaves something open, which is named', async () => {
    const patient = await newPatient();
    patient.repository.write('CODEOWNERS', '/.github/ @a\n');
    expect((await patient.doctor({})).of('code-owners')).toEqual([
      'warning: CODEOWNERS names no owner of plans/new.yaml, CODEOWNERS',
    ]);
  });

  it('is in order where it covers manifests, workflows, configuration and itself', async () => {
    const patient = await newPatient();
    patient.repository.write('.github/CODEOWNERS', '/.github/ @a\n/plans/ @a\n');
    expect((await patient.doctor({})).of('code-owners')).toEqual([
      'ok: .github/CODEOWNERS covers manifests, workflows and configuration',
    ]);
  });
});
