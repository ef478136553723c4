import { assumptions } from './assumptions.ts';
import { newContext } from './context.ts';
import { disagrees, table, tryAll } from './suite.ts';
import { chooseTarget } from './target.ts';

const main = async (json: { readonly wanted: boolean }): Promise<number> => {
  const target = await chooseTarget({
    key: process.env['STRIPE_API_KEY'],
    base: process.env['STRIPE_API_BASE'],
  });
  const ctx = newContext(target.stripe);
  // Once: a second signal ends the process at once.
  process.once('SIGINT', () => ctx.stop());
  const findings = await tryAll(target.stripe, ctx, assumptions);
  const left = await ctx.cleanUp();
  await target.close();
  for (const problem of left) console.error(`Not cleaned up (${ctx.prefix}…): ${problem}`);
  if (ctx.isStopped()) return 130;
  const count = (agrees: string) => findings.filter((finding) => finding.agrees === agrees).length;
  const summary = {
    target: target.name,
    agree: count('yes'),
    differ: count('no'),
    skipped: count('skipped'),
  };
  console.log(
    json.wanted
      ? JSON.stringify({ ...summary, findings }, null, 2)
      : `${table(findings)}\n\n${target.name}: ${summary.agree} agree, ${summary.differ} differ, ${summary.skipped} skipped.`,
  );
  return disagrees(findings) ? 1 : 0;
};

try {
  process.exit(await main({ wanted: process.argv.includes('--json') }));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
