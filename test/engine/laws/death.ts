import type { Entry } from '../../../src/stripe/apply/context.ts';
import type { Answer, Writer } from '../../../src/stripe/client.ts';

/** When a run dies: at its nth write, before it is sent, or after it had its effect and before its answer is read. */
export interface Death {
  readonly write: number;
  readonly moment: 'before' | 'after';
}

/** What everything throws once the run is dead. */
export class Killed extends Error {}

/** A connection and a record that end together: nothing is sent, heard or recorded after the death. */
export function mortal(
  writer: Writer,
  record: (entry: Entry) => void,
  death: Death,
): { readonly writer: Writer; readonly record: (entry: Entry) => void } {
  let writes = 0;
  let dead = false;
  const mustLive = (): void => {
    if (dead) throw new Killed('the process is dead');
  };
  const alive = async <Result>(request: () => Promise<Result>): Promise<Result> => {
    mustLive();
    try {
      return await request();
    } finally {
      mustLive();
    }
  };
  const write = (send: () => Promise<Answer>): Promise<Answer> =>
    alive(async () => {
      writes += 1;
      const last = writes === death.write;
      if (last && death.moment === 'before') dead = true;
      mustLive();
      const answer = await send();
      if (last) dead = true;
      return answer;
    });
  return {
    record(entry) {
      mustLive();
      record(entry);
    },
    writer: {
      ...writer,
      get: (call) => alive(() => writer.get(call)),
      pause: (failure, attempt) => alive(() => writer.pause(failure, attempt)),
      post: (call, key) => write(() => writer.post(call, key)),
      delete: (call) => write(() => writer.delete(call)),
    },
  };
}
