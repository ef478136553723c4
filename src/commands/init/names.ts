import { Fault } from '../../model/fault.ts';
import { code } from '../../lib/wording.ts';

/** What stands in YAML, in a filter of paths or branches and in a shell's quotes as itself. */
const PLAIN = /^[A-Za-z_.][\w./-]*$/;
/** What YAML takes for something else than a text. */
const WORDS = /^(?:true|false|null|yes|no|on|off)$/i;

/**
 * A name of the user's that goes into the files, without `./` before it and `/` behind it.
 *
 * @throws {Fault} `init.bad-name` for one that would mean something else in a workflow.
 */
export function plainName(what: string, given: string): string {
  const name = given.replaceAll('\\', '/').replace(/^(?:\.\/+)+|\/+$/g, '');
  if (PLAIN.test(name) && !WORDS.test(name) && !name.split('/').some((part) => /^\.*$/.test(part)))
    return name;
  throw new Fault(
    'init.bad-name',
    `${what} ${code(given)} cannot stand in a workflow as it is`,
    'Choose a name of letters, digits, ".", "_", "-" and "/" that begins with a letter, or write the files by hand: docs/workflows.md has them.',
  );
}
