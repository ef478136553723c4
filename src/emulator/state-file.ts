import { readFile, rename, writeFile } from 'node:fs/promises';
import { type World, loadWorld, saveWorld } from './world.ts';

/** Keeps a file in step with an account. */
export type StateFile = {
  /** Something may have changed: the file is written soon. */
  changed(): void;
  /** Writes the file now, if anything changed since it was last written. */
  save(): Promise<void>;
};

const quietMs = 200;

/** Loads the file if it exists, and keeps it up to date from then on. Each write replaces the whole file atomically. */
export const keepStateFile = async (world: World, path: string): Promise<StateFile> => {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (text !== null) load(world, path, text);
  let written = text;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  const write = async (): Promise<void> => {
    const next = JSON.stringify(saveWorld(world));
    if (next === written) return;
    await writeFile(`${path}.tmp`, next, { mode: 0o600 });
    await rename(`${path}.tmp`, path);
    written = next;
  };
  const save = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write);
    return writing;
  };
  return {
    changed: () => {
      timer ??= setTimeout(() => {
        save().catch((error: unknown) => {
          process.emitWarning(`The state could not be written to ${path}: ${String(error)}`);
          // The next attempt must not inherit this failure.
          writing = Promise.resolve();
        });
      }, quietMs);
    },
    save,
  };
};

const load = (world: World, path: string, text: string): void => {
  try {
    loadWorld(world, JSON.parse(text));
  } catch (error) {
    throw new Error(`The state in ${path} cannot be loaded. Move the file away to start empty.`, {
      cause: error,
    });
  }
};
