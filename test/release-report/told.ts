/** Links of ours, which nothing from outside is part of but ids that Stripe made. */
const LINK = /\[(?:`[\w.-]+`|the run)\]\(https:\/\/(?:dashboard\.stripe\.com|github\.com)\/[\w./-]+\)/g;

/** A text about a release without our links and our mark: then nothing of it may live. */
export function withoutLinks(markdown: string): string {
  return markdown.replace(LINK, 'a link').replace(/^<!-- pricebook:reviewed -->$/m, '');
}
