import type { Connection } from '@temporalio/client';
import { msToTs, tsToMs } from '@temporalio/common/lib/time.js';

/** The types of a search attribute, by the number that they have on the wire. */
const KINDS = { Text: 1, Keyword: 2, Int: 3, Double: 4, Bool: 5, Datetime: 6, KeywordList: 7 } as const;

export type SearchAttributeKind = keyof typeof KINDS;

const DAY_MS = 24 * 3600 * 1000;

/**
 * Gives a namespace at least this retention and these custom search attributes. What is there already stays, so it may
 * be called at every start. It speaks to the operator service, which a self-hosted server has and Temporal Cloud hasn't.
 * @throws Error when a search attribute exists with another type: a type can't be changed.
 */
export async function prepareNamespace(
  connection: Connection,
  namespace: string,
  wanted: { retentionDays: number; searchAttributes: Record<string, SearchAttributeKind> },
): Promise<void> {
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  const retentionMs = wanted.retentionDays * DAY_MS;
  if (tsToMs(config?.workflowExecutionRetentionTtl ?? { seconds: null, nanos: 0 }) < retentionMs) {
    await connection.workflowService.updateNamespace({
      namespace,
      config: { workflowExecutionRetentionTtl: msToTs(retentionMs) },
    });
  }

  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing: Record<string, number> = {};
  for (const [name, kind] of Object.entries(wanted.searchAttributes)) {
    const present = customAttributes?.[name];
    if (present === undefined) missing[name] = KINDS[kind];
    else if (present !== KINDS[kind]) {
      throw new Error(
        `Search attribute ${name} is ${nameOf(present)} in namespace ${namespace}, and ${kind} is needed: ` +
          'its type cannot be changed, so give it another name or start with an empty database.',
      );
    }
  }
  if (Object.keys(missing).length > 0) {
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: missing });
  }
}

function nameOf(number: number): string {
  return Object.entries(KINDS).find(([, value]) => value === number)?.[0] ?? `type ${number}`;
}
