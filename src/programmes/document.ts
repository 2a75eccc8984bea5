import { isMap, isNode, isScalar, LineCounter, parseDocument, visit, type Document, type Node } from 'yaml';

/** Thrown for a configuration file that can't be used; the message has one line for each fault. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
}

/** What is wrong, and the place in the file: a path of keys and positions. */
export interface Fault {
  where: readonly PropertyKey[];
  message: string;
}

/** A configuration file as data that still knows on which line each part is, so that a fault can be shown there. */
export class ConfigurationDocument {
  private readonly path: string;
  private readonly lines = new LineCounter();
  private readonly document: Document;

  /** @throws ConfigurationError for a text that is no YAML. */
  constructor(text: string, path: string) {
    this.path = path;
    // Without the excerpts that the parser would add: a fault is one line, and shows no secret.
    this.document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false });
    const faults = [...this.document.errors, ...this.document.warnings].map(({ pos, message }) =>
      this.on(this.lines.linePos(pos[0]).line, message),
    );
    visit(this.document, {
      Alias: (_key, node) => {
        if (!node.resolve(this.document))
          faults.push(this.at(node, `*${node.source} is an alias of nothing before it`));
      },
    });
    if (faults.length > 0) throw new ConfigurationError(faults.join('\n'));
  }

  /** Fills in `${NAME}` from the environment. @returns what is said of each variable that is not set */
  fillFrom(env: NodeJS.ProcessEnv): string[] {
    const missing: string[] = [];
    visit(this.document, {
      Scalar: (_key, node) => {
        if (typeof node.value !== 'string') return;
        node.value = node.value.replace(/\$\{([A-Z0-9_]+)\}/g, (_all, name: string) => {
          const value = env[name];
          if (value === undefined) missing.push(this.at(node, `the environment variable ${name} is not set`));
          return value ?? '';
        });
      },
    });
    return missing;
  }

  /** @throws ConfigurationError for what the syntax alone does not show, such as aliases without end. */
  content(): unknown {
    try {
      return this.document.toJS();
    } catch (error) {
      throw new ConfigurationError(this.on(1, (error as Error).message));
    }
  }

  /** The line in which a fault is told: file, line, path and what is wrong. */
  told({ where, message }: Fault): string {
    return this.on(this.lineOf(where), `${where.join('.') || 'the file'}: ${message}`);
  }

  private at({ range }: Node, message: string): string {
    return this.on(range ? this.lines.linePos(range[0]).line : 1, message);
  }

  private on(line: number, message: string): string {
    return `${this.path}:${line}: ${message}`;
  }

  /** The line of the deepest part of the path that is in the file: a missing key is shown at its parent. */
  private lineOf(where: readonly PropertyKey[]): number {
    for (let depth = where.length; depth > 0; depth -= 1) {
      const parent = this.document.getIn(where.slice(0, depth - 1), true);
      const key = where[depth - 1];
      const named = isMap(parent) && parent.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.key;
      const node = named || this.document.getIn(where.slice(0, depth), true);
      if (isNode(node) && node.range) return this.lines.linePos(node.range[0]).line;
    }
    return 1;
  }
}
