import { it as base } from 'vitest';
import { newWorld, type World } from './world.ts';

/** `it` with an account in test mode (`world`) or in live mode (`live`), made when a test asks for it. */
export const it = base.extend<{ world: World; live: World }>({
  // oxlint-disable-next-line no-empty-pattern -- Vitest reads the names of the fixtures that this one needs
  world: async ({}, use) => {
    const world = await newWorld();
    await use(world);
    await world.close();
  },
  // oxlint-disable-next-line no-empty-pattern -- the same
  live: async ({}, use) => {
    const world = await newWorld({ key: 'sk_live_world_1234567890' });
    await use(world);
    await world.close();
  },
});
