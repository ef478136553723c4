import { readFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { serializeSnapshot } from '../../src/snapshot/encode.ts';
import { APPLICATION_ID, VERSIONS } from '../../src/snapshot/schema.ts';
import { applied, entryOf, idRecord, stateWith } from './catalogs.ts';

const text = readFileSync(`${import.meta.dirname}/../../docs/snapshot.md`, 'utf8');
const blocks = (language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(([, block]) => block ?? '');
const isTable = (block: string) => block.startsWith('CREATE');
const tables = blocks('sql').filter(isTable);
const questions = blocks('sql').filter((block) => !isTable(block));

const sample = new Sqlite(
  await serializeSnapshot(
    stateWith(
      [
        applied('product/pro', 'pro', { 'metadata.tier': '2' }),
        applied('price/pro/monthly', 'price_2', { lookup_key: 'pro_monthly' }),
      ],
      {
        ids: [idRecord('price/pro/monthly', 'price_1', { until: 'x', retireAt: '2999-01-01T00:00:00Z' })],
        ledger: [entryOf(1, { summary: { create: 2 } })],
      },
    ),
  ),
);

describe('docs/snapshot.md', () => {
  it('shows the tables as they are written', () => {
    const statements = tables.flatMap((block) => block.split(/;\n/)).filter((statement) => statement !== '');
    expect(statements).toEqual(VERSIONS.at(-1)?.statements);
    expect(text).toContain(`Version ${VERSIONS.length},`);
    expect(text).toContain(`\`application_id\` is ${APPLICATION_ID} `);
  });

  it('asks questions that have answers', () => {
    expect(questions.length).toBeGreaterThanOrEqual(6);
    const answers = questions.map((sql) => sample.prepare(sql).raw().all());
    for (const rows of answers) expect(rows.length).toBeGreaterThan(0);
    expect(answers[0]).toEqual([['price/pro/monthly']]);
    expect(answers[1]).toEqual([['price_1'], ['price_2']]);
    expect(answers[2]).toEqual([['price/pro/monthly', 'price_2']]);
    expect(answers[3]).toEqual([['product/pro', '2']]);
  });

  it('has only code in which key, id and table are named as they are', () => {
    const programs = [...blocks('js'), ...blocks('python'), ...blocks('ruby')];
    expect(programs).toHaveLength(3);
    for (const program of programs) {
      const sql = /'(SELECT [^']*)'/.exec(program)?.[1] ?? '';
      expect(sample.prepare(sql).pluck().get('price/pro/monthly')).toBe('price_2');
    }
  });
});
