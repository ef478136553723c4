import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from './sources.ts';

const REFUSED = [
  ['lib/x.ts', 'model/key.ts'],
  ['model/x.ts', 'kinds/kind.ts'],
  ['kinds/price/x.ts', 'diff/compare.ts'],
  ['kinds/price/x.ts', 'plan/order.ts'],
  ['manifest/x.ts', 'diff/compare.ts'],
  ['diff/x.ts', 'plan/order.ts'],
  ['plan/deep/x.ts', 'render/text.ts'],
  ['render/x.ts', 'stripe/client.ts'],
  ['stripe/x.ts', 'snapshot/file.ts'],
  ['snapshot/x.ts', 'commands/plan.ts'],
  ['workspace/x.ts', 'stripe/client.ts'],
  ['github/x.ts', 'cli.ts'],
  ['commands/x.ts', 'emulator/main.ts'],
  ['commands/y.ts', 'cli/options.ts'],
  ['action.ts', 'emulator/main.ts'],
  ['action/x.ts', 'cli/options.ts'],
  ['emulator/x.ts', 'model/key.ts'],
] as const;

const ALLOWED = [
  ['model/a.ts', 'lib/json.ts'],
  ['kinds/plan/a.ts', 'kinds/kind.ts'],
  ['kinds/a.ts', 'kinds/plan/kind.ts'],
  ['plan/a.ts', 'kinds/registry.ts'],
  ['stripe/a.ts', 'plan/order.ts'],
  ['commands/a.ts', 'stripe/client.ts'],
  ['cli.ts', 'emulator/main.ts'],
  ['cli.ts', 'cli/options.ts'],
  ['cli/a.ts', 'emulator/main.ts'],
  ['emulator/a.ts', 'lib/json.ts'],
] as const;

let folder: string;
let refused: ReadonlySet<string>;

/** Lints a repository that has nothing but these imports, with our rules. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pricebook-lint-'));
  copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  for (const [from, to] of [...REFUSED, ...ALLOWED]) {
    mkdirSync(join(folder, 'src', dirname(from)), { recursive: true });
    const path = posix.relative(posix.dirname(from), to);
    const text = `export { x } from '${path.startsWith('.') ? path : `./${path}`}';\n`;
    writeFileSync(join(folder, 'src', from), text);
  }
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format=json', 'src'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const { diagnostics }: { diagnostics: { code: string; filename: string }[] } = JSON.parse(stdout);
  const found = diagnostics.filter(({ code }) => code.includes('no-restricted-imports'));
  refused = new Set(found.map(({ filename }) => filename.replaceAll('\\', '/')));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(REFUSED)('the linter refuses that %s imports %s', (from) => {
  expect(refused).toContain(`src/${from}`);
});

it.each(ALLOWED)('the linter lets %s import %s', (from) => {
  expect(refused).not.toContain(`src/${from}`);
});
