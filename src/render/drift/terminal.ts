import type { DriftCheck } from '../../model/drift.ts';
import type { PlanView } from '../plan-report.ts';
import type { Style } from '../style.ts';
import { terminalReport } from '../terminal.ts';
import { driftReport } from './report.ts';

/** A drift check for a terminal, without a line feed at its end. */
export function renderDrift(check: DriftCheck, options: PlanView & { readonly style: Style }): string {
  return terminalReport(driftReport(check, options), options.style);
}
