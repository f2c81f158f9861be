// Generated from the JSON Schemas. Do not edit; run:
//   node bindings/node/generate-types.mjs --write

/**
 * An RFC 3339 date-time with an offset, or a calendar day, which may carry its IANA zone as in 2026-03-01[Europe/Berlin].
 */
export type Moment = string;
/**
 * The instant at which the record is judged: an RFC 3339 date-time with an offset.
 */
export type AsOf = string;
/**
 * Something that is to be done to a release: written as a mapping with one key, the command.
 *
 * Commands hold facts only. Who gives one, and when, is said beside it.
 */
export type Command =
  | RegisterCommand
  | AssignCommand
  | DelegateCommand
  | PlanCommand
  | ApprovePlanCommand
  | ReplanCommand
  | RecordEvidenceCommand
  | AmendEvidenceCommand
  | RecordBuildCommand
  | RecordResultCommand
  | RequestApprovalCommand
  | DecideCommand
  | TakeBaselineCommand
  | StartWaveCommand
  | FinishWaveCommand
  | BackOutWaveCommand
  | FinishBackOutCommand
  | HoldCommand
  | ResumeCommand
  | RecordIncidentCommand
  | ExitEarlyLifeCommand
  | RecordAnalysisCommand
  | RecordReviewCommand
  | WaiveCommand
  | CancelCommand
  | CloseCommand;
/**
 * An IANA time zone such as Europe/Berlin.
 */
export type Zone = string;
/**
 * Whether a person is part of the organization.
 */
export type Affiliation = "internal" | "external";
/**
 * Human or automation.
 */
export type Nature = "human" | "automation";
/**
 * What somebody is for an activity.
 */
export type Raci = "responsible" | "accountable" | "consulted" | "informed";
/**
 * What a deliverable is.
 */
export type DeliverableKind = "software" | "hardware" | "configuration" | "data" | "document" | "licence";
/**
 * Reverse, or fix forward.
 */
export type BackOutApproach = "reverse" | "fix_forward";
/**
 * What a section of an implementation plan covers.
 */
export type PlanTopic =
  | "conversion"
  | "test_criteria"
  | "communication"
  | "training"
  | "release_preparation"
  | "promotion"
  | "early_support"
  | "fallback"
  | "review";
/**
 * What a test showed.
 */
export type TestOutcome = "passed" | "failed" | "skipped" | "inconclusive" | "not_applicable";
/**
 * What was decided.
 */
export type ApprovalDecision = "approved" | "rejected" | "withdrawn";
/**
 * How a decision was given.
 */
export type ApprovalChannel = "written" | "system" | "oral";
/**
 * What kind of wave it was.
 */
export type WaveKind = "canary" | "pilot" | "regular";
/**
 * What came out of an attempt.
 */
export type AttemptOutcome = "deployed" | "partial" | "failed" | "backed_out";
/**
 * Whether something works.
 */
export type CheckOutcome = "passed" | "failed";
/**
 * What came of a command.
 */
export type Ruling = "accepted" | "refused";
/**
 * A stage of the process. Its exit is a gate, which bears the stage's name.
 */
export type Stage = "support" | "planning" | "build" | "deployment" | "early_life" | "closure";
/**
 * What a command needs.
 */
export type Condition =
  | "current"
  | "time_order"
  | "recorded_in_time"
  | "registered"
  | "not_closed"
  | "not_on_hold"
  | "stage"
  | "role"
  | "competence"
  | "human"
  | "insider"
  | "team"
  | "there"
  | "once"
  | "not_there"
  | "plan"
  | "deployment"
  | "requested"
  | "own_command"
  | "fits"
  | "past"
  | "in_force"
  | "check";
/**
 * What a check says of a record.
 */
export type Verdict = "conforming" | "nonconforming" | "not_evidenced" | "not_yet_due" | "not_applicable";
/**
 * What a party is to the service.
 */
export type PartyKind =
  "organization" | "customer" | "users" | "supplier" | "internal_supplier" | "authority" | "other";
/**
 * What a procedure governs.
 */
export type ProcedureSubject = "release" | "emergency_release" | "change" | "emergency_change" | "major_incident";
/**
 * A recurrence rule of RFC 5545 that recurs by the day at most, such as FREQ=WEEKLY;BYDAY=SU.
 */
export type Recurrence = string;
/**
 * What a change does to the service as a whole.
 */
export type ServiceEffect = "new" | "change" | "removal" | "transfer" | "none";
/**
 * The status of a change.
 */
export type ChangeStatus = "approved" | "rejected" | "deferred" | "withdrawn" | "closed";
/**
 * Problem or known error.
 */
export type ProblemKind = "problem" | "known_error";
/**
 * What an environment is for.
 */
export type EnvironmentKind = "development" | "test" | "acceptance" | "live";
/**
 * Whether to deploy although criteria were not met.
 */
export type DeployAnswer = "yes" | "no" | "conditional";
/**
 * Success or failure of a release.
 */
export type OutcomeValue = "successful" | "successful_after_remedy" | "partial" | "failed" | "backed_out";
/**
 * What keeps a row from being a command.
 */
export type HistoryProblemKind =
  "unreadable" | "no_rule" | "empty" | "not_one_text" | "unknown_word" | "time" | "unfit";
/**
 * What a note is about.
 */
export type HistoryNoteKind = "ignored" | "simultaneous" | "whole_minute" | "unused";
/**
 * What a column has to say.
 */
export type MappingWords = boolean | string | string[];
/**
 * How much a check weighs under a policy.
 */
export type RuledSeverity = "must" | "should" | "off";
/**
 * How much a check weighs. Independent of the verdict.
 */
export type Severity = "must" | "should";
/**
 * What is approved.
 */
export type ApprovalSubject = "release" | "plan" | "change" | "early_life_exit" | "waiver";
/**
 * What somebody did for a release.
 */
export type Involvement = "builders" | "testers" | "deployers" | "requesters";
/**
 * Days on which nobody works although they are no Saturday or Sunday.
 */
export type Holidays = Moment[];

/**
 * What came of a command.
 */
export interface Decision {
  /**
   * The format of this document: `releasegate/decision/1`.
   */
  format: "releasegate/decision/1";
  /**
   * Whether the command was accepted.
   */
  accepted: boolean;
  /**
   * The next entry of the trail.
   */
  entry: Entry;
  /**
   * The same as a line of the trail, without its end: append it as it stands, and a line break.
   */
  line: string;
  /**
   * The record after it; none when a registration was refused.
   */
  release?: Release | null;
}
/**
 * One entry of the append-only trail of a release.
 *
 * A trail is a file with one entry a line, each in canonical JSON (RFC 8785). `hash` is the
 * SHA-256 of `previous_hash` followed by the canonical JSON of the entry without the keys `hash`,
 * `previous_hash` and `signature`, in hexadecimal digits.
 */
export interface Entry {
  /**
   * The format of this document: `releasegate/trail/1`.
   */
  format: "releasegate/trail/1";
  /**
   * Position in the trail, from 1, without gaps.
   */
  seq: number;
  /**
   * The release.
   */
  release: string;
  /**
   * Who gave the command.
   */
  actor: string;
  /**
   * When it was decided, or done.
   */
  decided_at: Moment;
  /**
   * When it was given.
   */
  recorded_at: AsOf;
  /**
   * The policy in force then.
   */
  policy: PolicyRef;
  /**
   * The command.
   */
  command: Command;
  /**
   * What came of it.
   */
  ruling: Ruling;
  /**
   * The stage that the release entered with it, if it entered one.
   */
  stage?: Stage | null;
  /**
   * Why it was refused.
   */
  unmet?: Unmet[] | null;
  /**
   * Hash of the entry before; 64 zeros in the first.
   */
  previous_hash: string;
  /**
   * Hash of this entry.
   */
  hash: string;
  /**
   * Somebody's signature of the hash.
   */
  signature?: Signature | null;
}
/**
 * The policy a release was managed under.
 */
export interface PolicyRef {
  /**
   * Identifies the policy.
   */
  id: string;
  /**
   * Its version.
   */
  version?: string | null;
}
/**
 * Opens the record of a release.
 */
export interface RegisterCommand {
  register: Register;
}
/**
 * Opens the record of a release.
 */
export interface Register {
  /**
   * Unique over all releases of the organization.
   */
  release: string;
  /**
   * What the release is called.
   */
  title?: string | null;
  /**
   * The service it is for.
   */
  service?: string | null;
  /**
   * The version it brings.
   */
  version?: string | null;
  /**
   * The release type, as the policy names it.
   */
  type?: string | null;
  /**
   * The zone in which days of the record are meant.
   */
  zone?: Zone | null;
  /**
   * The people known from the start.
   */
  people?: (Person[] | NoneStated) | null;
  /**
   * The roles held from the start. Whoever registers must be among them, as release manager or
   * coordinator.
   */
  assignments?: (Assignment[] | NoneStated) | null;
}
/**
 * A human or an automation that acts on the release.
 */
export interface Person {
  /**
   * Unique within the record.
   */
  id: string;
  /**
   * The person's name; never shown unless asked for.
   */
  name?: string | null;
  /**
   * The person's e-mail address; never shown unless asked for.
   */
  email?: string | null;
  /**
   * Other identifiers of the same person, such as account names in other tools.
   */
  aliases?: string[] | null;
  /**
   * The party the person belongs to.
   */
  party?: string | null;
  /**
   * Whether the person is part of the organization.
   */
  affiliation?: Affiliation | null;
  /**
   * Human or automation.
   */
  nature?: Nature | null;
  /**
   * The human who answers for an automation.
   */
  owner?: string | null;
  /**
   * Proven skills.
   */
  competences?: (Competence[] | NoneStated) | null;
  /**
   * When the person is away, so that a deputy may act.
   */
  absences?: (Absence[] | NoneStated) | null;
}
/**
 * Evidence that a person has a skill.
 */
export interface Competence {
  /**
   * The skill, as the policy names it.
   */
  skill: string;
  /**
   * Where the evidence is kept.
   */
  evidence?: string | null;
  /**
   * First moment of validity.
   */
  from?: Moment | null;
  /**
   * End of validity, exclusive.
   */
  until?: Moment | null;
}
/**
 * The statement that a list has no items.
 */
export interface NoneStated {
  /**
   * Who stated it, and when.
   */
  none: NoneStatement;
}
/**
 * Who stated that there are none, and when.
 */
export interface NoneStatement {
  /**
   * The person who made the statement.
   */
  by: string;
  /**
   * When the statement was made.
   */
  at: Moment;
  /**
   * Why there are none.
   */
  reason?: string | null;
}
/**
 * Some time for which a person is away.
 */
export interface Absence {
  /**
   * First moment of it; without it the absence shows nothing.
   */
  from?: Moment | null;
  /**
   * End of it, exclusive; open when missing.
   */
  until?: Moment | null;
}
/**
 * A person holds a role for some time.
 */
export interface Assignment {
  /**
   * The role held.
   */
  role: string;
  /**
   * Who holds it.
   */
  person: string;
  /**
   * First moment of validity; without it the assignment proves nothing.
   */
  from?: Moment | null;
  /**
   * End of validity, exclusive; open when missing.
   */
  until?: Moment | null;
  /**
   * Limits the assignment to one activity, for example `release_approval`.
   */
  activity?: string | null;
  /**
   * What the person is for that activity.
   */
  raci?: Raci | null;
  /**
   * Who made the assignment.
   */
  assigned_by?: string | null;
  /**
   * When it was made.
   */
  assigned_at?: Moment | null;
}
/**
 * Gives somebody a role. Who makes the assignment and when comes from the command.
 */
export interface AssignCommand {
  assign: Assignment;
}
/**
 * Lets somebody else act in a role of one's own. When that was written down comes from the
 * command.
 */
export interface DelegateCommand {
  delegate: Delegation;
}
/**
 * A holder of a role lets somebody else act for some time.
 */
