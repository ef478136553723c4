import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../../src/model/log.ts';
import type { Outcome } from '../../src/model/plan.ts';
import { logLine } from '../../src/render/log-line.ts';

const TIME = new Date('2026-11-22T10:00:00.123Z');

const change = (
  error: string | null,
  { status = 'failed', stripeId = 'price_1' }: Partial<Outcome> = {},
): LogEvent => ({
  event: 'change',
  key: 'price/pro/monthly',
  action: 'update',
  status,
  stripeId,
  requestId: 'req_1',
  attempt: 2,
  milliseconds: 310,
  error,
});

describe('a line of the log', () => {
  it('is JSON with the time and how bad it is', () => {
    const { error: _error, ...rest } = JSON.parse(logLine(change(null, { status: 'done' }), TIME));
    expect(rest).toEqual({
      time: '2026-11-22T10:00:00.123Z',
      level: 'info',
      event: 'change',
      key: 'price/pro/monthly',
      action: 'update',
      status: 'done',
      stripeId: 'price_1',
      requestId: 'req_1',
      attempt: 2,
      milliseconds: 310,
    });
    expect(JSON.parse(logLine(change('x'), TIME))).toMatchObject({ level: 'error' });
    expect(JSON.parse(logLine(change('x', { status: 'skipped' }), TIME))).toMatchObject({ level: 'warning' });
  });

  it.each(['sk_live_abc123', 'rk_test_abc123', 'whsec_abc123', 'ghs_abc.def-123', 'github_pat_abc123'])(
    'cuts %s after its prefix, wherever it stands',
    (secret) => {
      const line = logLine(change(`no ${secret}, "${secret}"\n${secret}`, { stripeId: secret }), TIME);
      expect(line).not.toContain('abc');
      expect(line).toContain('…');
    },
  );

  it.each([
    'a\n::error::b',
    'a\r::error::b',
    '##[error]b',
    'a ##[add-path]b',
    'a\u2028::error::b',
    'a\u0085b',
    '\u001b[31mred',
    'a\u202eb',
    'a\u{e0001}b',
  ])('holds %j and is one harmless line', (text) => {
    const line = logLine(change(text), TIME);
    expect(line).toMatch(/^\{/);
    expect(line).not.toContain('##[');
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(JSON.parse(line).error).toBe(text);
  });
});
