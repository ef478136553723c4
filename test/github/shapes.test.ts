import { describe, expectTypeOf, it } from 'vitest';
import type { commentShape } from './shapes/comment.ts';
import type { commitShape, fileShape, gitCommitShape } from './shapes/commit.ts';
import type { branchPolicyShape, environmentShape } from './shapes/environment.ts';
import type { issueShape } from './shapes/issue.ts';
import type { labelShape } from './shapes/label.ts';
import type { protectionShape } from './shapes/protection.ts';
import type { pullShape, pullSummaryShape } from './shapes/pull.ts';
import type { referenceShape } from './shapes/reference.ts';
import type { repositoryShape } from './shapes/repository.ts';
import type { userShape } from './shapes/user.ts';
import type { Client } from './support.ts';

type Rest = Client['rest'];

/** What GitHub's description says that a method answers with. */
type Data<Method extends (...given: never[]) => Promise<{ data: unknown }>> = Awaited<
  ReturnType<Method>
>['data'];

type Required<T> = { [K in keyof T]-?: undefined extends T[K] ? never : K }[keyof T];

/** Fields that an answer must have and ours has not, and fields of ours that there are none of. */
type Differing<Ours, Theirs> = Exclude<Required<Theirs>, keyof Ours> | Exclude<keyof Ours, keyof Theirs>;

/** The same, and never nothing where the description would let anything pass. */
type Wrong<Ours, Theirs> =
  'planted' extends Differing<{ planted: true }, Theirs> ? Differing<Ours, Theirs> : 'vague';

type Pull = Data<Rest['pulls']['get']>;
type Commit = Data<Rest['repos']['getCommit']>;

describe('the shapes of answers', () => {
  it('have every field that GitHub describes as required, and none that it does not know', () => {
    expectTypeOf<Wrong<ReturnType<typeof pullShape>, Pull>>().toBeNever();
    expectTypeOf<
      Wrong<ReturnType<typeof pullSummaryShape>, Data<Rest['pulls']['list']>[number]>
    >().toBeNever();
    expectTypeOf<Wrong<ReturnType<typeof repositoryShape>, Pull['base']['repo']>>().toBeNever();
    expectTypeOf<Wrong<ReturnType<typeof userShape>, Pull['user']>>().toBeNever();
    expectTypeOf<Wrong<ReturnType<typeof commentShape>, Data<Rest['issues']['getComment']>>>().toBeNever();
    expectTypeOf<Wrong<ReturnType<typeof issueShape>, Data<Rest['issues']['get']>>>().toBeNever();
    expectTypeOf<Wrong<ReturnType<typeof labelShape>, Data<Rest['issues']['createLabel']>>>().toBeNever();
    expectTypeOf<
      Wrong<ReturnType<typeof commitShape>, Data<Rest['repos']['listCommits']>[number]>
    >().toBeNever();
    expectTypeOf<Wrong<ReturnType<typeof gitCommitShape>, Data<Rest['git']['getCommit']>>>().toBeNever();
    expectTypeOf<Wrong<ReturnType<typeof referenceShape>, Data<Rest['git']['getRef']>>>().toBeNever();
    expectTypeOf<
      Wrong<ReturnType<typeof protectionShape>, Data<Rest['repos']['getBranchProtection']>>
    >().toBeNever();
    expectTypeOf<
      Wrong<ReturnType<typeof environmentShape>, Data<Rest['repos']['getEnvironment']>>
    >().toBeNever();
    expectTypeOf<
      Wrong<
        ReturnType<typeof branchPolicyShape>,
        Data<Rest['repos']['listDeploymentBranchPolicies']>['branch_policies'][number]
      >
    >().toBeNever();
    expectTypeOf<Wrong<ReturnType<typeof fileShape>, NonNullable<Commit['files']>[number]>>().toBeNever();
  });
});
