/**
 * The system's code of an error of the file system: `ENOENT`.
 *
 * @throws the error itself when it has none: then it is a bug of ours.
 */
export function errorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  throw error;
}
