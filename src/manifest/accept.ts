import type { ManifestDocument } from '../kinds/manifest-kind.ts';
import { isRecord } from '../lib/json.ts';
import type { AcceptedField, LeftAlone, MovedValue, WhyLeft } from '../model/accept.ts';
import type { ResourceKey } from '../model/key.ts';
import type { SourceFile } from '../model/source.ts';
import type { Desired } from '../model/state.ts';
import { documentsIn, editedApart } from './edit.ts';
import { expandDocument, type ExpandOptions } from './expand-document.ts';
import { parseFile } from './parse.ts';
import { piecesOf } from './pieces.ts';

/** Manifests with what became of each field: all files, whether their text changed or not. */
export interface AcceptedDrift {
  readonly files: readonly SourceFile[];
  readonly edits: readonly AcceptedField[];
  readonly left: readonly LeftAlone[];
}

/** Where an object is described. */
interface Place {
  readonly file: string;
  /** Which piece of the file, and which document of it, of those that say something. */
  readonly piece: number;
  readonly document: number;
}

/**
 * The manifests with live values in the place of what they say, one line after the other; everything else in them stays
 * as it is to the byte. Whether they are valid, and what follows from them, is for the caller to find out.
 */
export function acceptDrift(
  files: readonly SourceFile[],
  moved: readonly MovedValue[],
  options: ExpandOptions,
): AcceptedDrift {
  const pieces = new Map(files.map(({ path, text }) => [path, [...piecesOf(text)]]));
  const objects = new Map(
    files.flatMap((file) => objectsIn(file, options).map(({ object }) => [object.key, object])),
  );
  const places = placesIn(pieces, options);
  const edits: AcceptedField[] = [];
  const left: LeftAlone[] = [];
  for (const field of moved) {
    const { key, path, applied, live } = field;
    const [place, object] = [places.get(key), objects.get(key)];
    const texts = pieces.get(place?.file ?? '');
    if (place === undefined || object === undefined || texts === undefined) {
      left.push({ key, path, live, why: 'no-manifest' });
      continue;
    }
    const after = written(texts[place.piece] ?? '', { place, field, options });
    if (typeof after === 'string') left.push({ key, path, live, why: after });
    else {
      texts[place.piece] = after.text;
      edits.push({ key, path, from: applied, to: live, where: object.places[path] ?? object.where });
    }
  }
  return { files: [...pieces].map(([path, texts]) => ({ path, text: texts.join('') })), edits, left };
}

/** The objects of a file, each with the number of its document. */
function objectsIn(
  file: SourceFile,
  options: ExpandOptions,
): readonly { readonly object: Desired; readonly document: number }[] {
  return parseFile(file, 'manifest').documents.flatMap((source, document) =>
    (expandDocument(source, options).expansion?.objects ?? []).map((object) => ({ object, document })),
  );
}

function placesIn(
  pieces: ReadonlyMap<string, readonly string[]>,
  options: ExpandOptions,
): ReadonlyMap<ResourceKey, Place> {
  return new Map(
    [...pieces].flatMap(([file, texts]) =>
      texts.flatMap((text, piece) =>
        objectsIn({ path: file, text }, options).map(({ object, document }): [ResourceKey, Place] => [
          object.key,
          { file, piece, document },
        ]),
      ),
    ),
  );
}

interface Writing {
  readonly place: Place;
  readonly field: MovedValue;
  readonly options: ExpandOptions;
}

/** The text that says the field's value, or why there is none. */
function written(text: string, writing: Writing): { readonly text: string } | WhyLeft {
  const { place, field, options } = writing;
  const source = parseFile({ path: place.file, text }, 'manifest').documents[place.document];
  const index = documentsIn(text)[place.document]?.index;
  if (source === undefined || index === undefined || !isRecord(source.data)) return 'no-place';
  const document: ManifestDocument = { ...source, data: source.data };
  const name = document.data.kind ?? options.kinds[0]?.name;
  const accepted = options.kinds
    .find((kind) => kind.name === name)
    ?.accept(document, field, options.environment);
  if (accepted === undefined) return 'no-manifest';
  if ('why' in accepted) return accepted.why;
  let after = text;
  for (const line of accepted.lines) {
    const next = editedApart(after, { document: index, ...line });
    if (next === null) return 'no-place';
    after = next;
  }
  return accepted.next === true ? written(after, writing) : { text: after };
}
