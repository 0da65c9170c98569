/**
 * A search is asked when somebody asks, and by nothing else: each is written down under their name, and counts as use of the
 * session. A window that comes back, or a network that does, asks nothing.
 */
export const askedOnce = { refetchOnWindowFocus: false, refetchOnReconnect: false, staleTime: Infinity } as const;
