import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Encrypts a text with what it was made from (AES-256-GCM, the key by HKDF-SHA256). Who has those can make the text anyway;
 * to anyone else the sealed form says nothing. So a config's credentials can be kept without lying about on disk.
 */
export function seal(text: string, madeFrom: string): string {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(madeFrom, salt), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([salt, nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** The text; `null` where it was made from something else. */
export function unseal(sealed: string, madeFrom: string): string | null {
  try {
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', keyOf(madeFrom, bytes.subarray(0, 16)), bytes.subarray(16, 28));
    decipher.setAuthTag(bytes.subarray(28, 44));
    return Buffer.concat([decipher.update(bytes.subarray(44)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

function keyOf(madeFrom: string, salt: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', madeFrom, salt, 'raingauge config', 32));
}
