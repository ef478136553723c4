import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where a browser is, unless `CHROMIUM` says otherwise. */
const CHROMIUM = '/usr/bin/chromium';

/** Headless, without a request to anybody. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
  '--force-device-scale-factor=2',
];

/** Writes a picture of a page to `file`, at two dots a pixel: as wide as asked, and as high as the page says in its title. */
export async function photograph(page: string, width: number, file: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pricebook-picture-'));
  const source = join(folder, 'page.html');
  writeFileSync(source, page);
  const browse = (height: number, ...what: string[]) => {
    const own = [`--user-data-dir=${join(folder, 'browser')}`, `--window-size=${width},${height}`];
    const browser = process.env['CHROMIUM'] ?? CHROMIUM;
    return run(browser, [...FLAGS, ...own, ...what, pathToFileURL(source).href], { maxBuffer: 2 ** 26 });
  };
  try {
    const { stdout } = await browse(1000, '--dump-dom');
    const height = /<title>(\d+)<\/title>/.exec(stdout)?.[1];
    if (height === undefined) throw new Error('The page did not tell its height.');
    await browse(Number(height), `--screenshot=${file}`);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
