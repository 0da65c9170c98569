import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/** A key for columns that nobody may read who reads the database. */
export interface FieldKey {
  secret: Buffer;
  /** Says which key sealed a value, and nothing of the key. */
  id: string;
}

/** @returns null where the text is not 32 bytes, as 64 hexadecimal digits or in base64 */
export function readFieldKey(text: string): FieldKey | null {
  const isHex = /^[0-9a-f]{64}$/i.test(text);
  if (!isHex && !/^[\w+/-]{43}=?$/.test(text)) return null;
  const secret = Buffer.from(text, isHex ? 'hex' : 'base64');
  if (secret.length !== 32) return null;
  return { secret, id: createHash('sha256').update('kept field key').update(secret).digest('hex').slice(0, 16) };
}

/** @param place where the value stands, so that it opens nowhere else */
export function sealField(text: string, place: string, { secret }: FieldKey): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, secret, iv).setAAD(Buffer.from(place, 'utf8'));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** @returns null where it was sealed under another key, for another place, or was changed since */
export function openField(sealed: Buffer, place: string, { secret }: FieldKey): string | null {
  const iv = sealed.subarray(0, ivBytes);
  const tag = sealed.subarray(ivBytes, ivBytes + tagBytes);
  try {
    const decipher = createDecipheriv(algorithm, secret, iv, { authTagLength: tagBytes })
      .setAAD(Buffer.from(place, 'utf8'))
      .setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
