/** Files by their hash: the same bytes are kept once in an authority. */
export interface EvidenceFileStore {
  put(authorityId: string, bytes: Uint8Array): Promise<{ sha256: string; bytes: number }>;
  get(authorityId: string, sha256: string): Promise<Uint8Array | null>;
}
