import { canonicalJson, type Json, type JsonRecord } from '../lib/json.ts';
import { redact } from '../lib/redact.ts';
import type { AppliedState } from '../model/state.ts';
import { rowsOf } from './rows.ts';
import { stateOf } from './rows-to-state.ts';

/**
 * A state as text for people and `git diff`: one fact a line, sorted, with a line feed at its end. It holds what the
 * snapshot holds and nothing else; equal states have equal texts. Whatever a terminal could act on is escaped, and
 * what looks like a key of Stripe or GitHub is cut.
 */
export function dumpSnapshot(state: AppliedState): string {
  const { resources, ids, pending, ledger, ...head } = stateOf(rowsOf(state));
  return [
    ...factsOf('', head),
    ...[...resources.values()].flatMap(({ key, id, commit, spec }) =>
      factsOf(`${key} `, { id, commit }).concat(factsOf(`${key} spec `, spec)),
    ),
    ...ids.map(({ key, id, ...times }) => line(`ids ${key} ${id}`, times)),
    ...pending.map(({ key, ...change }) => line(`pending ${key}`, change)),
    ...ledger.map(({ serial, ...entry }) => line(`ledger ${serial}`, entry)),
  ].join('');
}

const factsOf = (of: string, facts: JsonRecord): string[] =>
  Object.keys(facts)
    .sort()
    .map((name) => line(`${of}${name}`, facts[name] ?? null));

const line = (fact: string, value: Json): string =>
  `${escaped(redact(fact))} ${escaped(redact(canonicalJson(value)))}\n`;

/** Control and format characters, bidirectional ones among them, line and paragraph separators, lone surrogates. */
const escaped = (text: string): string =>
  text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
      .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
      .join(''),
  );
