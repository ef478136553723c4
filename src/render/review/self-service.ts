import { isList, type Json } from '../../lib/json.ts';
import type { Change, FieldChange } from '../../model/change.ts';
import { isKey } from '../../model/key.ts';
import type { Spec } from '../../model/spec.ts';
import { named, say, type Phrase } from '../phrase.ts';
import { nameOf } from './subject.ts';
import type { TellView } from './view.ts';

/** Of a list, this many entries are named. */
const MOST = 12;

type Says = (field: FieldChange, change: Change, view: TellView) => Phrase;

const textsIn = (value: Json | undefined): readonly string[] =>
  isList(value) ? value.filter((entry) => typeof entry === 'string') : [];

/** The phrases as one: with commas, and `and` before the last. */
function together(phrases: readonly Phrase[]): Phrase {
  const shown =
    phrases.length > MOST ? [...phrases.slice(0, MOST), say`${phrases.length - MOST} more`] : phrases;
  return shown.flatMap((phrase, index) => {
    const joint = index === shown.length - 1 ? ' and ' : ', ';
    return index === 0 ? phrase : [joint, ...phrase];
  });
}

const objects = (keys: readonly string[], view: TellView): Phrase =>
  together(keys.map((key) => named(isKey(key) ? nameOf(key, view) : key)));

const words = (names: readonly string[]): Phrase =>
  together(names.map((name) => named(name === 'tax_id' ? 'tax ID' : name.replaceAll('_', ' '))));

const cancelText = (spec: Spec): Phrase => {
  const when = spec['cancel.mode'] === 'immediately' ? 'at once' : 'at the end of the period';
  const back = spec['cancel.proration'] === 'create_prorations' ? ', with a credit for the rest of it' : '';
  return [`cancel ${when}${back}`];
};

/** What may be changed of a subscription beside what is paid for. */
const ALONGSIDE = { quantity: true, promotion_code: true };

/** `switch between Pro · monthly and Pro · yearly`; what else may be changed of a subscription to them. */
function switchText(spec: Spec, view: TellView): Phrase {
  const prices = textsIn(spec['switch_plans.prices']);
  const updates = textsIn(spec['switch_plans.update']);
  const others = updates.filter((name) => name in ALONGSIDE);
  const more = others.length === 0 ? [] : say` and change the ${words(others)}`;
  if (others.length > 0 && others.length === updates.length)
    return say`change the ${words(others)} of ${objects(prices, view)}`;
  return say`switch ${[prices.length === 1 ? 'to' : 'between']} ${objects(prices, view)}${more}`;
}

const detailsText = (updates: Json | undefined): Phrase => say`change their ${words(textsIn(updates))}`;

const targetOf = (change: Change): Spec => ('target' in change ? change.target : {});

const lets = (can: Phrase, field: FieldChange): Phrase =>
  field.after === null ? say`no longer lets customers ${can}` : say`lets customers ${can}`;

const cancelWords: Says = (field, change) =>
  lets(field.after === null ? say`cancel` : cancelText(targetOf(change)), field);

const reasonWords: Says = ({ after }) =>
  after === null
    ? say`no longer asks customers why they cancel`
    : say`asks customers why they cancel: ${words(textsIn(after))}`;

const creditWords: Says = ({ after }) =>
  after === null
    ? say`no longer credits the rest of the period to customers who cancel`
    : say`credits the rest of the period to customers who cancel`;

const priceWords: Says = (field, change, view) => {
  const [old, now] = [textsIn(field.before), textsIn(field.after)];
  if (now.length === 0) return say`no longer lets customers switch plans`;
  if (old.length === 0) return lets(switchText(targetOf(change), view), field);
  const added = now.filter((key) => !old.includes(key));
  const gone = old.filter((key) => !now.includes(key));
  if (added.length === 0) return say`no longer lets customers switch to ${objects(gone, view)}`;
  const end = gone.length === 0 ? [] : say`, no longer to ${objects(gone, view)}`;
  return say`lets customers switch to ${objects(added, view)} too${end}`;
};

