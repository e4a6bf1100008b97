import { lookupOf, type ObjectId, type Table } from '#app/catalog';
import type { AuditContext } from '../context.ts';
import { columnsOf, type OwnColumn } from '../facts/columns.ts';
import { fact, sayList, sayTable } from '../facts/say.ts';
import { remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

const SECRET =
  /(^|_)(access_token|refresh_token|oauth_token|oauth_token_secret|bearer_token|auth_token|bot_token|api_token|session_secret|client_secret|webhook_secret|signing_secret|shared_secret|totp_secret|two_factor_secret|otp_secret|mfa_secret|app_secret|token_secret|secret|secret_key|api_key|apikey|private_key|signing_key|encryption_key|access_key_secret|secret_access_key|service_role_key|smtp_password|db_password|database_password|app_password|api_secret)$/;
/** The value itself, in tables of tokens: `api_tokens.token`. */
const OWN_TOKEN = /(^|_)(api|access|personal_access|refresh|service|bot)_(token|key)s?$/;
const MARK =
  /(^|_)(hash|hashed|digest|encrypted|enc|cipher|ciphertext|sealed|masked|prefix|fingerprint|last4|hint|preview)(_|$)/;
/** Columns that go with encrypted ones. */
const BESIDE =
  /(^|_)(encrypted_at|encryption_(key|version|iv|algorithm|key_id)|kms_key_id|key_version|nonce|iv|auth_tag|dek|is_encrypted|salt)$/;
const SAID = /encrypt|cipher|\bhash|\baes\b|bcrypt|argon|scrypt|\bvault\b|\bkms\b|sealed/i;

export const secretInPlainText: Rule = {
  id: 'secret-in-plain-text',
  title: 'Tokens or secrets kept as plain text',
  severity: 'high',
  dimension: 'integrity',
  needs: ANY_CATALOG,
  fix: [],
  evaluate: (context) => context.tables.flatMap((table) => draftsOf(context, table)),
};

function draftsOf(context: AuditContext, table: Table): readonly FindingDraft[] {
  const columns = columnsOf(context, table);
  const secrets = columns.filter((own) => isSecret(own, table) && !isMarked(context, own));
  if (secrets.length === 0 || columns.some(({ name }) => BESIDE.test(name)) || isSaid(context, table.id)) return [];
  const names = secrets.map(({ column }) => column.name);
  return [
    {
      object: table.id,
      message: `${sayTable(table)} keeps ${sayList(names)} as plain text: whoever reads the table, a backup or a replica has ${names.length === 1 ? 'it' : 'them'}.`,
      evidence: [
        ...secrets.map(({ column }) =>
          fact(`${column.name} is ${column.type}, and nothing says that it is encrypted or hashed.`, column.id),
        ),
        fact('No column beside it tells of a key, a salt, a nonce or the time of encryption.', table.id),
      ],
      origins: secrets.flatMap(({ column }) => originsOf(context, column.id)),
      remedy: remedy({
        title: 'Encrypt what has to be read again, hash what only has to be recognised',
        advice:
          'Encrypt in the application with a key that is not in the database (AES-GCM), or keep a hash alone. Where it is done already, say so in a comment of the column, or with a column such as tokens_encrypted_at.',
      }),
    },
  ];
}

function isSecret({ name, family, column }: OwnColumn, table: Table): boolean {
  if (family !== 'text' || column.generated || MARK.test(name)) return false;
  return SECRET.test(name) || (/^(token|key|secret)$/.test(name) && OWN_TOKEN.test(table.name.toLowerCase()));
}

/** A comment, JSDoc or `$type<…>` that says so, or a type of its own that is called so. */
function isMarked(context: AuditContext, { column }: OwnColumn): boolean {
  return SAID.test(column.type) || isSaid(context, column.id);
}

function isSaid(context: AuditContext, id: ObjectId): boolean {
  const texts = context.remember('what is said of objects', () => {
    const code = context.sources.code?.code;
    const found = new Map<ObjectId, string>();
    for (const { object, text } of [...(code?.docs ?? []), ...(code?.types ?? [])])
      found.set(object, `${found.get(object) ?? ''} ${text}`);
    return found;
  });
  const object = lookupOf(context.catalog).find(id);
  return SAID.test(object?.comment ?? '') || SAID.test(texts.get(id) ?? '');
}

/** Code first: it is what a pull request changes. */
function originsOf({ sources }: AuditContext, id: ObjectId) {
  return [sources.code, sources.migrations, sources.live].flatMap(
    (reading) => (reading && lookupOf(reading.catalog).find(id)?.origins) ?? [],
  );
}
