import manifest from '../../package.json' with { type: 'json' };

/** The version of the tool, as released. */
export const toolVersion: string = manifest.version;
