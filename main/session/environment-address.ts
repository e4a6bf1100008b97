import { resolve } from 'node:path';
import { Failure } from '#main/platform/failure.ts';
import { printKeywords } from '#main/sources/live/address/conninfo.ts';
import type { EnvironmentConfig } from './config-schema.ts';
import type { Project } from './project.ts';

/** An environment that names a database by its parts. */
export type EnvironmentFields = Exclude<EnvironmentConfig, { url: object } | { sql: string }>;
type Field = string | number | { readonly env: string } | undefined;

/**
 * The connection string of an environment that is given by its parts. It holds the password where a variable has it.
 * @throws {Failure} `source-not-available` for a variable that is not set.
 */
export function addressOfEnvironment(project: Project, name: string, environment: EnvironmentFields): string {
  const value = (field: Field) => fieldText(project, name, field);
  const path = (field: Field) => {
    const file = value(field);
    return file === undefined || file === 'system' ? file : resolve(project.root, file);
  };
  const { ssl } = environment;
  const tls = typeof ssl === 'string' ? { mode: ssl } : (ssl ?? {});
  return printKeywords({
    service: value(environment.service),
    servicefile: path(environment.serviceFile),
    host: value(environment.host),
    port: value(environment.port),
    dbname: value(environment.database),
    user: value(environment.user),
    password: value(environment.password),
    connect_timeout: value(environment.connectTimeout),
    target_session_attrs: environment.targetSessionAttributes,
    sslmode: tls.mode,
    sslnegotiation: tls.negotiation,
    sslrootcert: path(tls.rootCert),
    sslcert: path(tls.cert),
    sslkey: path(tls.key),
    sslpassword: value(tls.keyPassword),
  });
}

function fieldText(project: Project, name: string, field: Field): string | undefined {
  if (field === undefined) return undefined;
  return typeof field === 'object' ? variableOf(project, name, field.env) : String(field);
}

/** @throws {Failure} `source-not-available` where the variable is not set. */
export function variableOf(project: Project, environment: string, variable: string): string {
  const value = project.environment[variable];
  if (value !== undefined && value !== '') return value;
  throw new Failure({
    code: 'source-not-available',
    message: `The environment "${environment}" takes its address from ${variable}, which is not set.`,
    remedy: `Set ${variable} in the environment or in the project's .env file.`,
  });
}
