//! The roles of the process, by the ids that records and policies use for them.

use crate::policy::ApprovalSubject;

/// Runs the release from planning to closure.
pub const RELEASE_MANAGER: &str = "release_manager";
/// Answers for the change process.
pub const CHANGE_MANAGER: &str = "change_manager";
/// Decides on changes.
pub const CHANGE_AUTHORITY: &str = "change_authority";
/// Decides on emergency changes.
pub const EMERGENCY_CHANGE_AUTHORITY: &str = "emergency_change_authority";
/// Answers for the service.
pub const SERVICE_OWNER: &str = "service_owner";
/// Answers for the build.
pub const BUILD_MANAGER: &str = "build_manager";
/// Answers for verification.
pub const TEST_MANAGER: &str = "test_manager";
/// Runs the deployment.
pub const DEPLOYMENT_MANAGER: &str = "deployment_manager";
/// Answers for configuration information.
pub const CONFIGURATION_MANAGER: &str = "configuration_manager";
/// Answers for incidents.
pub const INCIDENT_MANAGER: &str = "incident_manager";
/// Answers for problems and known errors.
pub const PROBLEM_MANAGER: &str = "problem_manager";
/// Leads early life support.
pub const EARLY_LIFE_SUPPORT_LEAD: &str = "early_life_support_lead";
/// Answers for suppliers.
pub const SUPPLIER_MANAGER: &str = "supplier_manager";
/// Answers for information security.
pub const INFORMATION_SECURITY: &str = "information_security";
/// Speaks for a customer.
pub const CUSTOMER: &str = "customer";
/// Leads a team that builds or deploys.
pub const TEAM_LEADER: &str = "team_leader";
/// Answers for policy.
pub const MANAGEMENT_HEAD: &str = "management_head";
/// Coordinates, without approval authority.
pub const COORDINATOR: &str = "coordinator";
/// Does work as part of the organization.
pub const INTERNAL_SPECIALIST: &str = "internal_specialist";
/// Does work from outside; never accountable, never approves.
pub const EXTERNAL_SPECIALIST: &str = "external_specialist";

/// The roles that speak for change management.
pub const CHANGE_ROLES: [&str; 3] = [CHANGE_MANAGER, CHANGE_AUTHORITY, EMERGENCY_CHANGE_AUTHORITY];

/// The roles that may decide that an acceptance criterion does not apply.
pub const CRITERIA_ROLES: [&str; 3] = [TEST_MANAGER, SERVICE_OWNER, CUSTOMER];

/// Whether holders of a role never approve something in it, whatever a policy says. A management
/// head answers for policy: to approve of a single release takes a delegation of a role that may.
#[must_use]
pub fn never_approves(role: &str, of: ApprovalSubject) -> bool {
    match role {
        COORDINATOR | EXTERNAL_SPECIALIST => true,
        MANAGEMENT_HEAD => of != ApprovalSubject::Waiver,
        _ => false,
    }
}

/// All roles.
pub const ALL: [&str; 20] = [
    RELEASE_MANAGER,
    CHANGE_MANAGER,
    CHANGE_AUTHORITY,
    EMERGENCY_CHANGE_AUTHORITY,
    SERVICE_OWNER,
    BUILD_MANAGER,
    TEST_MANAGER,
    DEPLOYMENT_MANAGER,
    CONFIGURATION_MANAGER,
    INCIDENT_MANAGER,
    PROBLEM_MANAGER,
    EARLY_LIFE_SUPPORT_LEAD,
    SUPPLIER_MANAGER,
    INFORMATION_SECURITY,
    CUSTOMER,
    TEAM_LEADER,
    MANAGEMENT_HEAD,
    COORDINATOR,
    INTERNAL_SPECIALIST,
    EXTERNAL_SPECIALIST,
];
