import { DefaultFailureConverter, type Payload, type PayloadConverter, type ProtoFailure } from '@temporalio/common';

/** In the metadata of what a failure says, so that the codec can tell. It is encrypted with it. */
export const failureMark = 'of-failure';

/**
 * What goes wrong is encrypted as well: messages and stack traces may say something of a person. Only what goes wrong with
 * the keys is not: it says nothing of anyone, and there may be no key to encrypt it with. This file is loaded within the
 * sandbox of the workflows too, so it knows those errors by their names.
 */
class EncodedFailures extends DefaultFailureConverter {
  private readonly plain = new DefaultFailureConverter();

  constructor() {
    super({ encodeCommonAttributes: true });
  }

  override errorToFailure(
    error: unknown,
    payloadConverter: PayloadConverter,
    context?: Parameters<DefaultFailureConverter['errorToFailure']>[2],
  ): ProtoFailure {
    if (isOfKeys(error)) return this.plain.errorToFailure(error, payloadConverter, context);
    const failure = super.errorToFailure(error, payloadConverter, context);
    for (const payload of [failure.encodedAttributes, ...(failure.applicationFailureInfo?.details?.payloads ?? [])]) {
      if (payload) mark(payload);
    }
    return failure;
  }
}

function mark(payload: Payload): void {
  payload.metadata = { ...payload.metadata, [failureMark]: Uint8Array.of(1) };
}

const ofKeys = new Set(['KeysUnavailable', 'KeyDestroyed', 'Undecipherable']);

/** The SDK makes an ApplicationFailure of what an activity throws, with the error's name as its type. */
function isOfKeys(error: unknown): boolean {
  const { name, type } = (error ?? {}) as { name?: string; type?: string };
  return ofKeys.has(name ?? '') || ofKeys.has(type ?? '');
}

export const failureConverter = new EncodedFailures();
