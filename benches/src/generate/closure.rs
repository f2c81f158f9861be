//! Release Closure.

use chrono::Duration;
use serde_json::{Value, json};

use super::life::{Course, Life};

pub(super) fn closure(life: &Life) -> Value {
    let cancelled = life.day_of_start(-16);
    let over = if life.course == Course::Cancelled {
        cancelled
    } else {
        life.period_end()
    };
    let analysed = over + Duration::hours(30);
    let reviewed = analysed + Duration::days(4);
    let closed = reviewed + Duration::hours(20);
    let manager = life.person("release_manager").to_owned();
    let sent = reviewed + Duration::hours(2);
    json!({
        "cancellation": (life.course == Course::Cancelled).then(|| json!({
            "cancelled_at": life.at(cancelled), "cancelled_by": life.person("service_owner"),
            "reason": "the customer withdrew the request"})),
        "analyses": [life.known(analysed, json!({"analysed_at": life.at(analysed),
            "analysed_by": manager, "method": "comparison with the success criteria",
            "data_refs": ["early_life.incident_extracts", "dms://monitoring"],
            "results": life.remark(), "conclusions": life.subject(),
            "customer_impact": [life.remark()]}))],
        "reviews": [life.known(reviewed, json!({"reviewed_at": life.at(reviewed),
            "reviewed_by": [manager, life.person("customer")],
            "opportunities": [life.subject(), life.remark()]}))],
        "improvements": life.extra(json!([life.known(closed, json!({"opportunity": life.subject(), "approved": true,
            "decided_at": life.day(closed), "owner": life.person("test_manager"),
            "due": life.written_day(closed + Duration::days(80))}))])),
        "reports": life.extra(json!([life.known(sent, json!({"purpose": "outcomes of the release",
            "outcomes": [{"outcome": "OUT-1", "achieved": life.remark()}],
            "sent_to": ["change_management"], "sent_at": life.at(sent)}))])),
        "nonconformities": life.extra(life.none("release_manager", closed)),
        "side_effects": life.extra(life.none("incident_manager", closed)),
        "documents": [life.known(closed, json!({"document": "user-guide", "version": "4",
            "updated_at": life.day(closed)}))],
        "lessons": life.known(reviewed, json!([life.remark()])),
        "retention": life.known(closed, json!({
            "until": life.written_day(closed + Duration::days(3650)), "store": "dms://archive"})),
        "closed_at": life.at(closed),
        "closed_by": life.known(closed, json!(manager)),
    })
}
