/**
 * `node .ci/picture.ts` writes docs/plan.svg: what `pricebook plan` prints for a pull request that raises a price,
 * adds one and takes a plan off sale, run for real against the embedded Stripe, as a picture for the README.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from '../src/emulator/server.ts';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'pricebook-picture-'));
const emulator = await startEmulator();

async function pricebook(...args: string[]): Promise<string> {
  const child = spawn(process.execPath, [join(root, 'src/cli.ts'), ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      STRIPE_API_KEY: 'sk_test_picture',
      STRIPE_API_BASE: emulator.url,
      FORCE_COLOR: '1',
    },
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise((ended) => child.once('close', ended));
  return Buffer.concat(chunks).toString('utf8');
}

const COLOURS: Readonly<Record<string, string>> = {
  '31': '#ff7b72',
  '32': '#7ee787',
  '33': '#e3b341',
  '34': '#79c0ff',
  '35': '#d2a8ff',
  '36': '#76e3ea',
};
const WIDTH = 104;

const escape = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    // Viewers fold white space; these spaces stay.
    .replaceAll(' ', '\u00a0');

/** One line with its colour codes as spans; bold and dim are weights. */
function spans(line: string): string {
  let style = '';
  return line
    .split(/(\u001b\[\d+m)/)
    .map((part) => {
      const code = /^\u001b\[(\d+)m$/.exec(part)?.[1];
      if (code === undefined) return part === '' ? '' : `<tspan${style}>${escape(part)}</tspan>`;
      const colour = COLOURS[code];
      if (colour !== undefined) style = ` fill="${colour}"`;
      else if (code === '1') style = ' font-weight="bold"';
      else if (code === '2') style = ' fill="#8b949e"';
      else style = '';
      return '';
    })
    .join('');
}

/** The length of what is seen of a line. */
const cells = (line: string): number => line.replaceAll(/\u001b\[\d+m/g, '').length;

function wrap(line: string): string[] {
  if (cells(line) <= WIDTH) return [line];
  const indent = `${/^ */.exec(line)?.[0] ?? ''}  `;
  const at = line.lastIndexOf(' ', WIDTH);
  return [line.slice(0, at), ...wrap(indent + line.slice(at + 1))];
}

function svg(text: string): string {
  const lines = text.trimEnd().split('\n').flatMap(wrap);
  const height = lines.length * 20 + 48;
  const rows = lines.map((line, index) => `<text x="20" y="${index * 20 + 36}">${spans(line)}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="920" height="${height}" viewBox="0 0 920 ${height}" role="img" aria-label="The output of pricebook plan">
<rect width="920" height="${height}" rx="8" fill="#0d1117"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="#e6edf3">
${rows.join('\n')}
</g>
</svg>
`;
}

try {
  cpSync(join(root, 'plans'), join(folder, 'plans'), { recursive: true });
  await pricebook('apply', '--yes');
  const pro = join(folder, 'plans/pro.yaml');
  const raised = readFileSync(pro, 'utf8').replace('price: 25.00', 'price: 29.00').split('---\n')[0] ?? '';
  const added = `code: team\nname: Team Plan\nprices:\n  monthly: { amount: 49.00, currency: usd, interval: month, currencies: { eur: 45.00 } }\n`;
  writeFileSync(pro, `${raised}---\n${added}`);
  const output = await pricebook('plan');
  writeFileSync(join(root, 'docs/plan.svg'), svg(`\u001b[2m$ pricebook plan\u001b[0m\n${output}`));
} finally {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
}
