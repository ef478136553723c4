/** What one kind of object has in the catalog of everything: its documents in each edition. */
export interface WholeKind {
  /** The name of the kind of object. */
  readonly kind: string;
  /** What is applied to an empty account. */
  readonly before: string;
  /** The same with every field changed that may change. */
  readonly after: string;
  /** What is left of them when everything else is removed: those that must be switched off before they can go. */
  readonly last?: string;
  /** Fields that may change and that no change of a manifest moves, and why. */
  readonly still?: Readonly<Record<string, string>>;
}
