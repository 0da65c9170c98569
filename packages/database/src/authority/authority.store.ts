export interface Authority {
  id: string;
  /** As in an address: `kent`. */
  key: string;
  name: string;
}

/** The councils of this installation. */
export interface AuthorityStore {
  /** All of them, by key; needs no authority (a definer function reads id, key and name only). */
  list(): Promise<Authority[]>;
  find(key: string): Promise<Authority | null>;
  /** Role migrator only. Returns the one that stands where the key is taken. */
  create(authority: { key: string; name: string }): Promise<Authority>;
}
