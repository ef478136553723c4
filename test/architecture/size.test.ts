import { describe, expect, it } from 'vitest';
import { sources } from './sources.ts';

const LIMIT = 300;

describe('the files of src', () => {
  it(`are no longer than ${LIMIT} lines`, () => {
    const long = sources.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
    expect(long.length).toBeGreaterThan(80);
    expect(long.filter(({ lines }) => lines > LIMIT)).toEqual([]);
  });

  it('have no default export', () => {
    expect(sources.filter(({ code }) => /\bexport default\b|\bas default\b/.test(code))).toEqual([]);
  });
});
