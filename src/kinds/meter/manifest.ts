import schema from '../../../schemas/meter.schema.json' with { type: 'json' };
import { keyOf } from '../../model/key.ts';
import type { Desired } from '../../model/state.ts';
import { fieldsOf } from '../fields.ts';
import { readIdentity } from '../identity.ts';
import { acceptInMeter } from './accept.ts';
import { meterImporter } from './compose.ts';
import { DEFAULTS } from './defaults.ts';
import { textOr } from '../kind.ts';
import type { Claim, ExpandContext, ManifestDocument, ManifestKind } from '../manifest-kind.ts';

/** What is counted for metered prices. */
export const meterManifest: ManifestKind = {
  name: 'meter',
  schema,
  importer: meterImporter,
  accept: acceptInMeter,
  expand,
  claims,
};

function expand(document: ManifestDocument, context: ExpandContext): readonly Desired[] {
  const fields = fieldsOf(document, context, []);
  const code = fields.text('code') ?? '?';
  const given = { ...DEFAULTS, event_name: code, display_name: null, aggregation: null };
  const names = Object.keys(given).sort();
  return [
    {
      key: keyOf('meter', code),
      kind: 'meter',
      spec: {
        ...given,
        ...Object.fromEntries(
          names.flatMap((name) => {
            const value = fields.text(name) ?? fields.get(name);
            return value === undefined ? [] : [[name, value]];
          }),
        ),
      },
      onCreate: {},
      formerly: [],
      ...readIdentity(fields, context),
      where: fields.at(),
      places: Object.fromEntries(names.filter(fields.has).map((name) => [name, fields.at(name)])),
    },
  ];
}

function claims({ spec }: Desired): readonly Claim[] {
  return [{ what: 'event name', value: textOr(spec.event_name, ''), path: 'event_name' }];
}
