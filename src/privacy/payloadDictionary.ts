/**
 * What is in nearly every payload of a trajectory: the names of the fields that commands, events, states and answers have. A
 * payload is compressed against it, so that it holds little more than what is its own; half of a history was such names.
 *
 * What is encrypted now is opened with this in years. So these never change: other text is another dictionary, with another
 * number, and this one stays to open what there is. What comes last is found with the fewest bits.
 */
const first = [
  '"transferred":{"municipality":"","parties":["woke":{"step":"","kind":"reminder","at":"","told":true,"postponedTo":"',
  '"retracts":{"sequence":,"position":"reopened":true,"asks":[{"trajectoryId":"","name":"","input":{"onBehalfOf":"',
  '"schemaVersion":1,"state":null,"unrecorded":[{"undeliveredFrom":null,"receipts":[{"commandsPerRun":,"attributesPauseMs":5000',
  '"difference":{"version":,"entry":,"changes":{"opens":[],"withdraws":[],"lookedAtTwice":false,"audience":["takenOver":true',
  '"opened":{"id":"","personRef":"","episode":1,"municipality":"","openedAt":"","knownTo":["lastKnown":{"seenBy":{"fields":{',
  '"type":"trajectory-opened","type":"trajectory-closed","reason":{"code":"","params":{"effect":{"closed":true}}',
  '"type":"direction-set","effect":{"direction":"","facts":{"directions":[{"direction":"","since":"20","type":"step-withdrawn"',
  '"outcome":"","figures":{"","marks":[{"name":"waited","on":"20","value":"","days":0}]},"numbers":{"tellsIn":"',
  '"kind":"action","trajectoryId":"","name":"","input":{"expectedVersion":,"atLeast":,"commandId":"","bodyHash":"","actor":{"subject":"',
  '","agency":"municipality","municipality":"","roles":["","proposal":{"basedOn":{"version":,"at":"20","definitions":"","at":"20',
  '"version":,"decidedBy":"proposal","summary":{"id":"","version":,"status":"open","municipality":"","direction":null,"outcome":null',
  '"openSteps":[{"step":"","responsible":"","parties":["municipality","","openedAt":"20","updatedAt":"20","closedAt":null',
  '"nextDeadline":"20","knowledge":{"hidden":{},"veiled":{},"parts":{"municipality":[{"from":1,"at":"20","}],"lastKnown":{}}',
  '"personRef":"","episode":1,"batches":[{"from":,"commandId":"","bodyHash":"","at":"20","actor":{"subject":"","deliverFrom":',
  '"events":[{"type":"step-completed","step":"","data":{"seenBy":{"fields":{"":"municipality,","facts":{"tells":["municipality"]',
  '"effect":{"close":"","done":"","facts":{"figures":{"marks":[{"name":"waited","on":"20","value":"","days":0}]},',
  '{"type":"step-opened","step":"","tells":["],"effect":{"open":{"step":"","responsible":"municipality","openedAt":"20',
  '","targetDate":null,"fatalDate":null,"targetDate":"20","fatalDate":"20","overdue":false},{"step":"","wakeUps":[{"at":"20',
  ':00:00.000Z","kind":"overdue"},{"at":"20',
  ':00:00.000Z","kind":"escalation"}]}}},',
  '{"encoding":"anNvbi9wbGFpbg=="}{"',
].join('');

/** By the name that stands in the metadata of what was compressed with it. */
export const dictionaries: Readonly<Record<string, Buffer>> = {
  /** None: what golden histories hold that were recorded before there was one. */
  deflate: Buffer.alloc(0),
  'deflate-1': Buffer.from(first, 'utf8'),
};
/** The one that is compressed with now. */
export const dictionaryNow = 'deflate-1';
