import { Fault } from '../model/fault.ts';

/** The inputs of action.yml, read once. An input that was left empty is undefined. */
export interface Inputs {
  readonly command: string;
  readonly key: string | undefined;
  readonly environment: string | undefined;
  readonly plans: string;
  readonly config: string | undefined;
  readonly onDrift: 'report' | 'fail';
}

/** Reads the inputs through `get`, which answers '' for what is not set. */
export function readInputs(get: (name: string) => string): Inputs {
  const optional = (name: string): string | undefined => (get(name) === '' ? undefined : get(name));
  for (const name of ['approve', 'comment', 'snapshot-branch']) {
    if (get(name) === '') continue;
    throw new Fault(
      'action.unsupported-input',
      `this version does not know the input ${name}`,
      'Take it out: an input that protects you must not be passed over in silence.',
    );
  }
  const onDrift = optional('on-drift') ?? 'report';
  if (onDrift !== 'report' && onDrift !== 'fail') {
    throw new Fault('action.on-drift', `on-drift is ${JSON.stringify(onDrift)}`, 'Write report or fail.');
  }
  return {
    command: optional('command') ?? 'auto',
    key: optional('stripe-api-key'),
    environment: optional('environment'),
    plans: optional('plans') ?? 'plans',
    config: optional('config'),
    onDrift,
  };
}
