import type { SessionView } from '@kept/contracts';
import { defineStore } from 'pinia';
import { ref } from 'vue';
import { api } from '../api/api.js';
import { ApiProblem, Unreachable } from '../api/problem.js';

/** Who is signed in. Everything else that the server knows is kept by queries, not by stores. */
export const useSession = defineStore('session', () => {
  const current = ref<SessionView | null>(null);
  const unreachable = ref(false);
  /** Server time less this machine's time, in milliseconds: a wrong laptop clock changes no page. */
  const clockAhead = ref(0);

  function remember(session: SessionView): void {
    current.value = session;
    unreachable.value = false;
    clockAhead.value = Date.parse(session.clock.now) - Date.now();
  }

  function forget(): void {
    current.value = null;
  }

  /** True when somebody is signed in; asks the server only where it is not known. */
  async function establish(): Promise<boolean> {
    if (current.value) return true;
    try {
      remember(await api.session.current());
      return true;
    } catch (error) {
      const signedOut = error instanceof ApiProblem && error.status === 401;
      unreachable.value = error instanceof Unreachable || !signedOut;
      return false;
    }
  }

  async function signIn(persona: string): Promise<void> {
    await api.session.signIn(persona);
    remember(await api.session.current());
  }

  async function signOut(): Promise<void> {
    await api.session.signOut();
    forget();
  }

  return { current, unreachable, clockAhead, establish, signIn, signOut, forget };
});
