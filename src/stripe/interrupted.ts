import { Fault } from '../model/fault.ts';

const CODE = 'run.interrupted';

/** What a request is rejected with that was not sent, because the run was asked to stop. */
export function interrupted(): Fault {
  return new Fault(
    CODE,
    'the run was interrupted',
    'Run it again: it goes on from what is recorded and from what Stripe has.',
  );
}

/** True for what `interrupted` made. */
export function isInterrupted(error: unknown): boolean {
  return error instanceof Fault && error.code === CODE;
}
