import { styleText } from 'node:util';

/** How a terminal's text looks. Whether to colour is the caller's decision: pipes and NO_COLOR are its business. */
export interface Style {
  readonly colour: boolean;
}

/** What a text means to its reader. */
export type Tone = 'plain' | 'good' | 'notice' | 'warning' | 'danger' | 'quiet' | 'title';

const FORMATS = {
  good: 'green',
  notice: 'cyan',
  warning: 'yellow',
  danger: 'red',
  quiet: 'dim',
  title: 'bold',
} as const satisfies Record<Exclude<Tone, 'plain'>, Parameters<typeof styleText>[0]>;

/** The text in the colour of its meaning. It must be harmless already: what is put around it are escapes. */
export function paint(style: Style, tone: Tone, text: string): string {
  if (!style.colour || tone === 'plain' || text === '') return text;
  return styleText(FORMATS[tone], text, { validateStream: false });
}
