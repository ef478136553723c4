import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { importCatalog } from '../../src/commands/import.ts';
import type { ImportOptions } from '../../src/commands/import/options.ts';
import type { Io } from '../../src/commands/io.ts';
import { newRun, settle } from '../../src/commands/run.ts';
import type { JsonRecord } from '../../src/lib/json.ts';

/** A folder that is imported into. */
export interface Folder {
  /** Runs `import` for an account; a failure is thrown with the codes of its errors. */
  run(
    url: string,
    options?: Partial<ImportOptions>,
    key?: string,
  ): Promise<{ json: JsonRecord; text: string }>;
  /** Its manifests by path, from the folder of plans. */
  files(): Readonly<Record<string, string>>;
  write(path: string, text: string): void;
  /** Puts a snapshot beside the manifests. */
  snapshot(environment: string, bytes: Buffer | null): void;
  /** All manifests as one text. */
  yaml(): string;
  empty(): void;
  remove(): void;
}

export function newFolder(): Folder {
  const root = mkdtempSync(join(tmpdir(), 'pricebook-import-'));
  const plans = join(root, 'plans');
  const files = (): Record<string, string> =>
    Object.fromEntries(
      (existsSync(plans) ? readdirSync(plans, { recursive: true, encoding: 'utf8' }) : [])
        .filter((name) => name.endsWith('.yaml'))
        .sort()
        .map((name) => [name.replaceAll('\\', '/'), readFileSync(join(plans, name), 'utf8')]),
    );
  return {
    files,
    async run(url, options = {}, key = 'sk_test_lab1234567890') {
      const io: Io = {
        env: { STRIPE_API_KEY: key, STRIPE_API_BASE: url },
        out: () => undefined,
        err: () => undefined,
        confirm: null,
        colour: false,
        now: () => new Date(),
        signal: new AbortController().signal,
        commit: null,
      };
      const run = newRun('import', io);
      const config = join(root, 'pricebook.yaml');
      const given = { plans, product: [], active: false, tidy: false, json: false, ...options };
      const settings = existsSync(config) ? { ...given, config } : given;
      const result = await settle(importCatalog, settings, { io, run });
      if (result.exit !== 0)
        throw new Error(run.diagnostics.map(({ code, summary }) => `${code}: ${summary}`).join('\n'));
      return { json: result.json, text: result.text };
    },
    write(path, text) {
      const to = path === 'pricebook.yaml' ? join(root, path) : join(plans, path);
      mkdirSync(dirname(to), { recursive: true });
      writeFileSync(to, text);
    },
    snapshot(environment, bytes) {
      const path = join(plans, `snapshot.${environment}.sqlite`);
      mkdirSync(plans, { recursive: true });
      if (bytes === null) rmSync(path, { force: true });
      else writeFileSync(path, bytes);
    },
    yaml: () => Object.values(files()).join('---\n'),
    empty: () => rmSync(plans, { recursive: true, force: true }),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
