//! Approvals as the draft of CDEvents 0.6 has them.
//!
//! Each decision of the record is an approval that was closed by it: a record has the decisions of
//! people, each with its own id, and how many of them a release needs is the policy's to say. Requests
//! have no id to join them to a decision, and are left out; so is a decision that does not say who
//! decided, whom the draft asks for.

use releasegate::model::{Approval, ApprovalDecision, Items};
use uuid::Uuid;

use super::{Content, Custom, Events, kind, shown};
use crate::names::{id, of_object};

impl Events<'_> {
    pub(super) fn approvals(&mut self) {
        let release = self.release;
        for approval in release.approvals.items() {
            let Some(by) = approval.by.as_ref() else {
                continue;
            };
            let name = |kind, name: &str| urn(of_object(&release.id, kind, name));
            let (decision, ours) = decided(approval);
            let content = Content {
                approval_details_url: Some(name("approval", approval.id.as_str())),
                resource_target_url: Some(urn(id(["release", release.id.as_str()]))),
                responder: Some(name("person", by.as_str())),
                decision: Some(decision),
                status: Some(decision),
                ..Content::default()
            };
            let build = approval.scope.as_ref().and_then(|it| it.build.as_ref());
            let custom = Custom {
                build: build.and_then(|build| shown(build.as_str())),
                outcome: Some(ours),
                by: shown(by.as_str()),
                role: approval.role.as_ref().and_then(|it| shown(it.as_str())),
                ..self.custom()
            };
            let at = approval.decided_at.as_ref();
            let subject = Some(approval.id.as_str());
            self.add(kind::APPROVAL_CLOSED, at, subject, &[], (content, custom));
        }
    }
}

fn urn(id: Uuid) -> String {
    format!("urn:uuid:{id}")
}

/// What was decided, in the words of the draft and in ours. The draft has no word for an approval
/// that is taken back: who reads on must not hold it to be approved still.
fn decided(approval: &Approval) -> (&'static str, &'static str) {
    match approval.decision {
        ApprovalDecision::Approved => ("approved", "approved"),
        ApprovalDecision::Rejected => ("rejected", "rejected"),
        ApprovalDecision::Withdrawn => ("rejected", "withdrawn"),
    }
}
