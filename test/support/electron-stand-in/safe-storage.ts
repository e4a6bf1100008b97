/** The backend is the test's to choose, by environment. */
export const safeStorage = {
  isEncryptionAvailable: () => process.env.STAND_IN_KEYCHAIN !== 'none',
  getSelectedStorageBackend: () => process.env.STAND_IN_KEYCHAIN ?? 'basic_text',
  encryptString: (text: string) => Buffer.from([...Buffer.from(text)].map((byte) => byte ^ 0x5a)),
  decryptString: (bytes: Buffer) => Buffer.from([...bytes].map((byte) => byte ^ 0x5a)).toString(),
};
