/** A file that the user wrote: its path as they would type it, with forward slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}
