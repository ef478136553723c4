import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE_FOLDER = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;

/**
 * The licenses of every package that a bundle holds, as one text, sorted by the packages' names.
 *
 * @param inputs paths of the bundled files, relative to `root`.
 * @throws {Error} when a package ships no license text, so that none is published without it unnoticed.
 */
export function licensesOf(root: string, inputs: readonly string[]): string {
  const folders = new Set(inputs.flatMap((input) => PACKAGE_FOLDER.exec(input)?.[0] ?? []));
  const sections = new Set([...folders].map((folder) => section(join(root, folder))));
  return `Pricebook's dist/ holds code of these packages.\n${[...sections].toSorted().join('')}`;
}

function section(folder: string): string {
  const { name, version, license }: Record<string, string> = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const file = readdirSync(folder)
    .toSorted()
    .find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} ${version} (${license}) ships no license text`);
  const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
  return `\n${'='.repeat(80)}\n${name} ${version} (${license})\n\n${text}\n`;
}
