import { useState } from 'react';
import type { AccountChoice } from '../../../shared/account.ts';
import { succeeded, type Outcome } from '../../../shared/outcome.ts';
import { defaultChoices, fixFactsFrom } from '../../../shared/security-group/default-choices.ts';
import type { FixChoices } from '../../../shared/security-group/fix-choices.ts';
import type { ChangePreview, GroupChange } from '../../../shared/security-group/group-change.ts';
import type { GroupFinding } from '../../../shared/security-group/group-finding.ts';
import type { MyAddresses } from '../../../shared/security-group/groups-api.ts';
import { proposeFix } from '../../../shared/security-group/propose-fix.ts';
import type { ReviewedGroup } from '../../../shared/security-group/reviewed-group.ts';
import { useAct, type Act } from '../../use-act.ts';
import { useOutcome, type Reading } from '../../use-outcome.ts';

/** What a repair begins with: who I am, who else comes in by those rules, and what is proposed. */
export type FixStart = {
  readonly my: MyAddresses;
  readonly vpcCidrs: readonly string[];
  readonly peeredCidrs: readonly string[];
  readonly choices: FixChoices;
};

export type Fix = {
  readonly start: Reading<FixStart>;
  /** Null until the start was read. */
  readonly choices: FixChoices | null;
  readonly choose: (edit: Partial<FixChoices>) => void;
  readonly isProposed: boolean;
  readonly preview: ChangePreview | null;
  readonly showPreview: () => void;
  readonly leavePreview: () => void;
  readonly change: GroupChange | null;
  readonly startChange: () => void;
  readonly act: Act;
};

/** One repair, from the first proposal to the change itself. */
export function useFix(account: AccountChoice, reviewed: ReviewedGroup, finding: GroupFinding): Fix {
  const [edit, setEdit] = useState<Partial<FixChoices>>({});
  const [preview, setPreview] = useState<ChangePreview | null>(null);
  const [change, setChange] = useState<GroupChange | null>(null);
  const act = useAct();
  const { sourceId, region } = account;
  const start = useOutcome({
    key: ['fix-start', { sourceId, region }, reviewed.group.groupId, finding.key],
    read: () => readStart({ sourceId, region }, reviewed, finding),
    isReadOnEachVisit: true,
  });
  // What was read for the last visit may be old: it is not shown meanwhile.
  const begun = start.isReading ? null : start.value;
  const choices = begun === null ? null : { ...begun.choices, ...edit };
  const ask = choices === null ? null : proposeFix(reviewed, finding, choices);
  return {
    start,
    choices,
    choose: (more) => {
      setEdit({ ...edit, ...more });
      act.forget();
    },
    isProposed: ask !== null,
    preview,
    showPreview: () => {
      if (ask !== null) act.run(() => window.keyport.previewChange({ sourceId, region, ask }), setPreview);
    },
    leavePreview: () => {
      setPreview(null);
      act.forget();
    },
    change,
    startChange: () => {
      if (preview === null) return;
      act.run(() => window.keyport.startChange({ previewId: preview.previewId }), setChange);
    },
    act,
  };
}

/** A first preview says who else may depend on the rules: their networks are then offered to stay. */
async function readStart(
  choice: AccountChoice,
  reviewed: ReviewedGroup,
  finding: GroupFinding,
): Promise<Outcome<FixStart>> {
  const addresses = await window.keyport.readMyAddresses();
  const my = addresses.ok ? addresses.value : { ipv4: null, ipv6: null };
  const none = { vpcCidrs: [], peeredCidrs: [], instanceIds: [] };
  const first = defaultChoices(reviewed, finding, my, none);
  const ask = proposeFix(reviewed, finding, { ...first, target: { kind: 'this-group' } });
  if (ask === null || finding.fix !== 'narrow') {
    return succeeded({ my, vpcCidrs: [], peeredCidrs: [], choices: first });
  }
  const preview = await window.keyport.previewChange({ ...choice, ask });
  if (!preview.ok) return preview;
  const facts = fixFactsFrom(preview.value.dependants, []);
  const choices = defaultChoices(reviewed, finding, my, facts);
  return succeeded({ my, vpcCidrs: choices.keepVpcRanges, peeredCidrs: choices.keepPeeredRanges, choices });
}
