import { type Emulator, startEmulator } from './server.ts';

/** What the command line may say. */
export type RunOptions = {
  /** 12111 unless given. */
  readonly port?: number;
  /** File that the state is loaded from and kept in. */
  readonly state?: string;
  readonly sandbox?: boolean;
  readonly onListening?: (emulator: Emulator) => void;
};

const defaultPort = 12_111;

/** Runs an emulator on loopback until SIGINT or SIGTERM, then saves its state. Resolves once it has stopped. */
export const runEmulator = async (options: RunOptions = {}): Promise<void> => {
  const emulator = await startEmulator({
    port: options.port ?? defaultPort,
    sandbox: options.sandbox ?? false,
    ...(options.state === undefined ? {} : { stateFile: options.state }),
  });
  options.onListening?.(emulator);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await emulator.close();
};
