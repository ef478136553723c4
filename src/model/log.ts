import type { Outcome } from './plan.ts';

/** What it took to come to an outcome. */
export interface Effort {
  /** Tries of the request that took the most of them; 0 where none was sent. */
  readonly attempt: number;
  /** Of its own steps, waits for Stripe among them, without what it waited for other changes. */
  readonly milliseconds: number;
}

/** One write to Stripe, when it ended; without its parameters. */
export interface RequestEvent {
  readonly event: 'request';
  readonly method: string;
  readonly path: string;
  /** null when no answer came. */
  readonly status: number | null;
  readonly requestId: string | null;
  /** Which try of the write this was, from 1. */
  readonly attempt: number;
  readonly milliseconds: number;
  readonly error: string | null;
}

/** What a program that watches a run is told, one event after the other. */
export type LogEvent =
  | {
      readonly event: 'start';
      readonly command: string;
      readonly environment: string | null;
      readonly account: string | null;
      readonly livemode: boolean | null;
    }
  | RequestEvent
  | ({ readonly event: 'change' } & Outcome & Effort)
  | { readonly event: 'signal'; readonly signal: string }
  | {
      readonly event: 'diagnostic';
      readonly severity: 'error' | 'warning';
      readonly code: string;
      readonly summary: string;
      readonly detail: string;
      readonly file: string | null;
      readonly line: number | null;
    }
  | {
      readonly event: 'end';
      readonly command: string;
      readonly exit: number;
      /** Why it did not succeed, in the words of the action's `failure-reason`. */
      readonly failure: string | null;
      /** Changes by what became of them. */
      readonly counts: Readonly<Record<Outcome['status'], number>>;
      readonly requests: number;
      readonly retries: number;
      readonly milliseconds: number;
    };
