import {
  describeDuration,
  describeLevels,
  isDiscreet,
  listEditable,
  listTransitions,
  mayChange,
  openGaps,
  stalledReasons,
} from '@kept/domain';
import type { Facts, WorkItem } from '@kept/domain';
import type { WorkItemView } from '@kept/contracts';
import { presentCore } from '../rows/item-row.presenter.js';
import { presentDeadline } from './deadline.presenter.js';
import { presentLink } from './link.presenter.js';
import { presentMeasures } from './measure.presenter.js';

/** The whole item as this reader may see it, with what they may do next. Of its links, those to items in `seen`. */
export function presentWorkItem(
  item: WorkItem,
  facts: Facts,
  { seen, pause }: { seen: ReadonlySet<string>; pause: WorkItemView['pause'] },
): WorkItemView {
  return {
    ...presentCore(item, facts),
    evidence: item.evidence.map(({ file, ...rest }) => ({
      ...rest,
      file: file && { name: file.name, bytes: file.bytes, mediaType: file.mediaType },
    })),
    links: item.links.filter(({ to }) => seen.has(to)).map((link) => presentLink(link, item, facts)),
    gaps: openGaps(item, facts.definition),
    deadlines: item.deadlines.map((deadline) => presentDeadline(deadline, item, facts)),
    pause,
    stalled: stalledReasons(item, facts),
    levels: presentLevels(item, facts),
    measures: presentMeasures(item, facts),
    discreet: isDiscreet(item, facts.definition),
    mayChange: mayChange(item, facts),
    editable: listEditable(item, facts),
    transitions: listTransitions(item, facts).map(({ missing, ...option }) => ({ ...option, missing: [...missing] })),
  };
}

function presentLevels(item: WorkItem, facts: Facts): WorkItemView['levels'] {
  const described = describeLevels(item, facts);
  if (described === null) return null;
  const { levels, mayRaiseTo, mayAcknowledge, mayAnswer } = described;
  return {
    levels: levels.map(({ answerWithin, ...level }) => ({
      ...level,
      answerWithin: answerWithin && describeDuration(answerWithin),
    })),
    mayRaiseTo: [...mayRaiseTo],
    mayAcknowledge,
    mayAnswer,
  };
}
