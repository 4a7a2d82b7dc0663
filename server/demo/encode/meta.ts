import { int, list, maybeBool, maybeInt, maybeSub, maybeTime, message, rawJson, sub, text, textMap, texts, time } from './message.ts';

/** Field numbers of apimachinery pkg/apis/meta/v1 and pkg/runtime generated.proto. */

const ownerReference = message(
  text('kind', 1),
  text('name', 3),
  text('uid', 4),
  text('apiVersion', 5),
  maybeBool('controller', 6),
  maybeBool('blockOwnerDeletion', 7),
);

const managedFieldsEntry = message(
  text('manager', 1),
  text('operation', 2),
  text('apiVersion', 3),
  maybeTime('time', 4),
  text('fieldsType', 6),
  rawJson('fieldsV1', 7),
  text('subresource', 8),
);

export const objectMeta = message(
  text('name', 1),
  text('generateName', 2),
  text('namespace', 3),
  text('selfLink', 4),
  text('uid', 5),
  text('resourceVersion', 6),
  int('generation', 7),
  time('creationTimestamp', 8),
  maybeTime('deletionTimestamp', 9),
  maybeInt('deletionGracePeriodSeconds', 10),
  textMap('labels', 11),
  textMap('annotations', 12),
  list('ownerReferences', 13, ownerReference),
  texts('finalizers', 14),
  list('managedFields', 17, managedFieldsEntry),
);

/** metav1.Condition, of ServiceCIDRs. */
export const condition = message(
  text('type', 1),
  text('status', 2),
  int('observedGeneration', 3),
  time('lastTransitionTime', 4),
  text('reason', 5),
  text('message', 6),
);

export const listMeta = message(text('selfLink', 1), text('resourceVersion', 2), text('continue', 3), maybeInt('remainingItemCount', 4));

const statusCause = message(text('reason', 1), text('message', 2), text('field', 3));

const statusDetails = message(
  text('name', 1),
  text('group', 2),
  text('kind', 3),
  list('causes', 4, statusCause),
  int('retryAfterSeconds', 5),
  text('uid', 6),
);

export const status = message(
  sub('metadata', 1, listMeta),
  text('status', 2),
  text('message', 3),
  text('reason', 4),
  maybeSub('details', 5, statusDetails),
  int('code', 6),
);
