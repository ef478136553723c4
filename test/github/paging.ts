import type { Answer } from './answer.ts';
import type { World } from './world.ts';

/** One page of a list: https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api */
export interface Page<T> {
  readonly items: readonly T[];
  readonly headers: Readonly<Record<string, string>>;
}

const wholeNumber = (text: string | null, otherwise: number): number =>
  text !== null && /^[1-9]\d*$/.test(text) ? Number(text) : otherwise;

/** Where a request came in: its path under the API and what it asks for. */
export interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
}

/** The page that a request asks for, with the links to the others; `usual` items without `per_page`. */
export function pageOf<T>(
  world: World,
  asked: Asked,
  { all, usual = 30 }: { all: readonly T[]; usual?: number },
): Page<T> {
  const { query } = asked;
  const limit = Math.min(
    wholeNumber(query.get('per_page'), usual),
    query.has('per_page') ? world.limits.pageSize : usual,
  );
  const page = wholeNumber(query.get('page'), 1);
  const last = Math.max(1, Math.ceil(all.length / limit));
  const link = (to: number, rel: string): string => {
    const parameters = new URLSearchParams(query);
    parameters.set('page', String(to));
    return `<${world.url}${asked.path}?${parameters.toString()}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ];
  return {
    items: all.slice((page - 1) * limit, page * limit),
    headers: links.length === 0 ? {} : { link: links.join(', ') },
  };
}

/** The answer that holds one page. */
export const paged = ({ items, headers }: Page<unknown>): Answer => ({ status: 200, headers, body: items });