export interface Delegation {
  /**
   * The role delegated.
   */
  role: string;
  /**
   * Who delegates.
   */
  delegator: string;
  /**
   * Who acts instead.
   */
  delegate: string;
  /**
   * First moment of validity; without it the delegation proves nothing.
   */
  from?: Moment | null;
  /**
   * End of validity, exclusive; open when missing.
   */
  until?: Moment | null;
  /**
   * Whether the delegate may delegate further.
   */
  may_delegate?: boolean | null;
  /**
   * Whether the delegate acts only while the delegator is away, as `absences` of that person say.
   */
  while_absent?: boolean | null;
  /**
   * When the delegation was written down.
   */
  recorded_at?: Moment | null;
}
/**
 * Makes the plan, without its approval.
 */
export interface PlanCommand {
  plan: Plan;
}
/**
 * The release plan.
 */
export interface Plan {
  /**
   * Identifies the plan.
   */
  id?: string | null;
  /**
   * The version of the plan described here.
   */
  version?: string | null;
  /**
   * When planning started.
   */
  created_at?: Moment | null;
  /**
   * Who made the plan.
   */
  created_by?: string | null;
  /**
   * When this version was approved.
   */
  approved_at?: Moment | null;
  /**
   * Who approved it.
   */
  approved_by?: string | null;
  /**
   * Sequence number of the trail entry that holds the approval.
   */
  approved_seq?: number | null;
  /**
   * Coordination with change management.
   */
  coordination?: (Coordination[] | NoneStated) | null;
  /**
   * Requests for change the release realises.
   */
  changes?: (string[] | NoneStated) | null;
  /**
   * Known errors the release closes.
   */
  known_errors?: (string[] | NoneStated) | null;
  /**
   * Problems the release closes.
   */
  problems?: (string[] | NoneStated) | null;
  /**
   * The waves of the deployment and their dates.
   */
  waves?: (PlannedWave[] | NoneStated) | null;
  /**
   * What is delivered.
   */
  deliverables?: (Deliverable[] | NoneStated) | null;
  /**
   * How it is deployed, as the policy names the method.
   */
  method?: string | null;
  /**
   * Configuration items affected.
   */
  affected_items?: (ConfigurationItem[] | NoneStated) | null;
  /**
   * Who was consulted.
   */
  consulted?: (Consultation[] | NoneStated) | null;
  /**
   * Notices to interested parties.
   */
  communications?: (Communication[] | NoneStated) | null;
  /**
   * How to reverse or remedy a failed deployment.
   */
  back_out?: BackOutPlan | null;
  /**
   * Risks to the services and the release.
   */
  risks?: (Risk[] | NoneStated) | null;
  /**
   * Agreements with suppliers.
   */
  suppliers?: (SupplierAgreement[] | NoneStated) | null;
  /**
   * Training and awareness.
   */
  training?: (Training[] | NoneStated) | null;
  /**
   * Conversion of data, systems or processes.
   */
  conversion?: Conversion | null;
  /**
   * The test plan.
   */
  test_plan?: TestPlan | null;
  /**
   * Decisions on clashes with other releases.
   */
  clashes?: (Clash[] | NoneStated) | null;
  /**
   * Service design and transition plan, where the change needs one.
   */
  design_transition?: DesignTransition | null;
  /**
   * Removal or transfer of a service.
   */
  removal?: ServiceRemoval | null;
  /**
   * Sections of an implementation plan and who approved each.
   */
  sections?: (PlanSection[] | NoneStated) | null;
  /**
   * Documents to be updated by the release.
   */
  documents?: (string[] | NoneStated) | null;
}
/**
 * A coordination of this plan with change management.
 */
export interface Coordination {
  /**
   * Who coordinated for change management.
   */
  by?: string | null;
  /**
   * The change role this person held.
   */
  role?: string | null;
  /**
   * When the coordination took place.
   */
  held_at?: Moment | null;
  /**
   * When it was written down.
   */
  recorded_at?: Moment | null;
  /**
   * The version of the plan that was looked at.
   */
  plan_version?: string | null;
  /**
   * The change schedule it was coordinated with.
   */
  schedule_ref?: string | null;
}
/**
 * One planned wave.
 */
export interface PlannedWave {
  /**
   * Unique within the plan.
   */
  id: string;
  /**
   * Sites or user groups the wave reaches.
   */
  reaches?: string[] | null;
  /**
   * When the wave is to start.
   */
  planned_start?: (Moment | "TBD") | null;
  /**
   * When it is to be finished.
   */
  planned_end?: (Moment | "TBD") | null;
}
/**
 * Something the release delivers.
 */
export interface Deliverable {
  /**
   * Unique within the plan.
   */
  id: string;
  /**
   * Its name.
   */
  name?: string | null;
  /**
   * What it is.
   */
  kind?: DeliverableKind | null;
  /**
   * Its version.
   */
  version?: string | null;
  /**
   * Its source, such as a repository.
   */
  source?: string | null;
  /**
   * Where the master copy is kept.
   */
  library_ref?: string | null;
  /**
   * The supplier, when it is supplied from outside.
   */
  supplier?: string | null;
  /**
   * Whether deploying it migrates data.
   */
  migrates_data?: boolean | null;
}
/**
 * A configuration item that the release affects. A service counts as one.
 */
export interface ConfigurationItem {
  /**
   * Unique over all configuration items.
   */
  id: string;
  /**
   * Its type.
   */
  type?: string | null;
  /**
   * What it is.
   */
  description?: string | null;
  /**
   * How it relates to other items.
   */
  relations?: string | null;
  /**
   * Its status.
   */
  status?: string | null;
  /**
   * Whether the release creates it, so that it has no state before.
   */
  new?: boolean | null;
  /**
   * When it was found to be affected; with the plan when missing.
   */
  found_at?: Moment | null;
}
/**
 * Somebody was consulted on the plan.
 */
export interface Consultation {
  /**
   * Who was consulted.
   */
  party: string;
  /**
   * When.
   */
  consulted_at?: Moment | null;
  /**
   * What came of it.
   */
  result?: string | null;
}
/**
 * A notice to interested parties.
 */
export interface Communication {
  /**
   * What was said.
   */
  subject?: string | null;
  /**
   * The wave it is about.
   */
  wave?: string | null;
  /**
   * The date that was announced.
   */
  announced_start?: Moment | null;
  /**
   * Who was told.
   */
  audiences?: string[] | null;
  /**
   * How.
   */
  channel?: string | null;
  /**
   * When.
   */
  sent_at?: Moment | null;
  /**
   * By whom.
   */
  by?: string | null;
}
/**
 * How to reverse or remedy a failed deployment.
 */
export interface BackOutPlan {
  /**
   * Reverse it, or fix it forward.
   */
  approach?: BackOutApproach | null;
  /**
   * What is done, step by step.
   */
  steps?: (string[] | NoneStated) | null;
  /**
   * What triggers it.
   */
  trigger?: string | null;
  /**
   * The role that decides.
   */
  decision_by?: string | null;
  /**
   * How long it may take, in minutes.
   */
  max_duration_minutes?: number | null;
  /**
   * After what it is no longer possible.
   */
  point_of_no_return?: string | null;
  /**
   * How migrated data is recovered.
   */
  data_recovery?: string | null;
  /**
   * Why there is no way back.
   */
  not_applicable_reason?: string | null;
  /**
   * Who approved the plan.
   */
  approved_by?: string | null;
  /**
   * When.
   */
  approved_at?: Moment | null;
  /**
   * Rehearsals.
   */
  tests?: (BackOutTest[] | NoneStated) | null;
  /**
   * Why it could not be tested.
   */
  not_testable?: NotPossible | null;
}
/**
 * A rehearsal of the back-out.
 */
export interface BackOutTest {
  /**
   * When.
   */
  tested_at?: Moment | null;
  /**
   * Where.
   */
  environment?: string | null;
  /**
   * The build that was taken back.
   */
  build?: string | null;
  /**
   * Whether it worked.
   */
  passed?: boolean | null;
  /**
   * By whom.
   */
  by?: string | null;
}
/**
 * Why something was not possible, and who accepted that.
 */
export interface NotPossible {
  /**
   * Why.
   */
  reason: string;
  /**
   * Who accepted it.
   */
  approved_by?: string | null;
  /**
   * When.
   */
  approved_at?: Moment | null;
}
/**
 * A risk to the services or the release.
 */
export interface Risk {
  /**
   * Unique within the plan.
   */
  id: string;
  /**
   * What may happen.
   */
  title?: string | null;
  /**
   * How severe it is, as the organization grades it.
   */
  level?: string | null;
  /**
   * Whether it is above what the organization accepts.
   */
  above_acceptance?: boolean | null;
  /**
   * What is done about it.
   */
  treatment?: string | null;
  /**
   * Who answers for it.
   */
  owner?: string | null;
  /**
   * When it was assessed.
   */
  assessed_at?: Moment | null;
  /**
   * Who accepted it as it is.
   */
  accepted_by?: string | null;
  /**
   * When it was accepted.
   */
  accepted_at?: Moment | null;
}
/**
 * An agreement with a supplier or an internal supplier.
 */
export interface SupplierAgreement {
  /**
   * The supplier.
   */
  supplier: string;
  /**
   * The contract or agreement.
   */
  agreement?: string | null;
  /**
   * In force from here on, inclusive.
   */
  from?: Moment | null;
  /**
   * In force up to here, exclusive.
   */
  until?: Moment | null;
  /**
   * Targets agreed.
   */
  targets?: string | null;
  /**
   * Interfaces agreed.
   */
  interfaces?: string | null;
  /**
   * Responsibilities agreed.
   */
  responsibilities?: string | null;
}
/**
 * A training or awareness measure.
 */
export interface Training {
  /**
   * Who was trained or told.
   */
  audience: string;
  /**
   * About what.
   */
  subject?: string | null;
  /**
   * When it was done.
   */
  done_at?: Moment | null;
  /**
   * By whom.
   */
  by?: string | null;
}
/**
 * Conversion of data, systems or processes.
 */
export interface Conversion {
  /**
   * Whether anything is converted.
   */
  needed?: boolean | null;
  /**
   * Deliverables that convert something.
   */
  deliverables?: string[] | null;
  /**
   * How each step can be followed afterwards.
   */
  audit_trail?: string | null;
  /**
   * How the state before is recovered.
   */
  recovery?: string | null;
}
/**
 * The test plan.
 */
export interface TestPlan {
  /**
   * Where it is kept.
   */
  reference?: string | null;
  /**
   * Who does what.
   */
  roles?: string | null;
  /**
   * When testing may start.
   */
  entry_criteria?: string | null;
  /**
   * When testing is over.
   */
  exit_criteria?: string | null;
  /**
   * Who approved it.
   */
  approved_by?: string | null;
  /**
   * When.
   */
  approved_at?: Moment | null;
}
/**
 * A decision on a clash with another release.
 */
export interface Clash {
  /**
   * The other release.
   */
  release: string;
  /**
   * What was decided.
   */
  decision?: string | null;
  /**
   * Who decided.
   */
  decided_by?: string | null;
  /**
   * When.
   */
  decided_at?: Moment | null;
}
/**
 * The service design and transition plan, or where it is kept.
 */
export interface DesignTransition {
  /**
   * Where the plan is kept.
   */
  reference?: string | null;
  /**
   * Who approved it.
   */
  approved_by?: string | null;
  /**
   * When it was approved.
   */
  approved_at?: Moment | null;
  /**
   * The release it goes live with.
   */
  release?: string | null;
  /**
   * Authorities and responsibilities.
   */
  authorities?: string | null;
  /**
   * Activities with their timescales.
   */
  activities?: string | null;
  /**
   * People, technical, information and financial resources.
   */
  resources?: string | null;
  /**
   * Dependencies on other services.
   */
  dependencies?: string | null;
  /**
   * Testing needed.
   */
  testing?: string | null;
  /**
   * Acceptance criteria for the service.
   */
  acceptance?: string | null;
  /**
   * Intended outcomes in measurable terms.
   */
  outcomes?: (IntendedOutcome[] | NoneStated) | null;
  /**
   * Effect on the management system, services, customers and others.
   */
  impact?: string | null;
}
/**
 * An intended outcome that can be measured.
 */
