import type { JsonRecord } from '../../lib/json.ts';
import type { Acceptances } from '../../model/accept.ts';

/** What an accept adds to the JSON document. */
export function acceptJson({ files, edits, left }: Acceptances): JsonRecord {
  return {
    files: files.map(({ path }) => ({ path })),
    accepted: edits.map(({ key, path, from, to, where: { file, line, column } }) => ({
      key,
      path,
      from,
      to,
      where: { file, line, column },
    })),
    left: left.map(({ key, path, live, why, detail = null }) => ({ key, path, live, why, detail })),
  };
}
