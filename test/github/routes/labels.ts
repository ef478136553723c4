import { demand } from '../access.ts';
import { type Answer, invalid } from '../answer.ts';
import { type Call, type Route, textField } from '../call.ts';
import { addLabel } from '../issues.ts';
import { labelShape } from '../shapes/label.ts';

/** https://docs.github.com/rest/issues/labels#create-a-label */
function create(call: Call): Answer {
  const { world, token, repository, body } = call;
  const docs = '/issues/labels#create-a-label';
  demand(token, repository, { any: ['issues', 'pull_requests'], access: 'write', docs });
  const name = textField(call, 'name', 'Label');
  const key = name.toLowerCase();
  if (repository.labels.has(key)) {
    throw invalid({ resource: 'Label', code: 'already_exists', field: 'name' }, docs);
  }
  const { color, description } = body;
  addLabel(world, repository, {
    name,
    ...(typeof color === 'string' ? { color } : {}),
    ...(typeof description === 'string' ? { description } : {}),
  });
  const answer = labelShape(repository.labels.get(key)!, repository, world.url);
  return { status: 201, headers: { location: answer.url }, body: answer };
}

/** Labels, as far as issues need them. */
export const labelRoutes: readonly Route[] = [{ method: 'POST', path: '/labels', handle: create }];
