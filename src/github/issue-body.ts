/** Which job writes a section: each leaves the other's as it is. */
export type SectionName = 'release' | 'drift';

/** What one job tells in an issue. */
export interface Section {
  /** What is told, as a digest. */
  readonly fingerprint: string;
  /** Markdown. */
  readonly text: string;
}

/** The sections of an issue that have something to tell. */
export type Sections = ReadonlyMap<SectionName, Section>;

/** Characters that GitHub takes for the body of an issue, counted in UTF-16 units: never more than GitHub counts. */
const LONGEST = 65_536;

/** Each section, in the order of the body. */
const ORDER: readonly SectionName[] = ['release', 'drift'];

/** A section, whose text has no line that begins like one of our markers. */
const SECTION =
  /^<!-- pricebook:section (release|drift) (\S+) -->\n((?:(?!<!-- \/?pricebook:)[^\n]*\n)*)<!-- \/pricebook:section -->$/gm;

/** The first line of the issue of an environment. */
const firstLine = (environment: string): string => `<!-- pricebook:issue ${environment} -->`;

/** True for a body that is that of the environment's issue, if it is by us. */
export function isBodyOf(environment: string, body: string): boolean {
  return body.split('\n', 1)[0] === firstLine(environment);
}

/** What a body tells. A section that somebody's edit broke is none, and of two with one name the first counts. */
export function sectionsIn(body: string): Sections {
  const sections = new Map<SectionName, Section>();
  for (const [, found, fingerprint = '', text = ''] of body.matchAll(SECTION)) {
    const name = found === 'release' ? 'release' : 'drift';
    if (!sections.has(name)) sections.set(name, { fingerprint, text: text.trimEnd() });
  }
  return sections;
}

/** The text, with no line that would be read as a marker of ours: within a code block nothing else prevents that. */
const unmarked = (text: string): string => text.replaceAll(/^(?=<!-- \/?pricebook:)/gm, ' ').trimEnd();

/** Written in place of sections when there are none. */
const NOTHING = 'Nothing needs a look now. This issue is opened again when something does.';

/** Written for the other section where both are too long together. */
const NO_ROOM =
  'There is more to tell than fits into this issue. The job summary of the run that found it has all of it.';

function written(environment: string, sections: Sections): string {
  const parts = ORDER.flatMap((name) => {
    const section = sections.get(name);
    if (section === undefined) return [];
    const { fingerprint, text } = section;
    return [
      `<!-- pricebook:section ${name} ${fingerprint} -->\n${unmarked(text)}\n<!-- /pricebook:section -->`,
    ];
  });
  return [firstLine(environment), ...(parts.length === 0 ? [NOTHING] : parts)].join('\n\n');
}

/**
 * The body of an environment's issue. Where two sections do not fit together, the one called `own` is told and of the
 * other no more than that it is there.
 *
 * @throws {RangeError} for a section of our own that does not fit alone.
 */
export function bodyOf(environment: string, sections: Sections, own: SectionName): string {
  const whole = written(environment, sections);
  if (whole.length <= LONGEST) return whole;
  const brief = [...sections].map(
    ([name, section]) => [name, name === own ? section : { ...section, text: NO_ROOM }] as const,
  );
  const body = written(environment, new Map(brief));
  if (body.length <= LONGEST) return body;
  throw new RangeError(
    `The section ${own} of the issue of ${environment} has ${sections.get(own)?.text.length ?? 0} characters; an issue holds ${LONGEST}.`,
  );
}