export interface IntendedOutcome {
  /**
   * Unique within the plan.
   */
  id: string;
  /**
   * What is measured.
   */
  measure?: string | null;
  /**
   * The unit of the target.
   */
  unit?: string | null;
  /**
   * The target value.
   */
  target?: string | null;
}
/**
 * Removal or transfer of a service.
 */
export interface ServiceRemoval {
  /**
   * When the service is to be removed or transferred.
   */
  planned_for?: Moment | null;
  /**
   * Archiving, disposal or transfer of data, documents and components.
   */
  data_plan?: string | null;
  /**
   * Activities of a transfer.
   */
  transfer_activities?: string | null;
}
/**
 * A section of the implementation plan.
 */
export interface PlanSection {
  /**
   * What the section covers.
   */
  topic: PlanTopic;
  /**
   * Where it is written, or that it is not needed.
   */
  content?: string | null;
  /**
   * Who approved it.
   */
  approved_by?: string | null;
  /**
   * When.
   */
  approved_at?: Moment | null;
}
/**
 * Approves the plan, so that building may start.
 */
export interface ApprovePlanCommand {
  approve_plan: ApprovePlan;
}
/**
 * Approves the plan.
 */
export interface ApprovePlan {
  /**
   * The version approved; refused when the plan has another one.
   */
  version?: string | null;
}
/**
 * Opens an approved plan again, as a new version; what was approved of it is not any more.
 */
export interface ReplanCommand {
  replan: Replan;
}
/**
 * Opens an approved plan again.
 */
export interface Replan {
  /**
   * The new version of the plan.
   */
  version: string;
  /**
   * Why.
   */
  reason?: string | null;
}
/**
 * Adds a fact that no other command adds.
 */
export interface RecordEvidenceCommand {
  record_evidence: RecordEvidence;
}
/**
 * Adds a fact that no other command adds.
 */
export interface RecordEvidence {
  /**
   * JSON Pointer to where the fact belongs; `-` as the last part appends to a list.
   */
  at: string;
  /**
   * The fact.
   */
  value: {
    [k: string]: unknown;
  };
}
/**
 * Replaces a fact that is wrong. The trail keeps what was there.
 */
export interface AmendEvidenceCommand {
  amend_evidence: AmendEvidence;
}
/**
 * Replaces a fact that is wrong.
 */
export interface AmendEvidence {
  /**
   * JSON Pointer to the fact.
   */
  at: string;
  /**
   * What is right.
   */
  value: {
    [k: string]: unknown;
  };
  /**
   * Why the fact was wrong.
   */
  reason: string;
}
/**
 * Records a build.
 */
export interface RecordBuildCommand {
  record_build: Build;
}
/**
 * One build.
 */
export interface Build {
  /**
   * Unique within the record.
   */
  id: string;
  /**
   * When it was finished.
   */
  built_at?: Moment | null;
  /**
   * Who built it.
   */
  built_by?: string[] | null;
  /**
   * What went into it.
   */
  source_ref?: string | null;
  /**
   * What came out.
   */
  artifacts?: (Artifact[] | NoneStated) | null;
}
/**
 * A deliverable as it was built, approved or deployed.
 */
export interface Artifact {
  /**
   * The deliverable.
   */
  deliverable: string;
  /**
   * Its version.
   */
  version?: string | null;
  /**
   * Digest of its content.
   */
  digest?: string | null;
  /**
   * Where this copy is kept.
   */
  location?: string | null;
}
/**
 * Records the result of a test.
 */
export interface RecordResultCommand {
  record_result: TestResult;
}
/**
 * The result of testing one criterion.
 */
export interface TestResult {
  /**
   * The criterion.
   */
  criterion: string;
  /**
   * What came out.
   */
  outcome: TestOutcome;
  /**
   * When the test was run.
   */
  tested_at?: Moment | null;
  /**
   * When the result was written down, if later.
   */
  recorded_at?: Moment | null;
  /**
   * By whom.
   */
  tested_by?: string | null;
  /**
   * Sequence number of the trail entry that holds it.
   */
  seq?: number | null;
  /**
   * The build tested.
   */
  build?: string | null;
  /**
   * Where it was tested.
   */
  environment?: string | null;
  /**
   * What was tested, when it is not what the build lists.
   */
  artifacts?: (Artifact[] | NoneStated) | null;
  /**
   * Where the evidence is kept.
   */
  evidence?: string | null;
  /**
   * Who with authority decided that the criterion does not apply, and why.
   */
  not_applicable?: NotPossible | null;
}
/**
 * Asks those with authority to decide on a build.
 */
export interface RequestApprovalCommand {
  request_approval: RequestApproval;
}
/**
 * Asks those with authority to decide on a build.
 */
export interface RequestApproval {
  /**
   * The build to be decided on.
   */
  build: string;
  /**
   * The environment it is to go to.
   */
  environment?: string | null;
  /**
   * The waves it is for; all when missing.
   */
  waves?: string[] | null;
}
/**
 * Approves or rejects a build, or takes an approval back.
 */
export interface DecideCommand {
  decide: Decide;
}
/**
 * Approves or rejects a build, or takes an approval back.
 */
export interface Decide {
  /**
   * Names the decision; unique within the record.
   */
  id: string;
  /**
   * What is decided.
   */
  decision: ApprovalDecision;
  /**
   * The build decided on.
   */
  build: string;
  /**
   * The environment it may go to.
   */
  environment?: string | null;
  /**
   * The waves it is for; all when missing.
   */
  waves?: string[] | null;
  /**
   * Deployment may start here, inclusive.
   */
  from?: Moment | null;
  /**
   * Deployment must be finished here.
   */
  until?: Moment | null;
  /**
   * The role in which it is decided.
   */
  role?: string | null;
  /**
   * How the decision was given.
   */
  channel?: ApprovalChannel | null;
  /**
   * Who decided, where somebody else writes an oral decision down; only for emergencies.
   */
  decided_by?: string | null;
  /**
   * Who witnessed an oral decision.
   */
  witness?: string | null;
  /**
   * The log that shows an oral decision.
   */
  log_ref?: string | null;
  /**
   * Why.
   */
  reason?: string | null;
}
/**
 * Records the state of configuration items, to be able to return to it. Who took it and when
 * comes from the command where it does not say.
 */
export interface TakeBaselineCommand {
  take_baseline: Baseline;
}
/**
 * A recorded state of configuration items, taken to be able to return to it.
 */
export interface Baseline {
  /**
   * Unique within the record.
   */
  id: string;
  /**
   * When the state was taken.
   */
  taken_at?: Moment | null;
  /**
   * When the baseline was written down, if later.
   */
  recorded_at?: Moment | null;
  /**
   * By whom.
   */
  taken_by?: string | null;
  /**
   * Sequence number of the trail entry that holds it.
   */
  seq?: number | null;
  /**
   * The items covered.
   */
  items?: string[] | null;
  /**
   * Where the content can be fetched.
   */
  content_ref?: string | null;
  /**
   * Digest of the content.
   */
  content_digest?: string | null;
}
/**
 * Starts an attempt to deploy a wave.
 */
export interface StartWaveCommand {
  start_wave: StartWave;
}
/**
 * Starts an attempt to deploy a wave.
 */
export interface StartWave {
  /**
   * The planned wave.
   */
  wave: string;
  /**
   * What kind of wave it is.
   */
  kind?: WaveKind | null;
  /**
   * The build deployed.
   */
  build: string;
  /**
   * What is deployed; what the build lists when missing.
   */
  artifacts?: (Artifact[] | NoneStated) | null;
  /**
   * The environment; the live one when missing.
   */
  environment?: string | null;
  /**
   * Who else deploys; whoever gives the command when missing.
   */
  deployed_by?: string[] | null;
  /**
   * The approved pipeline that does it.
   */
  pipeline?: string | null;
}
/**
 * Ends the attempt that runs.
 */
export interface FinishWaveCommand {
  finish_wave: FinishWave;
}
/**
 * Ends the attempt that runs.
 */
export interface FinishWave {
  /**
   * The wave.
   */
  wave: string;
  /**
   * What came out.
   */
  outcome: AttemptOutcome;
  /**
   * Checks of what arrived.
   */
  component_checks?: (ComponentCheck[] | NoneStated) | null;
  /**
   * How a failure was remedied without going back.
   */
  remedy?: string | null;
}
/**
 * A check that a component arrived intact.
 */
export interface ComponentCheck {
  /**
   * The component.
   */
  deliverable: string;
  /**
   * What should be there.
   */
  expected?: string | null;
  /**
   * What is there.
   */
  actual?: string | null;
  /**
   * Whether it works.
   */
  smoke_test?: CheckOutcome | null;
  /**
   * When it was checked.
   */
  checked_at?: Moment | null;
  /**
   * By whom.
   */
  checked_by?: string | null;
}
/**
 * Decides to take back what a wave deployed.
 */
export interface BackOutWaveCommand {
  back_out_wave: BackOutWave;
}
/**
 * Decides to take back what a wave deployed.
 */
export interface BackOutWave {
  /**
   * The wave.
   */
  wave: string;
}
/**
 * Ends a back-out.
 */
export interface FinishBackOutCommand {
  finish_back_out: FinishBackOut;
}
/**
 * Ends a back-out.
 */
export interface FinishBackOut {
  /**
   * The wave.
   */
  wave: string;
  /**
   * Whether the state before was restored.
   */
  outcome: CheckOutcome;
  /**
   * Checks of what was restored.
   */
  component_checks?: (ComponentCheck[] | NoneStated) | null;
}
/**
 * Stops the release until it is resumed.
 */
export interface HoldCommand {
  hold: Pause;
}
/**
 * Stops the release until it is resumed.
 */
export interface Pause {
  /**
   * Why.
   */
  reason: string;
}
/**
 * Lifts a hold.
 */
export interface ResumeCommand {
  resume: Resume;
}
/**
 * Lifts a hold.
 */
export interface Resume {}
/**
 * Relates an incident to the release. Who did so and when comes from the command where it does
 * not say.
 */
export interface RecordIncidentCommand {
  record_incident: Incident;
}
/**
 * An incident related to the release.
 */
export interface Incident {
  /**
   * Identifies the incident.
   */
  id: string;
  /**
   * When it was opened.
   */
  opened_at?: Moment | null;
  /**
   * Its classification.
   */
  category?: string | null;
  /**
   * Its priority, from impact and urgency.
   */
  priority?: string | null;
  /**
   * Whom it was escalated to.
   */
  escalated_to?: string | null;
  /**
   * When it was resolved.
   */
  resolved_at?: Moment | null;
  /**
   * When it was closed.
   */
  closed_at?: Moment | null;
  /**
   * What was done.
   */
  actions?: string | null;
  /**
   * Who decided that the release and the incident are related.
   */
  related_by?: string | null;
  /**
   * When that was decided.
   */
  related_at?: Moment | null;
  /**
   * Other releases it is related to.
   */
  also_related_to?: string[] | null;
  /**
   * The service that failed.
   */
  service?: string | null;
  /**
   * The problem behind it.
   */
  problem?: string | null;
  /**
   * How a major incident was handled.
   */
  major?: MajorIncident | null;
  /**
   * Whether it is an information-security incident.
   */
  security?: boolean | null;
  /**
   * Priority from security risk.
   */
  security_priority?: string | null;
}
/**
 * How a major incident was handled.
 */
