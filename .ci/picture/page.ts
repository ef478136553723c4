import { readFileSync } from 'node:fs';
import { Marked } from 'marked';

/** GitHub's two looks. */
export type Scheme = 'light' | 'dark';

/** The colours around a comment, by what they paint. */
const COLOURS = {
  light: { page: '#ffffff', bar: '#f6f8fa', border: '#d1d9e0', name: '#1f2328', text: '#59636e' },
  dark: { page: '#0d1117', bar: '#151b23', border: '#3d444d', name: '#f0f6fc', text: '#9198a1' },
} as const;

const ALERT = /^<p>\[!(?<kind>[A-Z]+)\]<br>/;

const SIGN = `<svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true"><path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" stroke-linejoin="round"/><path d="M8 4.5V8M8 10.5v1" stroke-linecap="round"/></svg>`;

const titled = (kind: string): string => kind.charAt(0) + kind.slice(1).toLowerCase();

/** Markdown as GitHub reads it in a comment: a line's end is one, and a quotation that begins `[!CAUTION]` is a box. */
const markdown = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    blockquote({ tokens }) {
      const body = this.parser.parse(tokens);
      const kind = ALERT.exec(body)?.groups?.['kind'];
      if (kind === undefined) return `<blockquote>${body}</blockquote>`;
      const title = `<p class="markdown-alert-title">${SIGN}${titled(kind)}</p>`;
      return `<div class="markdown-alert markdown-alert-${kind.toLowerCase()}">${title}${body.replace(ALERT, '<p>')}</div>`;
    },
  },
});

const STYLESHEETS = {
  light: import.meta.resolve('github-markdown-css/github-markdown-light.css'),
  dark: import.meta.resolve('github-markdown-css/github-markdown-dark.css'),
} as const;

/** What stands around the comment: a circle for who wrote it, a border, a bar with the name. */
const frame = ({ page, bar, border, name, text }: (typeof COLOURS)[Scheme]): string => `
  body { margin: 0; padding: 8px; background: ${page}; color: ${text}; font: 14px/1.5 Helvetica, Arial, sans-serif; }
  .row { display: flex; gap: 16px; }
  .face { flex: none; box-sizing: border-box; width: 40px; height: 40px; border: 1px solid ${border}; border-radius: 50%; background: ${bar}; color: ${text}; }
  .comment { position: relative; flex: 1; min-width: 0; border: 1px solid ${border}; border-radius: 6px; }
  .comment::before { content: ''; position: absolute; left: -7px; top: 13px; width: 11px; height: 11px; rotate: 45deg; background: ${bar}; border: 1px solid ${border}; border-width: 0 0 1px 1px; }
  .bar { position: relative; padding: 8px 16px; border-bottom: 1px solid ${border}; border-radius: 6px 6px 0 0; background: ${bar}; }
  .bar b { color: ${name}; }
  .bot { margin: 0 4px; padding: 0 7px; border: 1px solid ${border}; border-radius: 2em; font-size: 12px; }
  .markdown-body { padding: 16px; border-radius: 6px; font-size: 14px; }
  .markdown-alert-title svg { margin-right: 8px; }`;

const FACE = `<svg class="face" viewBox="0 0 40 40" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><rect x="11" y="15" width="18" height="13" rx="3"/><path d="M20 15v-4M8 20v4M32 20v4" stroke-linecap="round"/><path d="M16.5 20v3M23.5 20v3" stroke-linecap="round"/></svg>`;

/** A page of a comment as it stands on GitHub, in Markdown; its title becomes its height in pixels when it is shown. */
export function commentPage(comment: string, scheme: Scheme): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<style>
${readFileSync(new URL(STYLESHEETS[scheme]), 'utf8')}${frame(COLOURS[scheme])}
</style>
<div class="row">${FACE}
<div class="comment">
<div class="bar"><b>github-actions</b> <span class="bot">bot</span> commented now</div>
<div class="markdown-body">${markdown.parse(comment, { async: false })}</div>
</div>
</div>
<script>document.title = String(Math.ceil(document.body.getBoundingClientRect().height));</script>
</html>
`;
}
