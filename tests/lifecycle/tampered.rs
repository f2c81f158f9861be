//! Whatever is changed in a trail is found out.

use ed25519_dalek::{Signer, SigningKey};
use releasegate::lifecycle::{BreakKind, Entry, Head, Keys, Signature, apply, decide, verify};
use serde_json::json;

use crate::world::{CLOCK, given, planned, policies};

/// A trail of some entries, each with its line end.
fn lines(count: usize) -> Vec<Vec<u8>> {
    let policies = policies(1);
    let (mut trail, mut release) = planned(&policies);
    while trail.len() < count {
        let turn = trail.len();
        let command = match turn % 3 {
            0 => json!({"hold": {"reason": format!("ä\u{1}\u{10ffff} {turn}")}}),
            1 => json!({"resume": {}}),
            // Refused, and kept all the same.
            _ => json!({"close": {}}),
        };
        let entry = decide(Some(&release), &policies, &given(&command, "run", CLOCK[0])).unwrap();
        // Only the last entry matters for what follows: a short record keeps this fast.
        release = apply(Some(&release), &entry).unwrap().unwrap();
        if let Some(releasegate::model::Stated::Given(trail)) = &mut release.trail {
            trail.drain(..trail.len() - 1);
        }
        release.holds = release.holds.take().filter(|_| turn % 3 == 0);
        trail.push(entry);
    }
    let line = |entry: &Entry| [entry.line().unwrap(), b"\n".to_vec()].concat();
    trail.iter().map(line).collect()
}

fn is_whole(trail: &[u8]) -> bool {
    verify(trail, None, None).intact
}

/// Every way to change one byte at a place: to another one, away, or one more.
fn changed_at(trail: &[u8], place: usize, byte: u8) -> [Vec<u8>; 3] {
    let mut changed = trail.to_vec();
    changed[place] ^= byte;
    let mut removed = trail.to_vec();
    removed.remove(place);
    let mut added = trail.to_vec();
    added.insert(place, byte);
    [changed, removed, added]
}

#[test]
fn every_byte_of_a_small_trail_counts() {
    let trail = lines(7).concat();
    assert!(is_whole(&trail));
    for place in 0..trail.len() {
        for byte in [1, 0x20, 0x80] {
            for changed in changed_at(&trail, place, byte) {
                assert!(!is_whole(&changed), "place {place}, byte {byte}");
            }
        }
    }
}

#[test]
fn a_thousand_entries_are_bound_to_one_another() {
    let lines = lines(1_000);
    let trail = lines.concat();
    assert!(is_whole(&trail));
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..60 {
        let place = random.usize(..trail.len());
        for changed in changed_at(&trail, place, random.u8(1..)) {
            assert!(!is_whole(&changed), "place {place}");
        }
        let (one, other) = (random.usize(..lines.len()), random.usize(..lines.len()));
        let mut moved = lines.clone();
        moved.swap(one, other);
        assert_eq!(is_whole(&moved.concat()), one == other);
        let mut without = lines.clone();
        without.remove(one);
        // Without its last entry a trail is whole, unless a checkpoint saw it.
        assert_eq!(is_whole(&without.concat()), one + 1 == lines.len());
        let mut twice = lines.clone();
        twice.insert(one, lines[one].clone());
        assert!(!is_whole(&twice.concat()));
    }
}

#[test]
fn a_checkpoint_sees_what_was_cut_off() {
    let lines = lines(12);
    let head = verify(&lines.concat(), None, None).head;
    for kept in 0..lines.len() {
        let cut = lines[..kept].concat();
        assert!(is_whole(&cut));
        let found = verify(&cut, Some(&head), None).broken.unwrap();
        assert_eq!(found.kind, BreakKind::CutOff);
    }
    let other = Head {
        hash: "0".repeat(64),
        ..head
    };
    let found = verify(&lines.concat(), Some(&other), None).broken.unwrap();
    assert_eq!(found.kind, BreakKind::Checkpoint);
    let before_all = Head {
        hash: "1".repeat(64),
        ..Head::start()
    };
    let found = verify(&lines.concat(), Some(&before_all), None).broken;
    assert_eq!(found.unwrap().kind, BreakKind::Checkpoint);
    let trail = lines.concat();
    for end in 1..trail.len() {
        let at_end_of_line = trail[end - 1] == b'\n';
        assert_eq!(is_whole(&trail[..end]), at_end_of_line, "cut at {end}");
    }
}

#[test]
fn signatures_are_verified_when_keys_are_given() {
    let key = SigningKey::from_bytes(&[7; 32]);
    let names = [(
        "auditor".to_owned(),
        hex::encode(key.verifying_key().as_bytes()),
    )];
    let keys = Keys::read(&names.into()).unwrap();
    let accepts = |signature: &Signature, hash: &str| keys.accept(signature, hash);
    let mut lines = lines(3);
    let mut entry: Entry = serde_json::from_slice(&lines[2]).unwrap();
    let signed = hex::encode(key.sign(entry.hash.as_bytes()).to_bytes());
    for (name, value, good) in [
        ("auditor", signed.clone(), true),
        ("somebody", signed.clone(), false),
        ("auditor", signed.replace(&signed[..1], "x"), false),
        ("auditor", "00".repeat(64), false),
    ] {
        entry.signature = Some(Signature {
            key: name.to_owned(),
            value,
        });
        lines[2] = [entry.line().unwrap(), b"\n".to_vec()].concat();
        let found = verify(&lines.concat(), None, Some(&accepts));
        assert_eq!(found.intact, good, "{name}");
        assert_eq!(found.signed, u64::from(good));
        // The signature is no part of the hash, so without keys nobody looks at it.
        assert!(is_whole(&lines.concat()));
    }
}

#[test]
fn numbers_that_canonical_json_would_change_get_into_no_trail() {
    let policies = policies(1);
    let (_, release) = planned(&policies);
    let with = |number: &str| {
        let command = format!(r#"{{"record_evidence":{{"at":"/extensions/n","value":{number}}}}}"#);
        let command = serde_json::from_str(&command).unwrap();
        decide(Some(&release), &policies, &given(&command, "run", CLOCK[0]))
    };
    for kept in ["1", "-7", "9007199254740991", "1.5"] {
        assert!(with(kept).is_ok(), "{kept}");
    }
    for lost in ["1.50", "1e3", "12345678901234567890123", "9007199254740993"] {
        assert!(with(lost).is_err(), "{lost}");
    }
}