export interface MajorIncident {
  /**
   * Whether it meets the criteria of a major incident.
   */
  meets_criteria?: boolean | null;
  /**
   * Who was responsible.
   */
  responsible?: string | null;
  /**
   * When top management was informed.
   */
  management_informed_at?: Moment | null;
  /**
   * What the review found.
   */
  review?: string | null;
  /**
   * When it was reviewed.
   */
  reviewed_at?: Moment | null;
}
/**
 * Ends early life support.
 */
export interface ExitEarlyLifeCommand {
  exit_early_life: ExitEarlyLife;
}
/**
 * Ends early life support. Criteria and open incidents are recorded before.
 */
export interface ExitEarlyLife {
  /**
   * Why it ends before the period is over.
   */
  early_reason?: string | null;
  /**
   * Who else authorised it, where the policy asks for several people.
   */
  authorisations?: (ExitAuthorisation[] | NoneStated) | null;
}
/**
 * Somebody beside who ended early life support authorised its end.
 */
export interface ExitAuthorisation {
  /**
   * When, at the latest as it ended.
   */
  authorised_at?: Moment | null;
  /**
   * Who.
   */
  authorised_by?: string | null;
}
/**
 * Records an analysis of success or failure. Who made it and when comes from the command where
 * it does not say.
 */
export interface RecordAnalysisCommand {
  record_analysis: Analysis;
}
/**
 * An analysis of success or failure.
 */
export interface Analysis {
  /**
   * When it was made.
   */
  analysed_at?: Moment | null;
  /**
   * By whom.
   */
  analysed_by?: string | null;
  /**
   * How.
   */
  method?: string | null;
  /**
   * The data it rests on.
   */
  data_refs?: (string[] | NoneStated) | null;
  /**
   * What was found.
   */
  results?: string | null;
  /**
   * What follows from it.
   */
  conclusions?: string | null;
  /**
   * Effect on customers.
   */
  customer_impact?: (string[] | NoneStated) | null;
}
/**
 * Records a review of the analyses. When it was held comes from the command where it does not
 * say.
 */
export interface RecordReviewCommand {
  record_review: Review;
}
/**
 * A review of an analysis for opportunities to improve.
 */
export interface Review {
  /**
   * When.
   */
  reviewed_at?: Moment | null;
  /**
   * By whom.
   */
  reviewed_by?: string[] | null;
  /**
   * What could be better.
   */
  opportunities?: (string[] | NoneStated) | null;
}
/**
 * Accepts a deviation for some time.
 */
export interface WaiveCommand {
  waive: Waive;
}
/**
 * Accepts a deviation for some time.
 */
export interface Waive {
  /**
   * Names the waiver; unique within the record.
   */
  id: string;
  /**
   * The check deviated from.
   */
  check: string;
  /**
   * Limits the deviation to these places of the record.
   */
  scope?: string[] | null;
  /**
   * Why it is accepted.
   */
  reason: string;
  /**
   * Who asked for it.
   */
  requested_by?: string | null;
  /**
   * Valid from here on, inclusive; from the command on when missing.
   */
  from?: Moment | null;
  /**
   * Valid up to here, exclusive.
   */
  until?: Moment | null;
  /**
   * What keeps the risk low meanwhile.
   */
  compensating_control?: string | null;
}
/**
 * Gives the release up.
 */
export interface CancelCommand {
  cancel: Cancel;
}
/**
 * Gives the release up.
 */
export interface Cancel {
  /**
   * Why.
   */
  reason: string;
}
/**
 * Closes the release.
 */
export interface CloseCommand {
  close: Close;
}
/**
 * Closes the release.
 */
export interface Close {}
/**
 * A condition that a command does not meet.
 */
export interface Unmet {
  /**
   * Which condition it is; stable.
   */
  condition: Condition;
  /**
   * What is so, and what to do about it. It names ids and places, never people's names.
   */
  message: string;
  /**
   * Where the record shows it.
   */
  at?: string[] | null;
  /**
   * The roles of which somebody has to hold one.
   */
  roles?: string[] | null;
  /**
   * The stages in which the command may be given.
   */
  stages?: Stage[] | null;
  /**
   * The check that is not met.
   */
  check?: string | null;
  /**
   * Its verdict.
   */
  verdict?: Verdict | null;
  /**
   * What it misses, and who can supply it.
   */
  missing?: Supply[] | null;
}
/**
 * A fact that is missing, and the role that can supply it.
 */
export interface Supply {
  /**
   * Where the fact would be.
   */
  at: string;
  /**
   * The role.
   */
  role: string;
}
/**
 * A detached Ed25519 signature of the 64 characters of an entry's hash.
 */
export interface Signature {
  /**
   * Names the key.
   */
  key: string;
  /**
   * The signature, 128 hexadecimal digits.
   */
  value: string;
}
/**
 * The evidence of one release, from planning to closure.
 *
 * Only `format` and `id` are required. Whatever else is missing is not evidenced.
 * `null` says the same as a missing key.
 */
export interface Release {
  /**
   * The format of this document: `releasegate/release/1`.
   */
  format: "releasegate/release/1";
  /**
   * Unique over all releases of the organization.
   */
  id: string;
  /**
   * What the release is called.
   */
  title?: string | null;
  /**
   * The service it is for.
   */
  service?: string | null;
  /**
   * The version it brings.
   */
  version?: string | null;
  /**
   * The release type, as the policy names it.
   */
  type?: string | null;
  /**
   * The zone in which days of this record are meant, as in the IANA time zone database.
   */
  zone?: Zone | null;
  /**
   * When the release was registered.
   */
  registered_at?: Moment | null;
  /**
   * Who registered it.
   */
  registered_by?: string | null;
  /**
   * The policy the release was managed under.
   */
  policy?: PolicyRef | null;
  /**
   * Organizations and groups with an interest.
   */
  parties?: (Party[] | NoneStated) | null;
  /**
   * People and automations.
   */
  people?: (Person[] | NoneStated) | null;
  /**
   * Who holds which role from when to when.
   */
  assignments?: (Assignment[] | NoneStated) | null;
  /**
   * Who acts for whom.
   */
  delegations?: (Delegation[] | NoneStated) | null;
  /**
   * Who deploys which waves together.
   */
  teams?: (Team[] | NoneStated) | null;
  /**
   * Release Management Support.
   */
  support?: Support | null;
  /**
   * Requests for change.
   */
  changes?: (Change[] | NoneStated) | null;
  /**
   * Problems and known errors.
   */
  problems?: (Problem[] | NoneStated) | null;
  /**
   * Release Planning.
   */
  plan?: Plan | null;
  /**
   * Release Build.
   */
  build?: BuildStage | null;
  /**
   * Criteria, results, decisions on failures.
   */
  verification?: Verification | null;
  /**
   * Who was asked when to decide on which build.
   */
  approval_requests?: (ApprovalRequest[] | NoneStated) | null;
  /**
   * Approvals of the release and what takes them back, oldest first.
   */
  approvals?: (Approval[] | NoneStated) | null;
  /**
   * Recorded states of configuration items.
   */
  baselines?: (Baseline[] | NoneStated) | null;
  /**
   * Release Deployment.
   */
  deployment?: Deployment | null;
  /**
   * Post-Release Support.
   */
  early_life?: EarlyLife | null;
  /**
   * Release Closure.
   */
  closure?: Closure | null;
  /**
   * Times in which the release waits, oldest first.
   */
  holds?: (Hold[] | NoneStated) | null;
  /**
   * Accepted deviations.
   */
  waivers?: (Waiver[] | NoneStated) | null;
  /**
   * The append-only log.
   */
  trail?: (TrailEntry[] | NoneStated) | null;
  /**
   * Where imported values come from.
   */
  sources?: Source[] | null;
  /**
   * Data of other tools, kept untouched.
   */
  extensions?: {
    [k: string]: unknown;
  } | null;
}
/**
 * An organization or group with an interest in the release.
 */
export interface Party {
  /**
   * Unique within the record.
   */
  id: string;
  /**
   * The party's name.
   */
  name?: string | null;
  /**
   * What the party is to the service.
   */
  kind?: PartyKind | null;
}
/**
 * People who deploy some waves or sites together.
 */
export interface Team {
  /**
   * Unique within the record.
   */
  id: string;
  /**
   * Who leads it.
   */
  leader: string;
  /**
   * Who else is in it.
   */
  members?: string[] | null;
  /**
   * The waves it deploys.
   */
  waves?: string[] | null;
  /**
   * The sites or user groups it deploys to: all waves that reach one of them are its own.
   */
  reaches?: string[] | null;
}
/**
 * Evidence of the framework in which this release is managed.
 */
export interface Support {
  /**
   * Controlled documents used: policies, plans, procedures.
   */
  documents?: (Document[] | NoneStated) | null;
  /**
   * What customers agreed to.
   */
  agreements?: (CustomerAgreement[] | NoneStated) | null;
  /**
   * What counts as an emergency, in the organization's words.
   */
  emergency_definition?: string | null;
  /**
   * Release and change procedures that refer to each other.
   */
  procedures?: (Procedure[] | NoneStated) | null;
  /**
   * What is under change control, and how.
   */
  change_policy?: ChangePolicy | null;
  /**
   * Freezes and deployment windows known to planning.
   */
  calendar?: Calendar | null;
  /**
   * Targets that the process is measured by.
   */
  indicators?: (Indicator[] | NoneStated) | null;
}
/**
 * A controlled document in one version.
 */
export interface Document {
  /**
   * Identifies the document over all its versions.
   */
  id: string;
  /**
   * The version.
   */
  version?: string | null;
  /**
   * The title.
   */
  title?: string | null;
  /**
   * Where it is kept.
   */
  reference?: string | null;
  /**
   * Who approved this version.
   */
  approved_by?: string | null;
  /**
   * When this version was approved.
   */
  approved_at?: Moment | null;
  /**
   * In force from here on, inclusive.
   */
  valid_from?: Moment | null;
  /**
   * In force up to here, exclusive; open when missing.
   */
  superseded_from?: Moment | null;
}
/**
 * A customer agreed to a document version or definition.
 */
export interface CustomerAgreement {
  /**
   * Who agreed.
   */
  party: string;
  /**
   * What was agreed: a document, or `emergency_definition`.
   */
  subject: string;
  /**
   * The version agreed to.
   */
  version?: string | null;
  /**
   * When.
   */
  agreed_at?: Moment | null;
  /**
   * Where the agreement is kept.
   */
  reference?: string | null;
}
/**
 * A documented procedure.
 */
export interface Procedure {
  /**
   * The document that holds the procedure.
   */
  document: string;
  /**
   * What the procedure governs.
   */
  governs?: ProcedureSubject | null;
  /**
   * Other procedures it refers to.
   */
  refers_to?: string[] | null;
  /**
   * The change category it requires.
   */
  change_category?: string | null;
}
/**
 * The organization's change policy.
 */
export interface ChangePolicy {
  /**
   * The document that holds it.
   */
  document?: string | null;
  /**
   * Components and other items under change control.
   */
  scope?: (string[] | NoneStated) | null;
  /**
   * Categories of change.
   */
  categories?: (ChangeCategory[] | NoneStated) | null;
  /**
   * When a change has potentially major impact on customers or services.
   */
  major_criteria?: (string[] | NoneStated) | null;
}
/**
 * A category of change and how it is managed.
 */
export interface ChangeCategory {
  /**
   * Identifies the category.
   */
  id: string;
  /**
   * Whether this is an emergency category.
   */
  emergency?: boolean | null;
  /**
   * How changes of this category are managed.
   */
  managed_by?: string | null;
}
/**
 * Freezes and deployment windows.
 */
export interface Calendar {
  /**
   * Times in which nothing may go live.
   */
  freezes?: (CalendarEntry[] | NoneStated) | null;
  /**
   * Times in which deployments may happen.
   */
  windows?: (CalendarEntry[] | NoneStated) | null;
}
/**
 * A freeze or a window.
 */
