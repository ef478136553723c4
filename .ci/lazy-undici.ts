import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

/**
 * Evaluates undici when one of its names is first used. The @actions packages import it at their top, for proxies
 * and requests to GitHub, and evaluating it took a sixth of the work before the first request to Stripe.
 */
export const lazyUndici: Plugin = {
  name: 'lazy-undici',
  setup(build) {
    build.onResolve({ filter: /^undici$/, namespace: 'file' }, ({ resolveDir }) => ({
      path: 'undici',
      namespace: 'lazy',
      pluginData: resolveDir,
    }));
    build.onLoad(
      { filter: /^undici$/, namespace: 'lazy' },
      ({ pluginData: resolveDir }: { pluginData: string }) => {
        const undici: object = createRequire(`${resolveDir}/`)('undici');
        const getters = Object.keys(undici).map(
          (name) => `get ${name}() { return require('undici').${name}; },`,
        );
        return { contents: `module.exports = {\n${getters.join('\n')}\n};`, resolveDir };
      },
    );
  },
};
