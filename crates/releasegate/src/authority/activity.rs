//! The activities of the process, and the roles that answer for each where nothing else is
//! assigned. Our design: no standard fixes it.

use super::role;
use crate::model::Raci;
use crate::stage::Stage;

/// Something that somebody answers for.
#[derive(Debug, PartialEq, Eq)]
pub struct Activity {
    /// What assignments call it.
    pub id: &'static str,
    /// The stage it belongs to.
    pub stage: Stage,
    /// The role whose holder is accountable, where nobody is assigned for the activity.
    pub accountable: &'static str,
    /// The roles whose holders are responsible.
    pub responsible: &'static [&'static str],
}

impl Activity {
    /// Whether holders of a role are accountable or responsible for the activity.
    #[must_use]
    pub fn gives(&self, role: &str, raci: Raci) -> bool {
        match raci {
            Raci::Accountable => self.accountable == role,
            Raci::Responsible => self.responsible.contains(&role),
            Raci::Consulted | Raci::Informed => false,
        }
    }
}

macro_rules! activities {
    ($(
        $(#[$doc:meta])+
        $name:ident = $id:literal, $stage:ident: $accountable:ident; $($responsible:ident),+;
    )+) => {
        $(
            $(#[$doc])+
            pub static $name: Activity = Activity {
                id: $id,
                stage: Stage::$stage,
                accountable: role::$accountable,
                responsible: &[$(role::$responsible),+],
            };
        )+

        /// All activities, in the order of the process.
        pub static ALL: &[&Activity] = &[$(&$name),+];
    };
}

activities! {
    /// Policy, release types, calendar: older than any release, so no act of a record is of it.
    POLICY = "policy", Support: MANAGEMENT_HEAD; RELEASE_MANAGER;
    /// Scope, dates and method of the release.
    PLAN = "plan", Planning: RELEASE_MANAGER; RELEASE_MANAGER, CHANGE_MANAGER, COORDINATOR;
    /// Approving the requests for change.
    CHANGE_APPROVAL = "change_approval", Planning: CHANGE_MANAGER; CHANGE_MANAGER, CHANGE_AUTHORITY;
    /// The plan to go back.
    BACK_OUT_PLAN = "back_out_plan", Planning:
        RELEASE_MANAGER; DEPLOYMENT_MANAGER, TEAM_LEADER, INTERNAL_SPECIALIST;
    /// Building the package.
    BUILD = "build", Build:
        RELEASE_MANAGER; BUILD_MANAGER, SUPPLIER_MANAGER, TEAM_LEADER, INTERNAL_SPECIALIST, EXTERNAL_SPECIALIST;
    /// Verifying against the criteria.
    VERIFICATION = "verification", Build: TEST_MANAGER; TEST_MANAGER, CUSTOMER, INTERNAL_SPECIALIST;
    /// Deciding what to do about criteria that were not met.
    FAILURE_DECISION = "failure_decision", Build: SERVICE_OWNER; RELEASE_MANAGER, CUSTOMER;
    /// Approving the release.
    RELEASE_APPROVAL = "release_approval", Deployment: SERVICE_OWNER; RELEASE_MANAGER;
    /// Approving an emergency release.
    EMERGENCY_APPROVAL = "emergency_approval", Deployment:
        CHANGE_MANAGER; RELEASE_MANAGER, EMERGENCY_CHANGE_AUTHORITY;
    /// Baselines and the configuration information.
    CONFIGURATION = "configuration", Deployment: RELEASE_MANAGER; CONFIGURATION_MANAGER;
    /// Deploying the waves.
    DEPLOYMENT = "deployment", Deployment:
        RELEASE_MANAGER; DEPLOYMENT_MANAGER, TEAM_LEADER, INTERNAL_SPECIALIST, EXTERNAL_SPECIALIST;
    /// Deciding to go back.
    BACK_OUT_DECISION = "back_out_decision", Deployment:
        SERVICE_OWNER; RELEASE_MANAGER, DEPLOYMENT_MANAGER;
    /// Running early life support.
    EARLY_LIFE_SUPPORT = "early_life_support", EarlyLife:
        EARLY_LIFE_SUPPORT_LEAD; EARLY_LIFE_SUPPORT_LEAD, INCIDENT_MANAGER, PROBLEM_MANAGER,
        TEAM_LEADER, INTERNAL_SPECIALIST, EXTERNAL_SPECIALIST;
    /// Ending early life support.
    EARLY_LIFE_EXIT = "early_life_exit", EarlyLife:
        SERVICE_OWNER; RELEASE_MANAGER, EARLY_LIFE_SUPPORT_LEAD;
    /// Reviewing and closing the release.
    CLOSURE = "closure", Closure: RELEASE_MANAGER; RELEASE_MANAGER, CHANGE_MANAGER, COORDINATOR;
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::ALL;
    use crate::authority::role;

    #[test]
    fn activities_have_ids_of_their_own_in_the_order_of_the_process() {
        let ids: BTreeSet<_> = ALL.iter().map(|activity| activity.id).collect();
        assert_eq!(ids.len(), ALL.len());
        assert!(ALL.is_sorted_by_key(|activity| activity.stage));
    }

    #[test]
    fn people_from_outside_are_never_accountable() {
        let outside = [role::EXTERNAL_SPECIALIST, role::COORDINATOR, role::CUSTOMER];
        assert!(
            ALL.iter()
                .all(|activity| !outside.contains(&activity.accountable))
        );
    }
}
