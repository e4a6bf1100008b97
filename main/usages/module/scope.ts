import { child, children, type Node, nameOf } from '#main/sources/code/syntax/node.ts';
import type { Value } from './value.ts';

/** What a name is bound to. Initialisers are looked into only when somebody asks. */
export type Binding =
  /** An expression, and the way to the name through a destructuring pattern; `null` is an element of it. */
  | { readonly is: 'expression'; readonly node: Node; readonly path: readonly (string | null)[]; readonly scope: Scope }
  | { readonly is: 'value'; readonly value: Value; readonly path: readonly (string | null)[] }
  | { readonly is: 'import'; readonly local: string }
  /** The type that a parameter is said to have. */
  | { readonly is: 'type'; readonly node: Node; readonly scope: Scope }
  | { readonly is: 'class'; readonly node: Node; readonly scope: Scope }
  /** Something of the code's own that hides what is called the same outside. */
  | { readonly is: 'other' };

const OTHER: Binding = { is: 'other' };

/** The names of a block, a function or a file. */
export class Scope {
  private readonly names = new Map<string, Binding>();
  readonly parent: Scope | null;

  constructor(parent: Scope | null) {
    this.parent = parent;
  }

  find(name: string): Binding | null {
    for (let scope: Scope | null = this; scope; scope = scope.parent) {
      const binding = scope.names.get(name);
      if (binding) return binding;
    }
    return null;
  }

  set(name: string, binding: Binding): void {
    this.names.set(name, binding);
  }

  /** Declares what a list of statements declares, before any of them is looked at. */
  declareAll(statements: readonly Node[]): void {
    for (const statement of statements) this.declare(statement);
  }

  private declare(statement: Node): void {
    switch (statement.type) {
      case 'ExportNamedDeclaration':
      case 'ExportDefaultDeclaration': {
        const declaration = child(statement, 'declaration');
        if (declaration) this.declare(declaration);
        return;
      }
      case 'ImportDeclaration':
        for (const entry of children(statement, 'specifiers')) {
          const local = nameOf(child(entry, 'local'));
          if (local !== null) this.set(local, { is: 'import', local });
        }
        return;
      case 'VariableDeclaration':
        for (const entry of children(statement, 'declarations')) {
          const id = child(entry, 'id');
          const init = child(entry, 'init');
          if (id) this.bind(id, init && { is: 'expression', node: init, path: [], scope: this });
        }
        return;
      case 'FunctionDeclaration':
      case 'TSDeclareFunction':
      case 'ClassDeclaration':
      case 'TSEnumDeclaration':
      case 'TSModuleDeclaration': {
        const name = nameOf(child(statement, 'id'));
        if (name !== null) this.set(name, OTHER);
        return;
      }
      default:
    }
  }

  /** Binds the names of a pattern. Without a source they are the code's own and hide what is outside. */
  bind(pattern: Node, source: Binding | null): void {
    switch (pattern.type) {
      case 'Identifier':
        this.set(String(pattern.name), source ?? typed(pattern, this) ?? OTHER);
        return;
      case 'AssignmentPattern': {
        const left = child(pattern, 'left');
        const right = child(pattern, 'right');
        // A default says as much of a parameter as anybody can.
        if (left) this.bind(left, source ?? (right && { is: 'expression', node: right, path: [], scope: this }));
        return;
      }
      case 'ObjectPattern':
        for (const part of children(pattern, 'properties')) this.bindProperty(part, source);
        return;
      case 'ArrayPattern':
        for (const part of children(pattern, 'elements')) this.bind(part, source && step(source, null));
        return;
      case 'RestElement': {
        const argument = child(pattern, 'argument');
        if (argument) this.bind(argument, null);
        return;
      }
      case 'TSParameterProperty': {
        const parameter = child(pattern, 'parameter');
        if (parameter) this.bind(parameter, source);
        return;
      }
      default:
    }
  }

  private bindProperty(part: Node, source: Binding | null): void {
    if (part.type === 'RestElement') {
      this.bind(part, null);
      return;
    }
    const key = part.computed === true ? null : nameOf(child(part, 'key'));
    const value = child(part, 'value');
    if (value) this.bind(value, source && key !== null ? step(source, key) : null);
  }
}

function step(source: Binding, key: string | null): Binding | null {
  return source.is === 'expression' || source.is === 'value' ? { ...source, path: [...source.path, key] } : null;
}

function typed(identifier: Node, scope: Scope): Binding | null {
  const annotation = child(identifier, 'typeAnnotation');
  const type = annotation ? child(annotation, 'typeAnnotation') : null;
  return type?.type === 'TSTypeQuery' ? { is: 'type', node: type, scope } : null;
}