/** What more customers may change, and what no longer. */
function changeWords({ before, after }: FieldChange, whose: (names: readonly string[]) => Phrase): Phrase {
  const [old, now] = [textsIn(before), textsIn(after)];
  const added = now.filter((name) => !old.includes(name));
  const gone = old.filter((name) => !now.includes(name));
  if (added.length === 0) return say`no longer lets customers change ${whose(gone)}`;
  const end = gone.length === 0 ? [] : say`, no longer ${whose(gone)}`;
  return say`lets customers change ${whose(added)}${[old.length === 0 ? '' : ' too']}${end}`;
}

const updateWords: Says = (field) =>
  changeWords(field, (names) => say`the ${words(names)} of their subscription`);

const prorationWords: Says = ({ after }) => {
  if (after === 'always_invoice') return say`bills those who switch in proportion, at once`;
  return after === null
    ? say`no longer bills those who switch in proportion`
    : say`bills those who switch in proportion, with the next invoice`;
};

/** `links to … as the privacy policy`, or what it no longer does. */
const linkWords =
  (does: string, what: string): Says =>
  ({ after }) =>
    typeof after === 'string'
      ? say`${[does]} ${after}${[what]}`
      : say`no longer ${[does]} a page of yours${[what]}`;

const headlineWords: Says = ({ after }) =>
  typeof after === 'string' ? say`is headed “${named(after)}”` : say`has no headline any more`;

/** What customers may do by themselves, and see, field by field. */
export const SELF_SERVICE: readonly (readonly [path: string, says: Says])[] = [
  ['cancel.mode', cancelWords],
  ['cancel.proration', creditWords],
  ['cancel.reasons', reasonWords],
  ['switch_plans.prices', priceWords],
  ['switch_plans.update', updateWords],
  ['switch_plans.proration', prorationWords],
  [
    'invoice_history',
    ({ after }) => [
      after === true ? 'shows customers their invoices' : 'no longer shows customers their invoices',
    ],
  ],
  ['payment_method_update', (field) => lets(say`change how they pay`, field)],
  [
    'customer_update',
    (field) =>
      textsIn(field.after).length === 0
        ? say`no longer lets customers change their details`
        : changeWords(field, (names) => say`their ${words(names)}`),
  ],
  ['headline', headlineWords],
  ['privacy_policy_url', linkWords('links to', ' as the privacy policy')],
  ['terms_of_service_url', linkWords('links to', ' as the terms of service')],
  ['default_return_url', linkWords('leads customers back to', '')],
];

/** The field whose words say the rest of its section, where it comes or goes. */
const HEADS: Readonly<Record<string, string>> = {
  cancel: 'cancel.mode',
  switch_plans: 'switch_plans.prices',
};

/** True for a part of what goes, or comes, as a whole: that it does is said. */
export function isPartOfFeature({ path, after }: FieldChange, fields: readonly FieldChange[]): boolean {
  const head = HEADS[path.split('.')[0] ?? ''];
  const whole = fields.find((field) => field.path === head);
  if (whole === undefined || whole.path === path) return false;
  if (path === 'cancel.proration') return true;
  // Why they cancel is a sentence of its own, and so is what a switch costs.
  const isSaid = path === 'switch_plans.update';
  return whole.after === null || (whole.before === null && (isSaid || after === null));
}

/** What customers may do by themselves with a new object, `customers can cancel at the end of the period`; or nothing. */
export function abilities(spec: Spec, view: TellView): Phrase {
  const can = [
    ...((spec['cancel.mode'] ?? null) === null ? [] : [cancelText(spec)]),
    ...(textsIn(spec['switch_plans.prices']).length === 0 ? [] : [switchText(spec, view)]),
    ...(spec.invoice_history === true ? [say`see their invoices`] : []),
    ...(spec.payment_method_update === true ? [say`change how they pay`] : []),
    ...(textsIn(spec.customer_update).length === 0 ? [] : [detailsText(spec.customer_update)]),
  ];
  return can.length === 0 ? [] : say`customers can ${joinedBy(can)}`;
}

/** With semicolons, since the parts have commas. */
const joinedBy = (phrases: readonly Phrase[]): Phrase =>
  phrases.flatMap((phrase, index) => (index === 0 ? phrase : ['; ', ...phrase]));
