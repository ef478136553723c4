import type { Claim, ManifestKind } from '../kinds/manifest-kind.ts';
import { code } from '../lib/wording.ts';
import type { Diagnostic, Where } from '../model/diagnostic.ts';
import { existsIn } from '../model/environments.ts';
import type { ResourceKey } from '../model/key.ts';
import type { Desired } from '../model/state.ts';

/** The objects of one document, and the kind that made them. */
export interface Expansion {
  readonly kind: ManifestKind;
  readonly objects: readonly Desired[];
  /** True when nothing is wrong with the document by itself. */
  readonly valid: boolean;
}

/**
 * Splits documents into those that are the first of their key and a diagnostic for each other. A key counts in all
 * environments: one code for two descriptions would let amounts vary by environment.
 */
export function distinct(expansions: readonly Expansion[]): {
  readonly first: readonly Expansion[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const seen = new Map<ResourceKey, Desired>();
  const diagnostics: Diagnostic[] = [];
  const first = expansions.filter(({ objects: [main] }) => {
    if (main === undefined) return false;
    const before = seen.get(main.key);
    if (before === undefined) seen.set(main.key, main);
    else diagnostics.push(duplicateKey(main, before));
    return before === undefined;
  });
  return { first, diagnostics };
}

function duplicateKey(object: Desired, before: Desired): Diagnostic {
  return {
    severity: 'error',
    code: 'manifest.duplicate-code',
    summary: `${code(object.key)} is described twice`,
    detail: 'Give one of the two another code, or remove it.',
    where: object.where,
    other: before.where,
  };
}

/** Reports lookup keys, ids and the like that two objects claim which exist in one of `environments` together. */
export function duplicateClaims(
  expansions: readonly Expansion[],
  environments: readonly string[],
): readonly Diagnostic[] {
  const holders = new Map<string, { object: Desired; where: Where }>();
  const diagnostics: Diagnostic[] = [];
  for (const { kind, objects } of expansions) {
    for (const object of objects) {
      for (const claim of claimsOf(kind, object)) {
        const where = object.places[claim.path] ?? object.where;
        const ids = environments
          .filter((name) => existsIn(object, name) && (claim.environment ?? name) === name)
          // Kinds count apart: a product and a coupon may well have one id.
          .map((environment) => [environment, object.kind, claim.what, claim.value].join('\n'));
        const holder = ids.map((id) => holders.get(id)).find((each) => each !== undefined);
        for (const id of ids) if (!holders.has(id)) holders.set(id, { object, where });
        if (holder !== undefined) diagnostics.push(duplicateClaim(object, { claim, holder, where }));
      }
    }
  }
  return diagnostics;
}

function claimsOf(kind: ManifestKind, object: Desired): readonly Claim[] {
  return [
    ...(kind.claims?.(object) ?? []),
    ...(object.adopt === undefined ? [] : [{ what: 'id', value: object.adopt, path: 'adopt' }]),
    ...[...new Set(object.formerly)].map((value) => ({ what: 'former name', value, path: 'formerly' })),
  ];
}

interface Collision {
  readonly claim: Claim;
  readonly holder: { readonly object: Desired; readonly where: Where };
  readonly where: Where;
}

function duplicateClaim(object: Desired, { claim, holder, where }: Collision): Diagnostic {
  return {
    severity: 'error',
    code: 'manifest.duplicate-value',
    summary: `the ${claim.what} ${code(claim.value)} is that of ${code(object.key)} and of ${code(holder.object.key)}`,
    detail: 'Only one of them can have it. Change it in one of the two.',
    where,
    other: holder.where,
  };
}

/** Reports objects whose former key still has a manifest where they exist. */
export function presentFormers(
  desired: readonly Desired[],
  environments: readonly string[],
): readonly Diagnostic[] {
  const byKey = new Map(desired.map((object) => [object.key, object]));
  return desired.flatMap((object) =>
    object.formerly.flatMap((key): Diagnostic[] => {
      const former = byKey.get(key);
      const together = environments.some(
        (environment) =>
          former !== undefined && existsIn(former, environment) && existsIn(object, environment),
      );
      if (former === undefined || !together) return [];
      return [
        {
          severity: 'error',
          code: 'manifest.former-present',
          summary: `${code(object.key)} was formerly ${code(key)}, which still has a manifest`,
          detail: 'Remove the old one; or, where both are meant to be, remove `formerly`.',
          where: object.places.formerly ?? object.where,
          other: former.where,
        },
      ];
    }),
  );
}
