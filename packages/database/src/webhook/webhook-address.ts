/** Hosts at which Microsoft runs the flow behind a channel; one with a dot before it stands for all below it. */
export const usualTeamsHosts: readonly string[] = ['.logic.azure.com', '.powerplatform.com'];

const thisMachine = ['127.0.0.1', '[::1]', 'localhost'];
const longest = 2000;

/** `a.example, .b.example` → the list; null where one of them is no host. */
export function readTeamsHosts(text: string): string[] | null {
  const hosts = text.split(',').map((host) => host.trim().toLowerCase());
  return hosts.every((host) => /^\.?[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(host) || host === '[::1]') ? hosts : null;
}

/**
 * Whether cards may be posted to an address: https, at a host that is allowed, and at no port of its own. This machine
 * alone may be spoken to without TLS, and only where it is named: tests do.
 * @returns the fault as a sentence, never with the address in it; null where there is none
 */
export function webhookFault(address: string, hosts: readonly string[]): string | null {
  if (address.length > longest || !URL.canParse(address)) return 'This is not the address of a webhook.';
  const url = new URL(address);
  const { protocol, hostname, port } = url;
  const isHere = thisMachine.includes(hostname) && hosts.includes(hostname);
  if (protocol !== (isHere ? 'http:' : 'https:')) return 'The address must begin with https://.';
  if (!isAmong(hosts, hostname)) return 'Cards go to no such host.';
  if (port !== '' && !isHere) return 'The address must not name a port.';
  return extrasOf(url) === '' ? null : 'The address must not hold a name, a password or a fragment.';
}

function extrasOf({ username, password, hash }: URL): string {
  return username + password + hash;
}

function isAmong(hosts: readonly string[], hostname: string): boolean {
  return hosts.some((host) => (host.startsWith('.') ? hostname.endsWith(host) : hostname === host));
}
