/**
 * Places at which a test may end the process, as SIGKILL would. `npm run chaos` and infra/chaos/failpoints.mjs arm them
 * through the environment of a process started with NODE_ENV=test; everywhere else each is one comparison with null.
 */
export const failpoints = [
  // A command, on its way through the write path.
  'transition.begin',
  'transition.afterLoad',
  'transition.afterDecide',
  'transition.beforeApply',
  'transition.afterCommit',
  'transition.openedOne',
  'transition.beforeCommit',
  'transition.beforeReply',
  // The sweep.
  'deadline.begin',
  'deadline.claimed',
  'deadline.decided',
  'deadline.written',
  'deadline.beforeCommit',
  'deadline.afterCommit',
  // The messages.
  'handOver.beforeWake',
  'handOver.afterWake',
  'sender.claimed',
  'sender.beforeLookup',
  'sender.afterLookup',
  'sender.checked',
  'sender.beforePost',
  'sender.afterPost',
  'sender.beforeMark',
  'sender.afterMark',
  // A date that moves many: meetings and calendars.
  'move.locked',
  'move.claimed',
  'move.written',
  // An extract of children that is taken in.
  'import.locked',
  'import.childrenWritten',
  'import.beforeCommit',
  'import.afterCommit',
  // Making the database, and coming up on it.
  'migration.begin',
  'migration.rolesMade',
  'migration.schemaMade',
  'migration.published',
  'migration.queueMade',
  'boot.afterDatabase',
  'boot.afterQueue',
  'boot.ready',
] as const;

export type FailpointName = (typeof failpoints)[number];

/** Which point ends the process, and at which pass of it, from 1 on. */
export interface Failpoint {
  name: FailpointName;
  pass: number;
}

let armed: { name: FailpointName; left: number } | null = null;

/** Arm one point of this process; null disarms. */
export function armFailpoint(point: Failpoint | null): void {
  armed = point === null ? null : { name: point.name, left: point.pass };
}

/** Passes by; at the armed pass the process is gone before this returns. */
export function failpoint(name: FailpointName): void {
  if (armed === null || armed.name !== name) return;
  armed.left -= 1;
  if (armed.left === 0) process.kill(process.pid, 'SIGKILL');
}

/**
 * `sender.afterPost:3` as KEPT_FAILPOINT says it; null where nothing is said or this is no test.
 * @throws Error for a point that does not exist
 */
export function readFailpoint(env: Readonly<Record<string, string | undefined>>): Failpoint | null {
  const { KEPT_FAILPOINT: wish, NODE_ENV: mode } = env;
  if (mode !== 'test' || !wish) return null;
  const [said, pass = '1'] = wish.split(':');
  const name = failpoints.find((each) => each === said);
  if (name === undefined || !/^[1-9]\d*$/.test(pass)) throw new Error(`KEPT_FAILPOINT names no point: ${wish}`);
  return { name, pass: Number(pass) };
}
