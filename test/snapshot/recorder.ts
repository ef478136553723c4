/**
 * A process to be killed: records change after change on a catalog, and says the number of each once `record` has
 * returned. Arguments: the snapshot's file, the plans in its catalog, the number to start from.
 */
import { writeSync } from 'node:fs';
import { openWorking } from '../../src/snapshot/working.ts';
import { applied, catalogOf, idRecord } from './catalogs.ts';

const [file = '', size = '0', first = '0'] = process.argv.slice(2);
const working = await openWorking(file, catalogOf(Number(size)));
writeSync(1, `${working.leftover}\n`);
for (let number = Number(first); ; number += 1) {
  const id = `price_new_${number}`;
  working.record({
    resource: applied(`price/new/${number}`, id, { amount: String(number) }),
    ids: [idRecord(`price/new/${number}`, id)],
  });
  writeSync(1, `${number}\n`);
}
