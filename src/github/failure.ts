import { redact } from '../lib/redact.ts';
import { Fault } from '../model/fault.ts';
import type { Answer } from './answer.ts';
import { permissionFor, type Asked } from './permission.ts';

/** An answer of GitHub that is not the one hoped for, or none: shown as a fault, decided upon by its `answer`. */
export class GithubFailure extends Fault {
  /** There is no `status` beside it: octokit's paginate takes an error with the status 409 for an empty list. */
  readonly answer: Answer;
  readonly asked: Asked;

  constructor(fault: Fault, answer: Answer, asked: Asked) {
    super(fault.code, fault.message, fault.detail);
    this.name = 'GithubFailure';
    this.answer = answer;
    this.asked = asked;
  }
}

/** Characters of a text of GitHub's that are shown. */
const SHOWN = 300;

/** A text of GitHub's or of the connection, without secrets: the token itself first, whatever form it has. */
function shown(words: string, token: string): string {
  const safe = redact(words.replaceAll(token, '…'));
  return safe.length <= SHOWN ? safe : `${safe.slice(0, SHOWN).toWellFormed()}…`;
}

/** What a request is about, with the permission that it needs. */
interface Request extends Asked {
  /** The host that was asked: `api.github.com`. */
  readonly host: string;
  readonly token: string;
}

const pauseText = (seconds: number | null): string =>
  `There were too many requests. Run it again ${seconds === null ? 'later' : `in ${Math.ceil(seconds / 60)} min`}.`;

/** https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/enabling-features-for-your-repository/managing-github-actions-settings-for-a-repository */
const JOBS_OPEN_NONE =
  'Turn on "Allow GitHub Actions to create and approve pull requests" in the repository (Settings, Actions, General), ' +
  "or first in its organization, where it may be off for all. Or give an app's token as github-token.";

function faultFor(answer: Answer, request: Request): Fault {
  const what = `${request.method} ${request.path}`;
  const line = `\`${permissionFor(request)}\``;
  const { words } = answer;
  const said = words === '' ? '' : `: ${words}`;
  const { status, types, limited } = answer;
  const id = answer.requestId === null ? '' : ` (request ${answer.requestId})`;
  if (status === null) {
    return new Fault(
      'github.unreachable',
      `there is no answer from ${request.host} to ${what}${said}`,
      'Run it again. On a runner of your own, check its proxy and firewall.',
    );
  }
  if (status === 401) {
    return new Fault(
      'github.no-token',
      `GitHub refuses the token${said}${id}`,
      "Leave github-token out, so that the job's own is used, or give one that is neither expired nor revoked.",
    );
  }
  if (types.includes('too_large')) {
    return new Fault(
      'github.too-large',
      `GitHub does not give out ${what}${said}${id}`,
      'Make the file smaller.',
    );
  }
  if ((status === 403 && !limited) || types.includes('FORBIDDEN')) {
    return new Fault(
      'github.forbidden',
      `the token may not ${what}${said}${id}`,
      /not permitted to create or approve pull requests/i.test(words)
        ? JOBS_OPEN_NONE
        : /not accessible/i.test(words)
          ? `Add ${line} to the job's permissions.`
          : `Mend what GitHub names; the job's permissions need ${line}.`,
    );
  }
  if (status === 410 && /disabled/i.test(words)) {
    return new Fault(
      'github.not-found',
      `GitHub refuses ${what}${said}${id}`,
      'Turn issues on in the repository: Settings, General, Features, Issues.',
    );
  }
  if (status === 404 || status === 410) {
    return new Fault(
      'github.not-found',
      `GitHub does not find ${what}${said}${id}`,
      `It is gone, or hidden from the token: in a private repository the job's permissions need ${line}.`,
    );
  }
  return new Fault(
    'github.failed',
    `GitHub answered ${what} with ${status}${said}${id}`,
    limited ? pauseText(answer.retryAfter) : 'Run it again; https://githubstatus.com says more.',
  );
}

/** A failure that people can act upon: what was asked for, GitHub's words, and the permission that is missing. */
export function failureOf(given: Answer, request: Request): GithubFailure {
  const { method, path, writes, about, token } = request;
  const answer = { ...given, words: shown(given.words, token) };
  return new GithubFailure(faultFor(answer, request), answer, { method, path, writes, about });
}

/** True for a failure with this status. */
export function hasStatus(error: unknown, status: number): error is GithubFailure {
  return error instanceof GithubFailure && error.answer.status === status;
}

/** True when the same request may succeed a little later. An error of GraphQL's without a type is GitHub's own. */
export function isPassing({ answer: { status, limited, types } }: GithubFailure): boolean {
  return limited || status === null || status >= 500 || (status === 200 && types.length === 0);
}

/** True for a write that may have had its effect although no good answer came. */
export function isUnknownOutcome(failure: GithubFailure): boolean {
  return failure.asked.writes && !failure.answer.limited && isPassing(failure);
}
