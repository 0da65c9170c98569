import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { Role } from '@kept/domain';

/** Who may call a route. What of an item they see or may do there is the domain's to say, item by item. */
export interface Policy {
  name: string;
  /** False where nobody needs to be signed in. */
  signIn: boolean;
  /** True where asking is no use of a session: it ends as if nobody had asked. */
  quiet?: boolean;
  /** True where a secret in the address is all that is asked, and no cookie counts: another site gains nothing by it. */
  byLink?: boolean;
  allows(roles: readonly Role[]): boolean;
}

const policyKey = 'kept:policy';

/** Declares who may call a route. A route without one is refused to everybody. */
export function Policed(policy: Policy): CustomDecorator {
  return SetMetadata(policyKey, policy);
}

export function policyOf(handler: object): Policy | undefined {
  return Reflect.getMetadata(policyKey, handler) as Policy | undefined;
}

/** Nobody needs to be signed in. */
export function openToAll(name: string): Policy {
  return { name, signIn: false, allows: () => true };
}

/** Whoever has the link. */
export function openByLink(name: string): Policy {
  return { name, signIn: false, byLink: true, allows: () => true };
}

/** Everybody who is signed in. */
export function forSignedIn(name: string): Policy {
  return { name, signIn: true, allows: () => true };
}

/** Those with one of these roles. */
export function forRoles(name: string, ...allowed: readonly Role[]): Policy {
  return { name, signIn: true, allows: (roles) => roles.some((role) => allowed.includes(role)) };
}

/** Asked by pages of themselves, not by people. */
export function quietly(policy: Policy): Policy {
  return { ...policy, quiet: true };
}
