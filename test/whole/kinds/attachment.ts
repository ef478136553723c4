import type { WholeKind } from '../kind.ts';

/** Lines of plans; another one is another object. */
export const attachment: WholeKind = { kind: 'attachment', before: '', after: '' };