export interface CalendarEntry {
  /**
   * Unique within the calendar.
   */
  id: string;
  /**
   * First moment, inclusive.
   */
  from?: Moment | null;
  /**
   * End, exclusive.
   */
  until?: Moment | null;
  /**
   * When it comes again, as in RFC 5545: for example `FREQ=WEEKLY;BYDAY=SU`.
   */
  recurrence?: Recurrence | null;
  /**
   * Zone by whose clocks it is meant; that of the record or policy it is in when missing.
   */
  zone?: Zone | null;
  /**
   * The services, environments and sites it applies to, each on its own; `*` for all. Without it
   * nobody can tell.
   */
  scope?: string[] | null;
  /**
   * Who may grant an exemption.
   */
  owner?: string | null;
}
/**
 * A measurable target of the process.
 */
export interface Indicator {
  /**
   * Unique within the record.
   */
  id: string;
  /**
   * What is measured.
   */
  measure?: string | null;
  /**
   * How it is measured and analysed.
   */
  method?: string | null;
  /**
   * The target value, with its unit.
   */
  target?: string | null;
  /**
   * Who answers for it.
   */
  owner?: string | null;
  /**
   * How often it is measured.
   */
  measured?: string | null;
  /**
   * How often it is analysed.
   */
  analysed?: string | null;
  /**
   * Who gets the result.
   */
  audiences?: string[] | null;
}
/**
 * A request for change that the release realises.
 */
export interface Change {
  /**
   * Unique within the record.
   */
  id: string;
  /**
   * What is to change.
   */
  title?: string | null;
  /**
   * The category, as the change policy names it.
   */
  category?: string | null;
  /**
   * What the change does to the service as a whole.
   */
  service_effect?: ServiceEffect | null;
  /**
   * Who asked for it.
   */
  requested_by?: string | null;
  /**
   * When it was recorded.
   */
  recorded_at?: Moment | null;
  /**
   * The incident or vulnerability that triggered an emergency change.
   */
  trigger?: string | null;
  /**
   * Whether it has potentially major impact.
   */
  major_impact?: MajorImpact | null;
  /**
   * The service design and transition plan that covers it.
   */
  design_transition?: string | null;
  /**
   * Its priority.
   */
  priority?: string | null;
  /**
   * What was considered before deciding.
   */
  assessment?: ChangeAssessment | null;
  /**
   * Risk to information security.
   */
  security_impact?: SecurityImpact | null;
  /**
   * Decisions and later changes of status, oldest first.
   */
  decisions?: (ChangeDecision[] | NoneStated) | null;
  /**
   * The review after implementation.
   */
  review?: ChangeReview | null;
}
/**
 * The answer to "may this have major impact on customers or services?".
 */
export interface MajorImpact {
  /**
   * The answer.
   */
  answer: boolean;
  /**
   * Why.
   */
  reason?: string | null;
  /**
   * Who answered.
   */
  assessed_by?: string | null;
  /**
   * When.
   */
  assessed_at?: Moment | null;
}
/**
 * What was considered before a change was decided; each heading has a value, or says `none`.
 */
export interface ChangeAssessment {
  /**
   * Risk.
   */
  risk?: string | null;
  /**
   * Business benefit.
   */
  benefit?: string | null;
  /**
   * Feasibility.
   */
  feasibility?: string | null;
  /**
   * Financial effect.
   */
  cost?: string | null;
  /**
   * Effect on existing services.
   */
  services?: string | null;
  /**
   * Effect on customers, users and other interested parties.
   */
  users?: string | null;
  /**
   * Effect on policies and plans.
   */
  policies?: string | null;
  /**
   * Effect on capacity.
   */
  capacity?: string | null;
  /**
   * Effect on availability.
   */
  availability?: string | null;
  /**
   * Effect on continuity.
   */
  continuity?: string | null;
  /**
   * Effect on information security.
   */
  security?: string | null;
  /**
   * Effect on other changes, releases and deployment plans.
   */
  other_releases?: string | null;
}
/**
 * Information-security risk and controls considered for a change.
 */
export interface SecurityImpact {
  /**
   * Who assessed it.
   */
  assessed_by?: string | null;
  /**
   * When.
   */
  assessed_at?: Moment | null;
  /**
   * What was found, and the controls chosen.
   */
  result?: string | null;
}
/**
 * A decision on a change, or a later change of its status.
 */
export interface ChangeDecision {
  /**
   * What was decided.
   */
  status: ChangeStatus;
  /**
   * Who decided.
   */
  decided_by?: string[] | null;
  /**
   * When it was decided.
   */
  decided_at?: Moment | null;
  /**
   * When it was written down.
   */
  recorded_at?: Moment | null;
  /**
   * End of validity of an approval, exclusive.
   */
  valid_until?: Moment | null;
  /**
   * Why.
   */
  reason?: string | null;
}
/**
 * The review of a change for its effectiveness.
 */
export interface ChangeReview {
  /**
   * When.
   */
  reviewed_at?: Moment | null;
  /**
   * By whom.
   */
  reviewed_by?: string[] | null;
  /**
   * Whether it did what it was for.
   */
  effective?: boolean | null;
  /**
   * Actions agreed with interested parties.
   */
  actions?: (Action[] | NoneStated) | null;
}
/**
 * Something somebody has to do by a date.
 */
export interface Action {
  /**
   * What is to be done.
   */
  text: string;
  /**
   * Who does it.
   */
  owner?: string | null;
  /**
   * By when, inclusive.
   */
  due?: Moment | null;
  /**
   * When it was done.
   */
  done_at?: Moment | null;
}
/**
 * A problem, or a known error.
 */
export interface Problem {
  /**
   * Unique within the record.
   */
  id: string;
  /**
   * Problem or known error.
   */
  kind: ProblemKind;
  /**
   * What is wrong.
   */
  title?: string | null;
  /**
   * When it was recorded.
   */
  recorded_at?: Moment | null;
  /**
   * What causes it.
   */
  root_cause?: string | null;
  /**
   * How to live with it.
   */
  workaround?: string | null;
  /**
   * When support could look it up.
   */
  available_to_support_at?: Moment | null;
  /**
   * When it was closed.
   */
  closed_at?: Moment | null;
  /**
   * Who closed it.
   */
  closed_by?: string | null;
  /**
   * Whether the closure was effective.
   */
  effectiveness?: Effectiveness | null;
  /**
   * Where it went when this release did not close it.
   */
  replanned?: Replanned | null;
}
/**
 * A look at whether something had the wished effect.
 */
export interface Effectiveness {
  /**
   * The answer.
   */
  effective: boolean;
  /**
   * Who looked.
   */
  verified_by?: string | null;
  /**
   * When.
   */
  verified_at?: Moment | null;
}
/**
 * A problem moved to a later release.
 */
export interface Replanned {
  /**
   * The release or plan that takes it on.
   */
  to: string;
  /**
   * Who decided.
   */
  decided_by?: string | null;
  /**
   * When.
   */
  decided_at?: Moment | null;
}
/**
 * Evidence of building the release.
 */
export interface BuildStage {
  /**
   * Builds, oldest first.
   */
  builds?: (Build[] | NoneStated) | null;
  /**
   * Environments used.
   */
  environments?: (Environment[] | NoneStated) | null;
}
/**
 * An environment.
 */
export interface Environment {
  /**
   * Unique within the record.
   */
  id: string;
  /**
   * What it is for.
   */
  kind?: EnvironmentKind | null;
  /**
   * The record that shows it is controlled.
   */
  control_ref?: string | null;
  /**
   * Controlled from here on, inclusive.
   */
  controlled_from?: Moment | null;
  /**
   * Controlled up to here, exclusive; open when missing.
   */
  controlled_until?: Moment | null;
  /**
   * Groups with privileged access.
   */
  access_groups?: string[] | null;
}
/**
 * Acceptance criteria, results against them, and decisions on failures.
 */
export interface Verification {
  /**
   * Version of the set of criteria.
   */
  criteria_version?: string | null;
  /**
   * Acceptance criteria.
   */
  criteria?: (Criterion[] | NoneStated) | null;
  /**
   * Who agreed to the criteria.
   */
  criteria_agreements?: (CriteriaAgreement[] | NoneStated) | null;
  /**
   * Results, oldest first.
   */
  results?: (TestResult[] | NoneStated) | null;
  /**
   * Decisions on criteria that were not met.
   */
  failure_decisions?: (FailureDecision[] | NoneStated) | null;
  /**
   * Why a test was not possible.
   */
  not_testable?: NotPossible | null;
  /**
   * Security tests.
   */
  security_tests?: (SecurityTest[] | NoneStated) | null;
  /**
   * What data the tests used.
   */
  test_data?: TestDataStatement | null;
}
/**
 * One acceptance criterion.
 */
export interface Criterion {
  /**
   * Unique within the record.
   */
  id: string;
  /**
   * What is asked.
   */
  text?: string | null;
  /**
   * From what value on it counts as met.
   */
  threshold?: string | null;
  /**
   * When it was written down.
   */
  documented_at?: Moment | null;
  /**
   * When it was last edited.
   */
  revised_at?: Moment | null;
}
/**
 * A party agreed to a set of criteria.
 */
export interface CriteriaAgreement {
  /**
   * Who agreed.
   */
  party: string;
  /**
   * The version of the set.
   */
  criteria_version?: string | null;
  /**
   * When.
   */
  agreed_at?: Moment | null;
}
/**
 * A decision on what to do about criteria that were not met.
 */
export interface FailureDecision {
  /**
   * Unique within the record.
   */
  id: string;
  /**
   * The criteria the decision is about.
   */
  criteria?: string[] | null;
  /**
   * What is to be done about them.
   */
  actions?: (Action[] | NoneStated) | null;
  /**
   * Whether to deploy.
   */
  deploy?: DeployAnswer | null;
  /**
   * What must be met before deploying.
   */
  condition?: string | null;
  /**
   * When the condition was met.
   */
  condition_met_at?: Moment | null;
  /**
   * When it was decided.
   */
  decided_at?: Moment | null;
  /**
   * When it was written down.
   */
  recorded_at?: Moment | null;
  /**
   * Sequence number of the trail entry that holds it.
   */
  seq?: number | null;
  /**
   * Who decided.
   */
  deciders?: (Decider[] | NoneStated) | null;
  /**
   * Known errors recorded for what is shipped with a defect.
   */
  known_errors?: string[] | null;
}
/**
 * Somebody who took part in a decision.
 */
export interface Decider {
  /**
   * The person.
   */
  person?: string | null;
  /**
   * The party spoken for; the person's own when missing.
   */
  party?: string | null;
  /**
   * The role in which the person decided.
   */
  role?: string | null;
}
/**
 * A security test.
 */
export interface SecurityTest {
  /**
   * How it was tested.
   */
  tool?: string | null;
  /**
   * The build tested.
   */
  build?: string | null;
  /**
   * When.
   */
  tested_at?: Moment | null;
  /**
   * By whom.
   */
  tested_by?: string | null;
  /**
   * Whether the result is within the threshold.
   */
  within_threshold?: boolean | null;
  /**
   * Whether custom code was checked against secure-coding requirements.
   */
  custom_code_checked?: boolean | null;
  /**
   * The result.
   */
  result?: string | null;
}
/**
 * What data the tests used.
 */
export interface TestDataStatement {
  /**
   * Whether live data was used.
   */
  uses_live_data?: boolean | null;
  /**
   * How it was protected.
   */
  protection?: string | null;
  /**
   * Who states it.
   */
  stated_by?: string | null;
  /**
   * When.
   */
  stated_at?: Moment | null;
}
/**
 * Somebody asked those with authority to decide on a build.
 */
