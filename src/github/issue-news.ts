import type { Comment, Issues } from './github.ts';
import type { SectionName } from './issue-body.ts';

/** What the comments of an issue say of one section. */
export interface News {
  readonly issues: Issues;
  readonly viewer: string;
  readonly section: SectionName;
  /** What is told. */
  readonly fingerprint: string;
  readonly news: string;
}

const markerOf = ({ section, fingerprint }: News): string =>
  `<!-- pricebook:news ${section} ${fingerprint} -->`;

/** Our comments since the section last told something else: none, or the one that tells this, and copies of it. */
async function said(news: News, number: number): Promise<Comment[]> {
  const { issues, viewer, section } = news;
  const comments = await issues.comments(number);
  const ours = comments.filter(
    ({ author, body }) => author === viewer && body.startsWith(`<!-- pricebook:news ${section} `),
  );
  const other = ours.findLastIndex(({ body }) => !body.startsWith(markerOf(news)));
  return ours.slice(other + 1);
}

/**
 * Whether the comment had to be made: not where the last one about the section, of a run that went no further or of
 * another at the same time, says the same. Of several the oldest stays.
 */
export async function tell(news: News, number: number): Promise<'said' | 'known'> {
  const { issues } = news;
  const before = await said(news, number);
  if (before.length === 0) await issues.createComment(number, `${markerOf(news)}\n${news.news}`);
  const [, ...copies] = before.length === 0 ? await said(news, number) : before;
  for (const { id } of copies) await issues.deleteComment(id);
  return before.length === 0 ? 'said' : 'known';
}
