/** Where to go after sign-in: a path of this service, never another site. */
export function returnPath(wanted: unknown): string {
  return typeof wanted === 'string' && /^\/(?![/\\])/.test(wanted) ? wanted : '/';
}
