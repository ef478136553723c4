/**
 * `node .ci/picture.ts` writes docs/comment.png and docs/comment-dark.png for the README: the comment that dist/action.js
 * writes on a pull request, run for real against the embedded Stripe and GitHub's stand-in, as a browser shows it.
 */
import { join } from 'node:path';
import { commentPage } from './picture/page.ts';
import { photograph } from './picture/photograph.ts';
import { commentMarkdown } from './picture/pull-request.ts';

/** About a README's column, so that the text is read at its size. */
const WIDTH = 880;

const docs = join(import.meta.dirname, '../docs');
const comment = await commentMarkdown();
await photograph(commentPage(comment, 'light'), WIDTH, join(docs, 'comment.png'));
await photograph(commentPage(comment, 'dark'), WIDTH, join(docs, 'comment-dark.png'));