export interface ApprovalRequest {
  /**
   * The build to be decided on.
   */
  build: string;
  /**
   * The environment it is to go to.
   */
  environment?: string | null;
  /**
   * The waves it is for; all when missing.
   */
  waves?: string[] | null;
  /**
   * When it was asked.
   */
  requested_at?: Moment | null;
  /**
   * Who asked.
   */
  requested_by?: string | null;
  /**
   * Sequence number of the trail entry that holds it.
   */
  seq?: number | null;
}
/**
 * A decision on whether the release may be deployed.
 */
export interface Approval {
  /**
   * Unique within the record.
   */
  id: string;
  /**
   * What was decided.
   */
  decision: ApprovalDecision;
  /**
   * When it was decided.
   */
  decided_at?: Moment | null;
  /**
   * When it was written down.
   */
  recorded_at?: Moment | null;
  /**
   * Sequence number of the trail entry that holds it.
   */
  seq?: number | null;
  /**
   * Who decided.
   */
  by?: string | null;
  /**
   * The role in which the person decided.
   */
  role?: string | null;
  /**
   * How the decision was given; in writing when missing.
   */
  channel?: ApprovalChannel | null;
  /**
   * Who witnessed an oral decision.
   */
  witness?: string | null;
  /**
   * The log that shows an oral decision.
   */
  log_ref?: string | null;
  /**
   * What was approved.
   */
  scope?: ApprovalScope | null;
  /**
   * Why.
   */
  reason?: string | null;
}
/**
 * What an approval covers.
 */
export interface ApprovalScope {
  /**
   * The build approved.
   */
  build?: string | null;
  /**
   * What was approved, when it is not what the build lists.
   */
  artifacts?: (Artifact[] | NoneStated) | null;
  /**
   * The environment it may go to.
   */
  environment?: string | null;
  /**
   * The waves it is for; all when missing.
   */
  waves?: string[] | null;
  /**
   * Deployment may start here, inclusive.
   */
  from?: Moment | null;
  /**
   * Deployment must be finished here.
   */
  until?: Moment | null;
}
/**
 * Evidence of the deployment.
 */
export interface Deployment {
  /**
   * The live environment.
   */
  environment?: string | null;
  /**
   * The waves as they happened, oldest first; pilots and canaries are waves.
   */
  waves?: (Wave[] | NoneStated) | null;
  /**
   * When users first could use what was deployed, if later than the deployment.
   */
  released_at?: Moment | null;
  /**
   * Updates of the configuration information.
   */
  item_updates?: (ItemUpdate[] | NoneStated) | null;
  /**
   * Who was allowed to change the live environment.
   */
  access_grants?: (AccessGrant[] | NoneStated) | null;
  /**
   * Removal of test data and test accounts.
   */
  cleanup?: Cleanup | null;
  /**
   * Security and documents looked at after a significant change.
   */
  post_change_check?: PostChangeCheck | null;
  /**
   * Exemptions from freezes.
   */
  freeze_exemptions?: (FreezeExemption[] | NoneStated) | null;
  /**
   * Investigation of an unsuccessful deployment.
   */
  investigation?: Investigation | null;
  /**
   * Review after an emergency.
   */
  emergency_review?: EmergencyReview | null;
}
/**
 * One wave of the deployment.
 */
export interface Wave {
  /**
   * The planned wave this is.
   */
  id: string;
  /**
   * What kind of wave it was.
   */
  kind?: WaveKind | null;
  /**
   * Attempts to deploy it, oldest first.
   */
  attempts?: (Attempt[] | NoneStated) | null;
}
/**
 * One attempt to deploy a wave.
 */
export interface Attempt {
  /**
   * When the first live user or item was exposed.
   */
  started_at?: Moment | null;
  /**
   * Sequence number of the trail entry that holds the start.
   */
  started_seq?: number | null;
  /**
   * When it was finished.
   */
  ended_at?: Moment | null;
  /**
   * Who or what deployed.
   */
  deployed_by?: string[] | null;
  /**
   * Whether an approved pipeline did it.
   */
  pipeline?: string | null;
  /**
   * The build deployed.
   */
  build?: string | null;
  /**
   * Where it was deployed to; the live environment when missing.
   */
  environment?: string | null;
  /**
   * What was deployed.
   */
  artifacts?: (Artifact[] | NoneStated) | null;
  /**
   * What came out.
   */
  outcome?: AttemptOutcome | null;
  /**
   * Checks of what arrived.
   */
  component_checks?: (ComponentCheck[] | NoneStated) | null;
  /**
   * The back-out, if there was one.
   */
  back_out?: BackOut | null;
  /**
   * How a failure was remedied without going back.
   */
  remedy?: string | null;
}
/**
 * A back-out.
 */
export interface BackOut {
  /**
   * When it was decided.
   */
  decided_at?: Moment | null;
  /**
   * Who decided.
   */
  decided_by?: string | null;
  /**
   * When it was started.
   */
  started_at?: Moment | null;
  /**
   * When the state before was restored.
   */
  ended_at?: Moment | null;
  /**
   * Whether the state before was restored.
   */
  outcome?: CheckOutcome | null;
  /**
   * Checks of what was restored.
   */
  component_checks?: (ComponentCheck[] | NoneStated) | null;
}
/**
 * An update of the configuration information after an item changed.
 */
export interface ItemUpdate {
  /**
   * The item.
   */
  item: string;
  /**
   * The wave that changed it.
   */
  wave?: string | null;
  /**
   * The change that authorises it.
   */
  change?: string | null;
  /**
   * The version before.
   */
  from_version?: string | null;
  /**
   * The version now recorded.
   */
  to_version?: string | null;
  /**
   * When the item itself changed.
   */
  changed_at?: Moment | null;
  /**
   * When the configuration information was updated.
   */
  updated_at?: Moment | null;
  /**
   * By whom.
   */
  updated_by?: string | null;
}
/**
 * A permission to change the live environment.
 */
export interface AccessGrant {
  /**
   * Who may.
   */
  person: string;
  /**
   * Where.
   */
  environment?: string | null;
  /**
   * From here on, inclusive.
   */
  from?: Moment | null;
  /**
   * Up to here, exclusive; open when missing.
   */
  until?: Moment | null;
  /**
   * Who granted it.
   */
  granted_by?: string | null;
  /**
   * When it was granted.
   */
  granted_at?: Moment | null;
}
/**
 * Removal of test data and test accounts before going live.
 */
export interface Cleanup {
  /**
   * What was removed.
   */
  statement?: string | null;
  /**
   * When.
   */
  done_at?: Moment | null;
  /**
   * By whom.
   */
  by?: string | null;
}
/**
 * Security requirements confirmed and documents updated after a significant change.
 */
export interface PostChangeCheck {
  /**
   * Whether applicable security requirements hold.
   */
  security_confirmed?: boolean | null;
  /**
   * Whether documents were updated.
   */
  documents_updated?: boolean | null;
  /**
   * When it was looked at.
   */
  checked_at?: Moment | null;
  /**
   * By whom.
   */
  checked_by?: string | null;
}
/**
 * A permission to deploy in a freeze.
 */
export interface FreezeExemption {
  /**
   * The freeze.
   */
  freeze: string;
  /**
   * Who granted it.
   */
  granted_by?: string | null;
  /**
   * When.
   */
  granted_at?: Moment | null;
  /**
   * Why.
   */
  reason?: string | null;
}
/**
 * Investigation of an unsuccessful deployment.
 */
export interface Investigation {
  /**
   * What caused it.
   */
  cause?: string | null;
  /**
   * What is done about it.
   */
  actions?: (Action[] | NoneStated) | null;
  /**
   * Who agreed to the actions.
   */
  agreed_with?: string[] | null;
  /**
   * When it was finished.
   */
  finished_at?: Moment | null;
}
/**
 * The review that follows an emergency release.
 */
export interface EmergencyReview {
  /**
   * By when, inclusive.
   */
  due?: Moment | null;
  /**
   * When it was held.
   */
  reviewed_at?: Moment | null;
  /**
   * By whom.
   */
  reviewed_by?: string[] | null;
  /**
   * Whether the release was approved afterwards.
   */
  accepted?: boolean | null;
  /**
   * What follows when it was not.
   */
  follow_up?: string | null;
  /**
   * When assessment, tests and records were completed.
   */
  records_completed_at?: Moment | null;
}
/**
 * Evidence of early life support.
 */
export interface EarlyLife {
  /**
   * What success means for this release.
   */
  success_criteria?: (string[] | NoneStated) | null;
  /**
   * Observations made.
   */
  monitoring?: (Observation[] | NoneStated) | null;
  /**
   * Success or failure, as somebody judged it.
   */
  outcome?: Outcome | null;
  /**
   * Dated extracts from the incident system.
   */
  incident_extracts?: (IncidentExtract[] | NoneStated) | null;
  /**
   * Incidents related to the release.
   */
  incidents?: (Incident[] | NoneStated) | null;
  /**
   * Information given on outcome and future releases.
   */
  publications?: (Publication[] | NoneStated) | null;
  /**
   * Extra support capacity.
   */
  roster?: (Shift[] | NoneStated) | null;
  /**
   * The end of early life support.
   */
  exit?: EarlyLifeExit | null;
}
/**
 * One observation of the release in use.
 */
export interface Observation {
  /**
   * What was measured.
   */
  measure?: string | null;
  /**
   * What was seen.
   */
  value?: string | null;
  /**
   * When.
   */
  observed_at?: Moment | null;
  /**
   * By whom.
   */
  observed_by?: string | null;
}
/**
 * Success or failure of the release.
 */
export interface Outcome {
  /**
   * The judgement.
   */
  value: OutcomeValue;
  /**
   * When it was made.
   */
  set_at?: Moment | null;
  /**
   * Who made it.
   */
  set_by?: string | null;
}
/**
 * A dated extract of release-related incidents from the incident system.
 */
export interface IncidentExtract {
  /**
   * Start of the time searched, inclusive.
   */
  from?: Moment | null;
  /**
   * End of the time searched, exclusive.
   */
  until?: Moment | null;
  /**
   * When the extract was taken.
   */
  taken_at?: Moment | null;
  /**
   * By whom.
   */
  taken_by?: string | null;
  /**
   * The query used, or where the extract is kept.
   */
  query?: string | null;
  /**
   * How many incidents related to the release it found, zero included.
   */
  related?: number | null;
}
/**
 * Information given to other service management activities.
 */
export interface Publication {
  /**
   * Who got it.
   */
  audience?: string | null;
  /**
   * When.
   */
  published_at?: Moment | null;
  /**
   * By whom.
   */
  published_by?: string | null;
  /**
   * What it says on success or failure.
   */
  outcome?: string | null;
  /**
   * Dates of future releases.
   */
  future_releases?: (FutureRelease[] | NoneStated) | null;
}
/**
 * A future release that was announced.
 */
export interface FutureRelease {
  /**
   * The release.
   */
  release: string;
  /**
   * When it is planned.
   */
  planned_start?: Moment | null;
}
/**
 * Somebody gives extra support for some time.
 */
export interface Shift {
  /**
   * Who.
   */
  person: string;
  /**
   * From here on, inclusive.
   */
  from?: Moment | null;
  /**
   * Up to here, exclusive.
   */
  until?: Moment | null;
}
/**
 * The end of early life support.
 */
export interface EarlyLifeExit {
  /**
   * When it ended.
   */
  exited_at?: Moment | null;
  /**
   * Who authorised it.
   */
  authorised_by?: string | null;
  /**
   * Who else authorised it, where the policy asks for several people.
   */
  authorisations?: (ExitAuthorisation[] | NoneStated) | null;
  /**
   * Each exit criterion and whether it was met.
   */
  criteria?: (ExitCriterion[] | NoneStated) | null;
  /**
   * Why it ended before the period was over.
   */
  early_reason?: string | null;
  /**
   * Incidents handed over open.
   */
  open_incidents?: (string[] | NoneStated) | null;
}
/**
 * An exit criterion and whether it was met.
 */
