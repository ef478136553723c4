import { arm } from './faults.ts';
import type { Answer, Faults, Request } from './types.ts';
import { type World, loadWorld, resetWorld, saveWorld } from './world.ts';

/** Where the routes start that Stripe does not have. */
export const controlPrefix = '/_emulator/';

type Control = (world: World, body: unknown) => unknown;

const routes: Readonly<Record<string, Control>> = {
  'GET requests': (world) => world.counts,
  'POST reset': (world) => {
    resetWorld(world);
    return {};
  },
  'GET state': saveWorld,
  'PUT state': (world, body) => {
    loadWorld(world, body);
    return {};
  },
  'POST clock': (world, body) => {
    const seconds: unknown = Reflect.get(Object(body), 'advance');
    if (typeof seconds !== 'number' || !Number.isInteger(seconds))
      throw new Error('`advance` must be a whole number of seconds.');
    world.advanced += seconds;
    return { advanced: world.advanced };
  },
  'POST faults': (world, body) => {
    world.faults = arm(checkedFaults(body));
    return {};
  },
};

/** The answer to a control request. These need no key and are not counted. */
export const control = (world: World, request: Request): Answer => {
  const route = routes[`${request.method} ${request.path.slice(controlPrefix.length)}`];
  if (route === undefined)
    return reply(404, { error: { message: `No such control route: ${request.method} ${request.path}` } });
  try {
    const body: unknown = request.body.trim() === '' ? {} : JSON.parse(request.body);
    return reply(200, route(world, body));
  } catch (error) {
    return reply(400, { error: { message: error instanceof Error ? error.message : String(error) } });
  }
};

const reply = (status: number, body: unknown): Answer => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

const kinds: readonly unknown[] = ['error-before', 'error-after', 'drop-after', 'rate-limit', 'lock-timeout'];
const parts: readonly string[] = ['latencyMs', 'rateLimit', 'fail'];

/** Faults as given by a program that may have misspelt them. @throws Error that names what is wrong. */
const checkedFaults = (body: unknown): Faults => {
  const faults: Record<string, unknown> = { ...Object(body) };
  const unknown = Object.keys(faults).find((name) => !parts.includes(name));
  if (unknown !== undefined) throw new Error(`Unknown fault: ${unknown}. There are ${parts.join(', ')}.`);
  const { fail } = faults;
  const rules: unknown[] = fail === undefined ? [] : Array.isArray(fail) ? fail : [null];
  for (const rule of rules) {
    const kind: unknown = Reflect.get(Object(rule), 'kind');
    if (!kinds.includes(kind)) throw new Error(`\`kind\` of a failure must be one of ${kinds.join(', ')}.`);
  }
  return faults;
};
