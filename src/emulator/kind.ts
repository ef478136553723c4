import type { IdShape } from './ids.ts';
import type { Row } from './types.ts';

/**
 * How a stored field is answered, where it is not simply answered as stored:
 * - `hidden`: only when expanded; `show` makes the value out of the row and the rest of the paths;
 * - `partly`: always, `show` makes the value, with more in it when expanded;
 * - `refers`: an id, or when expanded the object of that kind;
 * - `embeds`: an id that is always answered as the whole object;
 * - `lists`: ids that are always answered as a list object;
 * - `plain`: an embedded hash; expanding it is accepted and does nothing.
 */
type Field<R extends Row> =
  | {
      readonly as: 'hidden' | 'partly';
      show(row: R, paths: readonly Path[]): unknown;
      accepts(path: Path): boolean;
    }
  | { readonly as: 'refers' | 'embeds'; readonly object: string }
  | { readonly as: 'lists'; readonly object: string; url(row: R): string }
  | { readonly as: 'plain' };

/** One `expand[]` entry, split at the dots. */
export type Path = readonly string[];

/** What one kind of object is: data for the shared machinery. */
export type Kind<R extends Row = Row> = {
  /** Value of `object` in answers, and the name of the table. */
  readonly object: string;
  /** Name in "No such …". */
  readonly noun: string;
  /** `param` of the error for an unknown id in the path. */
  readonly idParam: string;
  /** Prefix of its event types; `null` when Stripe has none. */
  readonly event: string | null;
  /** Shape of its ids; a function where it depends on the mode. */
  readonly id: IdShape | ((livemode: boolean) => IdShape);
  /** Fields that never change and that lists filter by. */
  readonly groups: readonly string[];
  /** Fields in which no two objects may hold the same value. */
  readonly unique: readonly string[];
  readonly fields: Readonly<Record<string, Field<R>>>;
  /** Fields that are computed from others when answering. */
  derive?(row: R, find: Find, now: number): Readonly<Record<string, unknown>>;
};

/** Looks up another object of the same mode. */
export type Find = <R extends Row>(kind: Kind<R>, id: string) => R | undefined;

/** Completes a kind's description. */
export const kind = <R extends Row>(given: Given<R>): Kind<R> => ({
  idParam: 'id',
  event: null,
  groups: [],
  unique: [],
  fields: {},
  ...given,
});

type Given<R extends Row> = Pick<Kind<R>, 'object' | 'noun' | 'id'> &
  Partial<Omit<Kind<R>, 'groups' | 'unique'>> & {
    readonly groups?: readonly (keyof R & string)[];
    readonly unique?: readonly (keyof R & string)[];
  };
