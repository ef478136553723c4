import { it as base } from 'vitest';
import { startEmulator } from '../../src/emulator/server.ts';
import { newFolder, type Folder } from './stand.ts';

/** An account that somebody else fills. */
export interface Shop {
  readonly url: string;
  /** A request of the Dashboard's: the id of what it made or changed. */
  post(path: string, params: Readonly<Record<string, string>>, key?: string): Promise<string>;
  advance(seconds: number): void;
}

/** `it` with an account (`shop`) and a folder that is imported into (`folder`). */
export const it = base.extend<{ shop: Shop; folder: Folder }>({
  // oxlint-disable-next-line no-empty-pattern -- Vitest reads the names of the fixtures that this one needs
  shop: async ({}, use) => {
    const emulator = await startEmulator();
    await use({
      url: emulator.url,
      advance: (seconds) => emulator.advance(seconds),
      async post(path, params, key = 'sk_test_x1234567890') {
        const body = new URLSearchParams(params);
        const headers = { authorization: `Bearer ${key}` };
        const response = await fetch(emulator.url + path, { method: 'POST', headers, body });
        const answer = (await response.json()) as { id: string };
        if (!response.ok) throw new Error(JSON.stringify(answer));
        return answer.id;
      },
    });
    await emulator.close();
  },
  // oxlint-disable-next-line no-empty-pattern -- the same
  folder: async ({}, use) => {
    const folder = newFolder();
    await use(folder);
    folder.remove();
  },
});
