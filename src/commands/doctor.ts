import { relative, resolve } from 'node:path';
import type { HealthFinding, HealthStatus } from '../model/health.ts';
import { renderHealth } from '../render/health.ts';
import { resultJson } from '../render/json.ts';
import { DEFAULT_PATH } from '../workspace/config-file.ts';
import { keyOf } from './connect.ts';
import { attempt, outcomeOf } from './doctor/attempt.ts';
import { checkCodeOwners } from './doctor/code-owners.ts';
import { checkConfiguration } from './doctor/configuration.ts';
import { examineGithub } from './doctor/github.ts';
import { checkKey } from './doctor/key.ts';
import { checkManifests } from './doctor/manifests.ts';
import { checkSnapshotFit } from './doctor/snapshot-fit.ts';
import { checkSnapshot } from './doctor/snapshot.ts';
import { examineStripe } from './doctor/stripe.ts';
import { committerOf, snapshotBranches } from './doctor/workflows/branches.ts';
import { readWorkflows } from './doctor/workflows/jobs.ts';
import { writingEnvironments } from './doctor/workflows/keys.ts';
import { examineWorkflows } from './doctor/workflows/workflows.ts';
import { findRepository } from './init/repository.ts';
import { EXIT, type GlobalOptions, type Io } from './io.ts';
import { offlineEnvironment } from './recorded.ts';
import type { Result, Run } from './run.ts';
import { enter } from './session.ts';
import { readApplied } from './snapshot-state.ts';
import { openPlans, openSettings, type Settings } from './workspace.ts';

/** What git's own files and GitHub say: workflows, code owners, protection, environments. */
async function examineRepository(
  options: GlobalOptions,
  io: Io,
): Promise<{ readonly findings: readonly HealthFinding[]; readonly snapshotBranch: string | null }> {
  const { value: repository, findings } = await attempt('repository', () => findRepository('.'));
  if (repository === null) {
    const unknown = findings.map((finding): HealthFinding => ({ ...finding, status: 'unknown' }));
    return { findings: unknown, snapshotBranch: null };
  }
  const { root, origin } = repository;
  const workflows = readWorkflows(root);
  const branches = snapshotBranches(workflows.jobs);
  const within = (path: string): string => relative(root, resolve(path)).replaceAll('\\', '/');
  const [plans, config] = [within(options.plans), within(options.config ?? DEFAULT_PATH)];
  const used = {
    snapshotBranches: branches,
    committer: committerOf(workflows.jobs),
    environments: writingEnvironments(workflows.jobs),
  };
  return {
    findings: [
      ...examineWorkflows(workflows),
      checkCodeOwners(root, { plans, config }),
      ...(await examineGithub(origin, used, io)),
    ],
    snapshotBranch: branches.find((branch) => branch !== null) ?? null,
  };
}

/** The configuration for the environment of the key, or of a snapshot that is here where there is no key. */
async function settingsFor(options: GlobalOptions, livemode: boolean | null): Promise<Settings> {
  const env = livemode === null ? await offlineEnvironment(options) : options.env;
  return openSettings({ ...options, env }, livemode);
}

/** Every check that can be made with what is there. */
async function examine(options: GlobalOptions, io: Io, run: Run): Promise<readonly HealthFinding[]> {
  const key = await attempt('key', () => keyOf(io));
  const repository = await examineRepository(options, io);
  const read = await attempt('configuration', () => settingsFor(options, key.value?.livemode ?? null));
  const first = outcomeOf(key, checkKey);
  const settings = read.value;
  if (settings === null) return [...first, ...read.findings, ...repository.findings];
  const { environment, snapshotFile } = settings;
  run.environment = environment.name;
  const workspace = await attempt('manifests', () => openPlans(options, settings));
  if (workspace.value !== null) enter(run, workspace.value);
  const { value: applied } = await attempt('snapshot', () => readApplied(snapshotFile));
  const known = { settings, workspace: workspace.value, applied };
  return [
    ...first,
    checkConfiguration(settings),
    ...outcomeOf(workspace, checkManifests),
    ...(await checkSnapshot(snapshotFile, repository.snapshotBranch)),
    ...(applied === null ? [] : await checkSnapshotFit(settings, applied)),
    ...(key.value === null ? [] : await examineStripe({ ...known, key: key.value }, io, run)),
    ...repository.findings,
  ];
}

/** `doctor`: everything that would make a run fail, or lets somebody through. Reads, and writes nothing anywhere. */
export async function doctor(options: GlobalOptions, io: Io, run: Run): Promise<Result> {
  const findings = await examine(options, io, run);
  const count = (status: HealthStatus): number => findings.filter((item) => item.status === status).length;
  const counts = {
    error: count('error'),
    warning: count('warning'),
    unknown: count('unknown'),
    ok: count('ok'),
  };
  return {
    exit: counts.error > 0 ? EXIT.error : EXIT.done,
    text: renderHealth(findings, { colour: io.colour }),
    json: resultJson(run.facts(), { counts, findings: findings.map((finding) => ({ ...finding })) }),
  };
}
