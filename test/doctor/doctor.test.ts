import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFolder } from '../init/repository.ts';
import { newHosted, newPatient, READING } from './patient.ts';

const SIGNS = ['✗', '!', '?', '✓'];

describe('doctor', () => {
  it('lists what would fail first, each with its fix, and counts at the end', async () => {
    const { text, findings } = await (await newPatient()).doctor({});
    const shown = text.split('\n').filter((line) => SIGNS.includes(line[0] ?? ''));
    const ranks = shown.map((line) => SIGNS.indexOf(line[0] ?? ''));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(shown).toHaveLength(findings.length);
    for (const { summary, fix = '' } of findings)
      expect(text).toContain(fix === '' ? summary : `${summary}\n    ${fix}`);
    expect(text.split('\n').at(-1)).toBe('1 error, 3 warnings, 1 unknown, 2 ok');
  });

  it('gives programs the same findings, and their counts', async () => {
    const { json } = await (await newPatient()).doctor();
    expect(json).toMatchObject({
      formatVersion: 1,
      environment: 'test',
      livemode: false,
      counts: { error: 0 },
      diagnostics: [],
    });
    expect(json.findings).toContainEqual({
      check: 'key',
      status: 'ok',
      summary: 'there is a restricted key of test mode',
    });
  });

  it('has a fix for whatever is not in order', async () => {
    const hosted = await newHosted();
    await hosted.patient.repository.init({ live: true });
    const { findings } = await hosted.doctor();
    const open = findings.filter(({ status }) => status !== 'ok');
    expect(open.length).toBeGreaterThan(5);
    expect(open.filter(({ fix }) => fix === undefined)).toEqual([]);
  });

  it('exits with 0 while nothing would fail, whatever it warns about', async () => {
    const { exit, findings } = await (await newPatient()).doctor();
    expect(findings.map(({ status }) => status)).toContain('warning');
    expect(exit).toBe(0);
  });

  it('looks at what there is where there is no repository', async () => {
    const patient = await newPatient();
    const { of, exit } = await patient.doctor(undefined, {
      folder: newFolder(),
      plans: join(patient.repository.folder, 'plans'),
      config: join(patient.repository.folder, '.github/pricebook.yaml'),
    });
    expect(of('repository')).toEqual(['unknown: this folder is in no git repository']);
    expect(of('manifests')).toEqual(['ok: the manifests are valid: 3 objects']);
    expect(exit).toBe(0);
  });

  it('finds workflows and owners from a folder below the top', async () => {
    const { repository, doctor } = await newPatient();
    await repository.init();
    repository.write('CODEOWNERS', '* @a\n');
    repository.write('shop/plans/pro.yaml', repository.read('plans/pro.yaml'));
    const { of } = await doctor({}, { folder: join(repository.folder, 'shop') });
    expect(of('code-owners')[0]).toMatch(/^ok: /);
    expect(of('workflow-events')[0]).toMatch(/^ok: /);
  });
});

describe('what doctor does', () => {
  it('writes nothing, to Stripe or to a file', async () => {
    const { repository, emulator, release, doctor } = await newPatient();
    await release();
    await repository.init();
    const contents = () =>
      repository.files().map((path) => readFileSync(join(repository.folder, path), 'hex'));
    const before = { files: repository.files(), contents: contents(), state: emulator.state() };
    emulator.resetRequests();
    await doctor();
    expect(emulator.log().length).toBeGreaterThan(10);
    expect(new Set(emulator.log().map(({ method }) => method))).toEqual(new Set(['GET']));
    expect({ files: repository.files(), contents: contents(), state: emulator.state() }).toEqual(before);
  });

  it('shows no key, and lets no text of a file at the terminal or the runner', async () => {
    const { repository, doctor } = await newPatient();
    await repository.init();
    const path = '.github/workflows/pricebook-release.yml';
    const hostile = '"\\e[31mred\\n::error::x sk_live_0123456789abcdef"';
    repository.write(
      path,
      repository
        .read(path)
        .replace('command: apply', `command: apply\n          snapshot-branch: ${hostile}`),
    );
    const { text } = await doctor();
    expect(text).not.toMatch(/\u001b|^::|0123456789/m);
    expect(text).not.toContain(READING);
  });
});
