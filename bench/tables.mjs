/** Every table of figures, in the order in which it is measured; each file is loaded only when it is wanted. */
export const TABLES = [
  { id: 'T1', group: 'sync', load: () => import('./sync/t1-decode.mjs') },
  { id: 'T2', group: 'sync', load: () => import('./sync/t2-poll.mjs') },
  { id: 'T3', group: 'sync', load: () => import('./sync/t3-streams.mjs') },
  { id: 'T4', group: 'sync', load: () => import('./sync/t4-nothing-new.mjs') },
  { id: 'T6', group: 'sync', load: () => import('./sync/t6-idle.mjs') },
  { id: 'T17', group: 'sync', load: () => import('./sync/t17-growth.mjs') },
  { id: 'T18', group: 'sync', load: () => import('./sync/t18-size.mjs') },
  { id: 'T7', group: 'notify', load: () => import('./notify/t7-dedupe.mjs') },
  { id: 'T8', group: 'notify', load: () => import('./notify/t8-pull.mjs') },
  { id: 'T9', group: 'notify', load: () => import('./notify/t9-fanout.mjs') },
  { id: 'T10', group: 'notify', load: () => import('./notify/t10-pace.mjs') },
  { id: 'T11', group: 'notify', load: () => import('./notify/t11-inbox.mjs') },
  { id: 'T12', group: 'notify', load: () => import('./notify/t12-intake.mjs') },
  { id: 'T15', group: 'notify', load: () => import('./notify/t15-splitter.mjs') },
  { id: 'T17N', group: 'notify', load: () => import('./notify/t17-growth.mjs') },
];

/** A young generation of a steady size (the default's maximum), so that its growth is not what is measured. */
export const NODE_FLAGS = ['--expose-gc', '--min-semi-space-size=16', '--max-semi-space-size=16'];
