import { onlyOne } from '../errors.ts';
import { type Event, events } from '../events.ts';
import { need } from '../objects.ts';
import { Refusal } from '../errors.ts';
import { list, operation, type Resource } from '../operation.ts';
import { list as listOf, text, timeRange, within } from '../param-types.ts';
import { unsupported } from '../params.ts';

const routes = { kind: events, path: '/v1/events', permission: 'event' };
const days = 30;

const isRecent = (event: Event, now: number): boolean => event.created >= now - days * 86_400;

const matches = (type: string, pattern: string): boolean =>
  pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern;

/** Events of the last thirty days. https://docs.stripe.com/api/events */
export const eventResource: Resource = {
  kinds: [events],
  operations: [
    list(
      routes,
      {
        created: timeRange(),
        delivery_success: unsupported('no webhooks are delivered'),
        type: text(),
        types: listOf(text(), 20),
      },
      (call, { created, type, types }) => {
        if (type !== undefined && types !== undefined) throw onlyOne(['type', 'types']);
        const patterns = type === undefined ? types : [type];
        return {
          keep: (row) =>
            isRecent(row, call.now) &&
            within(created, row.created) &&
            (patterns === undefined || patterns.some((pattern) => matches(row.type, pattern))),
        };
      },
    ),
    operation({
      method: 'GET',
      path: '/v1/events/{id}',
      permission: 'event_read',
      params: {},
      answers: 'object',
      kind: events,
      run: (call) => {
        const event = need(call, events);
        if (isRecent(event, call.now)) return event;
        throw new Refusal({
          status: 404,
          type: 'invalid_request_error',
          code: 'resource_missing',
          message: `No such event: '${event.id}'`,
          param: 'id',
          executed: true,
        });
      },
    }),
  ],
};