export interface ExitCriterion {
  /**
   * The criterion.
   */
  criterion: string;
  /**
   * Whether it was met.
   */
  met?: boolean | null;
}
/**
 * Evidence of closing the release.
 */
export interface Closure {
  /**
   * The release was cancelled or rejected for good.
   */
  cancellation?: Cancellation | null;
  /**
   * Analyses of success or failure, oldest first.
   */
  analyses?: (Analysis[] | NoneStated) | null;
  /**
   * Reviews of the analyses, oldest first.
   */
  reviews?: (Review[] | NoneStated) | null;
  /**
   * What became of opportunities for improvement.
   */
  improvements?: (Improvement[] | NoneStated) | null;
  /**
   * Reports to interested parties.
   */
  reports?: (Report[] | NoneStated) | null;
  /**
   * Nonconformities of the management system.
   */
  nonconformities?: (Nonconformity[] | NoneStated) | null;
  /**
   * Effects nobody planned.
   */
  side_effects?: (SideEffect[] | NoneStated) | null;
  /**
   * Documents updated.
   */
  documents?: (DocumentUpdate[] | NoneStated) | null;
  /**
   * Knowledge kept.
   */
  lessons?: (string[] | NoneStated) | null;
  /**
   * Periodic work of the process that touches this release.
   */
  periodic?: Periodic | null;
  /**
   * How long the records are kept, and where.
   */
  retention?: Retention | null;
  /**
   * When the release was closed.
   */
  closed_at?: Moment | null;
  /**
   * By whom.
   */
  closed_by?: string | null;
}
/**
 * The release was cancelled or rejected for good.
 */
export interface Cancellation {
  /**
   * When.
   */
  cancelled_at: Moment;
  /**
   * Who decided.
   */
  cancelled_by: string;
  /**
   * Why.
   */
  reason?: string | null;
}
/**
 * What became of an opportunity for improvement.
 */
export interface Improvement {
  /**
   * The opportunity.
   */
  opportunity: string;
  /**
   * Whether it was taken up.
   */
  approved?: boolean | null;
  /**
   * When it was decided.
   */
  decided_at?: Moment | null;
  /**
   * The target.
   */
  target?: string | null;
  /**
   * Who answers for it.
   */
  owner?: string | null;
  /**
   * By when, inclusive.
   */
  due?: Moment | null;
  /**
   * When it was done.
   */
  done_at?: Moment | null;
}
/**
 * A report to interested parties.
 */
export interface Report {
  /**
   * What the report is for.
   */
  purpose?: string | null;
  /**
   * Start of the time reported on, inclusive.
   */
  from?: Moment | null;
  /**
   * End of the time reported on, exclusive.
   */
  until?: Moment | null;
  /**
   * Intended outcomes and what was achieved.
   */
  outcomes?: (AchievedOutcome[] | NoneStated) | null;
  /**
   * Who got it.
   */
  sent_to?: string[] | null;
  /**
   * When.
   */
  sent_at?: Moment | null;
  /**
   * Decisions and actions that followed.
   */
  actions?: (Action[] | NoneStated) | null;
}
/**
 * An intended outcome and what was achieved.
 */
export interface AchievedOutcome {
  /**
   * The intended outcome in the design and transition plan.
   */
  outcome: string;
  /**
   * What was achieved, in the same unit.
   */
  achieved?: string | null;
}
/**
 * A nonconformity of the management system.
 */
export interface Nonconformity {
  /**
   * What it is.
   */
  nature?: string | null;
  /**
   * What caused it.
   */
  cause?: string | null;
  /**
   * Whether similar ones exist.
   */
  similar_check?: string | null;
  /**
   * What is done.
   */
  actions?: (Action[] | NoneStated) | null;
  /**
   * Whether the actions were effective.
   */
  effectiveness?: string | null;
  /**
   * When that was looked at.
   */
  effectiveness_reviewed_at?: Moment | null;
  /**
   * When it was closed.
   */
  closed_at?: Moment | null;
}
/**
 * An effect nobody planned.
 */
export interface SideEffect {
  /**
   * What happened.
   */
  effect?: string | null;
  /**
   * The incident that showed it.
   */
  incident?: string | null;
  /**
   * What was done against it.
   */
  mitigation?: string | null;
  /**
   * When it was reviewed.
   */
  reviewed_at?: Moment | null;
}
/**
 * A document was updated.
 */
export interface DocumentUpdate {
  /**
   * The document.
   */
  document: string;
  /**
   * Its new version.
   */
  version?: string | null;
  /**
   * When.
   */
  updated_at?: Moment | null;
}
/**
 * Periodic work of the process.
 */
export interface Periodic {
  /**
   * Measurements of the indicators.
   */
  measurements?: (Measurement[] | NoneStated) | null;
  /**
   * Analyses of changes for trends.
   */
  change_trends?: (PeriodicRun[] | NoneStated) | null;
  /**
   * Verifications of the configuration information.
   */
  configuration_audits?: (PeriodicRun[] | NoneStated) | null;
}
/**
 * The result of measuring an indicator.
 */
export interface Measurement {
  /**
   * The indicator.
   */
  indicator: string;
  /**
   * Start of the time measured, inclusive.
   */
  from?: Moment | null;
  /**
   * End of the time measured, exclusive.
   */
  until?: Moment | null;
  /**
   * The value, with its unit.
   */
  value?: string | null;
  /**
   * When it was analysed.
   */
  analysed_at?: Moment | null;
}
/**
 * One run of something done at planned intervals.
 */
export interface PeriodicRun {
  /**
   * When it was done.
   */
  done_at?: Moment | null;
  /**
   * What was found.
   */
  result?: string | null;
  /**
   * When the result was reviewed.
   */
  reviewed_at?: Moment | null;
  /**
   * What is done about it.
   */
  actions?: (Action[] | NoneStated) | null;
}
/**
 * How long the records are kept.
 */
export interface Retention {
  /**
   * Kept up to here.
   */
  until?: Moment | null;
  /**
   * Where.
   */
  store?: string | null;
  /**
   * When they were deleted.
   */
  deleted_at?: Moment | null;
}
/**
 * A time in which nothing of the release goes ahead.
 */
export interface Hold {
  /**
   * From when on.
   */
  held_at?: Moment | null;
  /**
   * Who decided so.
   */
  held_by?: string | null;
  /**
   * Why.
   */
  reason?: string | null;
  /**
   * When it was lifted; it still lasts when missing.
   */
  resumed_at?: Moment | null;
  /**
   * Who lifted it.
   */
  resumed_by?: string | null;
}
/**
 * An accepted deviation. It never changes a verdict.
 */
export interface Waiver {
  /**
   * Unique within the record.
   */
  id: string;
  /**
   * The check deviated from, for example `DEP-12`.
   */
  check: string;
  /**
   * Limits the deviation to these places of the record.
   */
  scope?: string[] | null;
  /**
   * Why it is accepted.
   */
  reason?: string | null;
  /**
   * Who asked for it.
   */
  requested_by?: string | null;
  /**
   * Who accepted it.
   */
  approved_by?: string | null;
  /**
   * When it was accepted.
   */
  approved_at?: Moment | null;
  /**
   * Valid from here on, inclusive.
   */
  from?: Moment | null;
  /**
   * Valid up to here, exclusive.
   */
  until?: Moment | null;
  /**
   * What keeps the risk low meanwhile.
   */
  compensating_control?: string | null;
}
/**
 * One entry of the append-only log.
 */
export interface TrailEntry {
  /**
   * Position in the log, from 1, without gaps.
   */
  seq: number;
  /**
   * What happened.
   */
  event?: string | null;
  /**
   * The stage that the release entered with it, if it entered one.
   */
  stage?: Stage | null;
  /**
   * Who acted.
   */
  actor?: string | null;
  /**
   * When it was decided.
   */
  decided_at?: Moment | null;
  /**
   * When it was written down.
   */
  recorded_at?: Moment | null;
  /**
   * Whether it was accepted; refused attempts are part of the trail.
   */
  accepted?: boolean | null;
  /**
   * Version of the policy that was in force.
   */
  policy_version?: string | null;
  /**
   * Hash of the entry before.
   */
  previous_hash?: string | null;
  /**
   * Hash of this entry.
   */
  hash?: string | null;
}
/**
 * Where an imported value comes from.
 */
export interface Source {
  /**
   * JSON Pointer to the value in this record.
   */
  pointer: string;
  /**
   * The file it was read from.
   */
  file: string;
  /**
   * JSON Pointer to the value in that file.
   */
  file_pointer: string;
}
/**
 * What a history says, as commands.
 */
export interface HistoryAnswer {
  /**
   * The format of this document: `releasegate/history/1`.
   */
  format: "releasegate/history/1";
  /**
   * One history for each release, in the order in which the file has them first.
   */
  histories: History[];
  /**
   * Rows that gave no command though they should have, in the order of the file.
   */
  problems: HistoryProblem[];
  /**
   * What else is to be known of the file.
   */
  notes: HistoryNote[];
}
/**
 * What was done to one release.
 */
export interface History {
  /**
   * The release.
   */
  release: string;
  /**
   * The commands, earliest first; those of one time in the order of the file.
   */
  commands: Submission[];
  /**
   * The row that each command comes from, from 1.
   */
  rows: number[];
}
/**
 * A command that somebody gives at some time.
 */
export interface Submission {
  /**
   * What is to be done.
   */
  command: Command;
  /**
   * Who gives the command.
   */
  actor: string;
  /**
   * When it is given: the present, which the library does not know.
   */
  at: AsOf;
  /**
   * When it was decided or done, if earlier.
   */
  decided_at?: Moment | null;
  /**
   * The number of the last entry of the trail that whoever gives the command has seen. A command
   * given for an older trail is refused.
   */
  seen?: number | null;
}
/**
 * A row that gave no command though it should have.
 */
export interface HistoryProblem {
  /**
   * The row, from 1; a row of headers does not count.
   */
  row: number;
  /**
   * Its first line in the file, where rows have lines of their own.
   */
  line?: number | null;
  /**
   * The column that is at fault, where it is one.
   */
  column?: string | null;
  /**
   * The release that the row is about, as far as it can be told.
   */
  release?: string | null;
  /**
   * The rule that took the row, from 0 as in the mapping.
   */
  rule?: number | null;
  /**
   * What kind of problem it is; stable.
   */
  kind: HistoryProblemKind;
  /**
   * What was found, without values of the file.
   */
  message: string;
  /**
   * What to do about it.
   */
  help: string;
}
/**
 * Something about the file that is no problem of a row.
 */
export interface HistoryNote {
  /**
   * What kind of note it is; stable.
   */
  kind: HistoryNoteKind;
  /**
   * The release that it is about.
   */
  release?: string | null;
  /**
   * The columns that it is about.
   */
  columns?: string[] | null;
  /**
   * The rows that it is about, from 1.
   */
  rows?: number[] | null;
  /**
   * The same in words, without values of the file.
   */
  message: string;
}
/**
 * Imported records.
 */
export interface ImportAnswer {
  /**
   * The format of this document: `releasegate/import/1`.
   */
  format: "releasegate/import/1";
  /**
   * The records, in the order of the file.
   */
  records: Release[];
  /**
   * What of the file is not in a record, and why.
   */
  notes: Note[];
}
/**
 * Something in the file that is in no record.
 */
export interface Note {
  /**
   * JSON Pointer to the place in the file; empty for the whole file.
   */
  pointer: string;
  /**
   * Why it is in no record, without values of the file.
   */
  message: string;
}
/**
 * How the rows of a history become commands.
 *
 * Wherever a value comes from the row, it is written as `{"column": NAME}`; see
 * [`MappingColumn`]. The column `#` is the number of the row, where the file has no column of this
 * name.
 */
