import type { HealthFinding, HealthStatus } from '../model/health.ts';
import { SENTENCE } from './diagnostics.ts';
import { terminalText } from './safe.ts';
import { paint, type Style, type Tone } from './style.ts';

interface Look {
  readonly status: HealthStatus;
  readonly sign: string;
  readonly tone: Tone;
  readonly one: string;
  readonly many: string;
}

/** In the order in which they are shown. */
const LOOKS: readonly Look[] = [
  { status: 'error', sign: '✗', tone: 'danger', one: 'error', many: 'errors' },
  { status: 'warning', sign: '!', tone: 'warning', one: 'warning', many: 'warnings' },
  { status: 'unknown', sign: '?', tone: 'notice', one: 'unknown', many: 'unknown' },
  { status: 'ok', sign: '✓', tone: 'good', one: 'ok', many: 'ok' },
];

const of = (findings: readonly HealthFinding[], { status }: Look): readonly HealthFinding[] =>
  findings.filter((finding) => finding.status === status);

function lines(
  { check, summary, fix }: HealthFinding,
  { sign, tone }: Look,
  style: Style,
): readonly string[] {
  const words = terminalText(summary, SENTENCE);
  return [
    `${paint(style, tone, sign)} ${paint(style, 'title', check)}  ${words}`,
    ...(fix === undefined ? [] : [`    ${terminalText(fix, SENTENCE)}`]),
  ];
}

/** Every finding with its fix, what would fail first, and how many there are of each. No line feed at its end. */
export function renderHealth(findings: readonly HealthFinding[], style: Style): string {
  const shown = LOOKS.flatMap((look) => of(findings, look).flatMap((finding) => lines(finding, look, style)));
  const counts = LOOKS.map((look) => ({ look, number: of(findings, look).length }))
    .filter(({ number }) => number > 0)
    .map(({ look, number }) => `${number} ${number === 1 ? look.one : look.many}`);
  return [...shown, '', paint(style, 'title', counts.join(', '))].join('\n');
}
