import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import { closedCodec, payloadCodec } from './payloadCodec.js';
import type { PersonKeys } from './personKeys.js';

/** For the worker, the client and the bundle alike: they must agree on it. */
export const failureConverterPath = fileURLToPath(new URL('failureConverter.js', import.meta.url));

/** How a worker or client of this installation reads and writes what Temporal keeps. */
export function dataConverterOf(keys: PersonKeys): DataConverter {
  return { failureConverterPath, payloadCodecs: [payloadCodec(keys)] };
}

/** For a client that looks at which workflows there are, and not into them. */
export const closedDataConverter: DataConverter = { failureConverterPath, payloadCodecs: [closedCodec] };
