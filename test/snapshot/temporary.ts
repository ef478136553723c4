import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A path in a folder of its own, which goes with the test. */
export function temporaryFile(name = 'snapshot.test.sqlite'): string {
  const folder = mkdtempSync(join(tmpdir(), 'pricebook-snapshot-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, name);
}