export interface HistoryMapping {
  /**
   * The format of this document: `releasegate/mapping/1`.
   */
  format: "releasegate/mapping/1";
  /**
   * Whose clocks times without an offset were read from.
   */
  zone?: Zone | null;
  /**
   * How times are written, in the letters of strftime, such as `%d.%m.%Y %H:%M`. Times as
   * records have them, with a space for the `T` or without an offset, need not be named.
   */
  times?: string[] | null;
  /**
   * What a cell says that says nothing, such as `?`. An empty cell says nothing anyway.
   */
  nothing?: string[] | null;
  /**
   * JSON Pointer to the rows, where a JSON document has them inside.
   */
  rows?: string | null;
  /**
   * What separates the cells of a table; a comma when missing.
   */
  delimiter?: string | null;
  /**
   * Whether the file has what happened last first. It matters only for rows of one time.
   */
  newest_first?: boolean | null;
  /**
   * The release that a row is about: a column, or the id itself.
   */
  release: {
    [k: string]: unknown;
  };
  /**
   * When it was done, or written down.
   */
  at: MappingColumn;
  /**
   * When it was decided, where the tool keeps both apart.
   */
  decided_at?: MappingColumn | null;
  /**
   * Who did it.
   */
  actor: MappingColumn;
  /**
   * What the words mean. All rules that take a row count.
   */
  rules: MappingRule[];
}
/**
 * A value that a row has.
 */
export interface MappingColumn {
  /**
   * The name of the column; in JSON a key, or a JSON Pointer within the row.
   */
  column: string;
  /**
   * What the tool's words mean. Another word than these is no value.
   */
  words?: {
    [k: string]: unknown;
  } | null;
  /**
   * Whether the key is left out where the cell says nothing. Otherwise the row is no command.
   */
  optional?: boolean | null;
  /**
   * Whether the cell may have several values; they become a list.
   */
  list?: boolean | null;
  /**
   * Whether it is a time, to be written as records have it.
   */
  time?: boolean | null;
}
/**
 * What some rows mean: either a command, or nothing for a stated reason.
 */
export interface MappingRule {
  /**
   * What columns have to say for the rule to take a row; every row when missing.
   */
  when?: {
    [k: string]: MappingWords;
  } | null;
  /**
   * Whether only the earliest of the rows counts that the rule takes of a release.
   */
  first?: boolean | null;
  /**
   * When it was done, where this is another column than usual.
   */
  at?: MappingColumn | null;
  /**
   * When it was decided, where this is another column than usual.
   */
  decided_at?: MappingColumn | null;
  /**
   * Who did it, where this is another column than usual.
   */
  actor?: MappingColumn | null;
  /**
   * The command: a mapping with one key, as `decide` takes it, with columns for its values.
   */
  command?: {
    [k: string]: unknown;
  } | null;
  /**
   * Why the rows are no command.
   */
  ignore?: string | null;
}
/**
 * How an organization manages releases, in one version.
 */
export interface PolicyDocument {
  /**
   * The format of this document: `releasegate/policy/1`.
   */
  format: "releasegate/policy/1";
  /**
   * Identifies the policy over all its versions.
   */
  id: string;
  /**
   * The version.
   */
  version?: string | null;
  /**
   * What the policy is called.
   */
  title?: string | null;
  /**
   * The shipped profile it builds on, for example `iso20000-1:2018`.
   */
  extends: string;
  /**
   * The zone in which days are counted, as in the IANA time zone database.
   */
  zone?: Zone | null;
  /**
   * Who approved this version.
   */
  approved_by?: string | null;
  /**
   * When this version was approved.
   */
  approved_at?: Moment | null;
  /**
   * In force from here on, inclusive.
   */
  valid_from?: Moment | null;
  /**
   * In force up to here, exclusive; open when missing.
   */
  superseded_from?: Moment | null;
  /**
   * How releases are identified so that no two of them share an id, for example by a prefix and
   * a number that the register of releases gives out once.
   */
  identification?: string | null;
  /**
   * The kinds of release.
   */
  release_types?: ReleaseType[] | null;
  /**
   * Documents the policy refers to.
   */
  documents?: Document[] | null;
  /**
   * Deployment methods that a plan may name.
   */
  methods?: string[] | null;
  /**
   * Length of the early-life period in calendar days, for types that set none of their own.
   */
  early_life_days?: number | null;
  /**
   * Who has to be informed of outcome and future releases.
   */
  audiences?: string[] | null;
  /**
   * How early life support ends, for types that set nothing of their own.
   */
  early_life?: EarlyLifeRules | null;
  /**
   * What differs from the profile, check by check.
   */
  checks?: CheckRule[] | null;
  /**
   * The organization's own checks, written in CEL.
   */
  own_checks?: OwnCheckRule[] | null;
  /**
   * Who has to approve what.
   */
  approvals?: ApprovalRule[] | null;
  /**
   * Roles and their authority.
   */
  roles?: RoleRule[] | null;
  /**
   * Freezes and deployment windows.
   */
  calendar?: Calendar | null;
  /**
   * Days on which nobody works, beside Saturdays and Sundays. Without it business days cannot
   * be counted.
   */
  holidays?: Holidays | null;
  /**
   * How long before the planned start facts have to be there.
   */
  lead_times?: LeadTime[] | null;
  /**
   * How long things may take.
   */
  limits?: Limits | null;
  /**
   * From what size on a release is a major one. No check asks for it; the indicators warn of
   * releases that reach it only together.
   */
  major_threshold?: MajorThreshold | null;
}
/**
 * A kind of release.
 */
export interface ReleaseType {
  /**
   * Unique within the policy.
   */
  id: string;
  /**
   * What the kind is called.
   */
  title?: string | null;
  /**
   * Whether releases of this kind are emergencies.
   */
  emergency?: boolean | null;
  /**
   * Whether releases of this kind are major ones.
   */
  major?: boolean | null;
  /**
   * How often there are such releases; `on demand` is an answer.
   */
  frequency?: string | null;
  /**
   * The document that says how such releases are managed.
   */
  managed_by?: string | null;
  /**
   * Length of the early-life period in calendar days.
   */
  early_life_days?: number | null;
  /**
   * Why the early-life period is empty, when it is.
   */
  early_life_reason?: string | null;
  /**
   * How early life support ends.
   */
  early_life?: EarlyLifeRules | null;
}
/**
 * How early life support ends.
 */
export interface EarlyLifeRules {
  /**
   * What has to be met before it ends.
   */
  exit_criteria?: string[] | null;
  /**
   * The roles that may authorise the end.
   */
  exit_authority?: string[] | null;
  /**
   * Whether it may end before the period is over.
   */
  early_exit_allowed?: boolean | null;
}
/**
 * What the policy says of one check.
 */
export interface CheckRule {
  /**
   * The check, for example `PLN-30`.
   */
  check: string;
  /**
   * How much it weighs; `off` leaves it out.
   */
  severity?: RuledSeverity | null;
  /**
   * The gate it belongs to.
   */
  gate?: Stage | null;
  /**
   * Why the policy differs from the profile.
   */
  reason?: string | null;
}
/**
 * A requirement of the organization's own, written in CEL (Common Expression Language).
 *
 * An expression sees `release`, the record as it could be known at the instant of judgement, and
 * `as_of`, that instant as a timestamp. What the record does not hold is not evidenced, never
 * false.
 */
export interface OwnCheckRule {
  /**
   * Unique within the policy, and not the id of a shipped check, for example `ACME-01`.
   */
  id: string;
  /**
   * States the defect in kebab case.
   */
  name: string;
  /**
   * States the requirement.
   */
  title: string;
  /**
   * The stage whose work it judges.
   */
  stage: Stage;
  /**
   * The gate it belongs to; none when missing, and then it counts in the whole only.
   */
  gate?: Stage | null;
  /**
   * How much it weighs; required when missing.
   */
  severity?: Severity | null;
  /**
   * CEL: to which releases it applies; to all when missing. It does not apply only when the
   * facts asked for here are in the record.
   */
  applies_when?: string | null;
  /**
   * CEL: what has to be true. At most 2,000 bytes, two nested loops (`all`, `exists`,
   * `exists_one`, `map`, `filter`) and eight `+`; no regular expressions. Times of the record
   * are texts, to be compared as `timestamp(...)`.
   */
  requires: string;
  /**
   * One sentence that says what is wrong when it is false: lowercase, no full stop.
   */
  message: string;
  /**
   * How to put it right.
   */
  remedy: string;
  /**
   * The role that can supply what is missing, and put it right.
   */
  role: string;
  /**
   * What people read about it.
   */
  docs?: OwnDocs | null;
}
/**
 * What people read about an own check.
 */
export interface OwnDocs {
  /**
   * What it asks; the title when missing.
   */
  asks?: string | null;
  /**
   * Why it matters.
   */
  why?: string | null;
  /**
   * An example that fails; the message when missing.
   */
  example?: string | null;
}
/**
 * Who has to approve something, and how many of them.
 */
export interface ApprovalRule {
  /**
   * Unique within the policy.
   */
  id: string;
  /**
   * What is approved.
   */
  of: ApprovalSubject;
  /**
   * The release types it is for; all when missing.
   */
  release_types?: string[] | null;
  /**
   * The roles of which an approver has to hold one.
   *
   * Items: Names one role, such as `release_manager`.
   */
  roles: string[];
  /**
   * How many different people have to approve; one when missing.
   */
  quorum?: number | null;
  /**
   * Whose approval does not count, because of what else they did for the release.
   */
  exclude?: Involvement[] | null;
}
/**
 * A role, and what the organization says of it.
 */
export interface RoleRule {
  /**
   * The role.
   */
  id: string;
  /**
   * What the role is called.
   */
  title?: string | null;
  /**
   * What holders of the role may approve.
   */
  may_approve?: ApprovalSubject[] | null;
  /**
   * Who holds the role, as far as the policy names them.
   */
  holders?: string[] | null;
  /**
   * What holders of the role have to be competent in. For a team, those of its leader and of
   * specialists are asked.
   */
  competences?: string[] | null;
}
/**
 * How long before the planned start the facts that a check asks for have to be there.
 */
export interface LeadTime {
  /**
   * The check.
   */
  check: string;
  /**
   * The number of days before the first planned start.
   */
  days: number;
  /**
   * Whether business days are counted; calendar days otherwise.
   */
  business?: boolean | null;
}
/**
 * How long things may take, how often they are due, how many are too many.
 */
export interface Limits {
  /**
   * Business days from a decision until it has to be written down.
   */
  late_record_business_days?: number | null;
  /**
   * Business days from the end of a wave until the configuration information has to be updated.
   */
  configuration_update_business_days?: number | null;
  /**
   * Calendar days from the start of an emergency release until its review is due.
   */
  emergency_review_days?: number | null;
  /**
   * Calendar days from the end of the early-life period until its review is due. Indicator K15
   * counts by it; no check does, since no framework sets a time for the review.
   */
  review_days?: number | null;
  /**
   * Number of related incidents from which on there has to be a problem.
   */
  problem_after_incidents?: number | null;
  /**
   * Calendar days between two analyses of changes for trends.
   */
  change_trends_every_days?: number | null;
  /**
   * Calendar days between two verifications of the configuration information.
   */
  configuration_audit_every_days?: number | null;
  /**
   * Calendar days between two analyses of an indicator, and from the end of the time measured
   * until it is analysed.
   */
  measurements_every_days?: number | null;
  /**
   * Calendar days between two service reports, and from the end of the time reported on until
   * the report is sent.
   */
  reports_every_days?: number | null;
  /**
   * Calendar days for which records are kept after closure.
   */
  retention_days?: number | null;
  /**
   * Calendar days before the end of a waiver from which on it is said to expire soon.
   */
  waiver_expires_soon_days?: number | null;
}
/**
 * From what size on a release is a major one; one of the numbers is enough.
 */
export interface MajorThreshold {
  /**
   * Number of requests for change that it realises.
   */
  changes?: number | null;
  /**
   * Number of configuration items that it affects.
   */
  affected_items?: number | null;
}
